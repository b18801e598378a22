import type { Tensor2D } from '@tensorflow/tfjs-core';
import { normalises } from '../arm-numbers.ts';
import { type LayerShape, placesOf } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { ArmSwitch, Operations } from '../operations.ts';
import { momentsOf } from '../optimizers.ts';
import { eachArm, type HostForm, PARAMETER_ROWS, PARAMETERS, pick, STATISTICS, SUMS } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';
import type { linearOperations } from './linear.ts';
import { isNormalised } from './normalise.ts';
import { optimise } from './optimise.ts';
import type { Stack } from './stack.ts';

type Ops = Operations<HostForm>;

/** What training changes, after a step. */
export function updates(
  shape: NetworkShape,
  gradientOfW: ReturnType<typeof linearOperations>['gradientOfW'],
) {
  const { batch } = shape;

  /** Values, with what the optimizer remembers of them below, after a step along a gradient. */
  function stepped(value: Tensor2D, gradient: Tensor2D, arm: ArmSwitch, decay: number): Tensor2D {
    const { size } = gradient;
    const moments = momentsOf(shape.optimizer);
    if (moments === 0 && decay === 0) return descended(value, gradient, arm.rate);
    const next = makeTensor(...value.shape);
    const to = valuesOf(next);
    to.set(valuesOf(value));
    const part = (index: number) => to.subarray(index * size, (index + 1) * size);
    optimise(
      { values: part(0), gradient: valuesOf(gradient), first: part(1), second: part(2) },
      shape,
      arm,
      decay,
    );
    return next;
  }

  const updateWeights: Ops['updateWeights'] = (layer, w, x, dz, arms) =>
    updated(w, gradientOfW(layer, x, dz), (value, gradient, arm) =>
      stepped(value, gradient, arms[arm] as ArmSwitch, shape.weightDecay),
    );

  const updateBias: Ops['updateBias'] = (layer, bias, dz, arms) =>
    updated(bias, dz, (value, own, index) => {
      const arm = arms[index] as ArmSwitch;
      if (layer.isOutput) return stepped(value, sumOverBatch(own), arm, 0);
      // Without normalization beta is the bias.
      if (!isNormalised(layer, arm)) return value.clone();
      return stepped(value, sumOverBatch(own), { ...arm, update: arm.normUpdate }, 0);
    });

  /** Gamma and beta after a step; running statistics: (1 - momentum) * running + momentum * batch, the variance with m / (m - 1). */
  const updateParameters: Ops['updateParameters'] = (layer, parameters, sums, kept, arms) =>
    updated(parameters, sums, (value, own, index) => {
      const arm = arms[index] as ArmSwitch;
      const on = isNormalised(layer, arm);
      const age = normalises(layer, arm.norm) ? arm.normUpdate : arm.update;
      const next = makeTensor(...value.shape);
      const count = value.shape[1];
      const gradients = on && arm.norm.parameters === 'activation' ? own : ofUnits(own, layer);
      const [to, slopes] = [valuesOf(next), valuesOf(gradients)];
      to.set(valuesOf(value));
      const learn = (row: number, sum: number) => {
        const part = (at: number) => to.subarray(at * count, (at + 1) * count);
        const gradient = slopes.subarray(sum * count, (sum + 1) * count);
        const [first, second] = [part(PARAMETER_ROWS + row), part(PARAMETER_ROWS + 2 + row)];
        optimise({ values: part(row), gradient, first, second }, shape, { ...arm, update: age }, 0);
      };
      if (on && arm.norm.affine) learn(PARAMETERS.gamma, SUMS.dgamma);
      if (!on || arm.norm.affine) learn(PARAMETERS.beta, SUMS.dbeta);
      if (on && arm.norm.kind !== 'layer') {
        follow(to, pick(kept.statistics, index), count, arm, batch * placesOf(layer));
      }
      return next;
    });
  return { updateWeights, updateBias, updateParameters, stepped };
}

/** Gradient descent with nothing else, value - rate * gradient, written over the gradient. */
function descended(value: Tensor2D, gradient: Tensor2D, rate: number): Tensor2D {
  const [values, to] = [valuesOf(value), valuesOf(gradient)];
  for (let at = 0; at < to.length; at++) to[at] = (values[at] as number) - rate * (to[at] as number);
  return gradient;
}

/** Running mean and variance towards the batch's. @param m rows that the batch's are of */
function follow(
  to: Float32Array,
  statistics: Tensor2D,
  count: number,
  { fresh, norm }: ArmSwitch,
  m: number,
): void {
  const units = statistics.shape[1];
  const batch = valuesOf(statistics);
  const share = fresh ? 1 : norm.momentum;
  const towards = (row: number, from: number, factor: number) => {
    for (let unit = 0; unit < units; unit++) {
      const own = factor * (batch[from * units + unit] as number);
      to[row * count + unit] = (1 - share) * (to[row * count + unit] as number) + share * own;
    }
  };
  towards(PARAMETERS.mean, STATISTICS.taken, 1);
  towards(PARAMETERS.variance, STATISTICS.variance, m / (m - 1));
}

/** The sums of each unit over its places, where there are parameters for each: they then stay alike. */
function ofUnits(sums: Tensor2D, { units }: LayerShape): Tensor2D {
  const [rows, count] = sums.shape;
  const each = count / units;
  if (each === 1) return sums;
  const result = makeTensor(rows, count);
  const [from, to] = [valuesOf(sums), valuesOf(result)];
  for (let first = 0; first < to.length; first += each) {
    let total = 0;
    for (let at = first; at < first + each; at++) total += from[at] as number;
    to.fill(total, first, first + each);
  }
  return result;
}

function sumOverBatch(tensor: Tensor2D): Tensor2D {
  const [units, batch] = tensor.shape;
  const sums = makeTensor(1, units);
  const [from, to] = [valuesOf(tensor), valuesOf(sums)];
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    for (let at = unit * batch; at < (unit + 1) * batch; at++) sum += from[at] as number;
    to[unit] = sum;
  }
  return sums;
}

/** A new value for every arm that has news; the old one, shared, for the others. */
function updated(
  state: Stack,
  news: Stack,
  compute: (value: Tensor2D, news: Tensor2D, arm: number) => Tensor2D,
): Stack {
  return eachArm(state, (value, arm) => {
    const own = news[arm];
    return own ? compute(value, own, arm) : value.clone();
  });
}
