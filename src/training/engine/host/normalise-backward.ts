import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { LayerShape } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { ArmSwitch, Operations } from '../operations.ts';
import { activations } from './activations.ts';
import { column, type HostForm, PARAMETERS, pick, STATISTICS, SUMS } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';
import { addNoise } from './noise.ts';
import { isNormalised } from './normalise.ts';
import { eachRun } from './statistics.ts';

/** The sums of dy: dbeta = sum dy, dgamma = sum dy * xhat; by unit, or by unit and place where there are so many parameters. */
function sumsOf(dy: Tensor2D, xhat: Tensor2D, count: number): Tensor2D {
  const run = dy.size / count;
  const sums = makeTensor(2, count);
  const [values, normalised, to] = [valuesOf(dy), valuesOf(xhat), valuesOf(sums)];
  for (let index = 0; index < count; index++) {
    let dbeta = 0;
    let dgamma = 0;
    for (let at = index * run; at < (index + 1) * run; at++) {
      const own = values[at] as number;
      dbeta += own;
      dgamma += own * (normalised[at] as number);
    }
    to[SUMS.dgamma * count + index] = dgamma;
    to[SUMS.dbeta * count + index] = dbeta;
  }
  return sums;
}

/** What goes through a normalisation, and the sums of its backward pass. */
interface Through {
  readonly arm: ArmSwitch;
  readonly xhat: Tensor2D;
  readonly parameters: Tensor2D;
  readonly statistics: Tensor2D;
  readonly sums: Tensor2D;
}

/**
 * dy to the gradient by what was normalised, in its own place. With dxhat = gamma * dy (Ioffe & Szegedy 2015, section 3; c and s are
 * 0 where it does not go through mean and variance):
 *
 *     1 / sqrt(var + eps) * (dxhat - c * mean(dxhat) - s * (u - mean) / sqrt(var + eps) * mean(dxhat * xhat))
 */
function throughBatch(dy: Tensor2D, { arm: { norm }, ...of }: Through): void {
  const [units, m] = dy.shape;
  const [values, xhat, parameters] = [valuesOf(dy), valuesOf(of.xhat), valuesOf(of.parameters)];
  const [statistics, sums] = [valuesOf(of.statistics), valuesOf(of.sums)];
  const count = of.parameters.shape[1];
  const [each, run] = [count / units, (units * m) / count];
  const [c, s] = [Number(norm.centre && norm.through), Number(norm.scale && norm.through)];
  for (let unit = 0; unit < units; unit++) {
    const inverse = statistics[STATISTICS.inverse * units + unit] as number;
    const mean = statistics[STATISTICS.mean * units + unit] as number;
    // What xhat lacks to be about its mean.
    const off = (mean - (statistics[STATISTICS.taken * units + unit] as number)) * inverse;
    let shift = 0;
    let slope = 0;
    for (let index = unit * each; index < (unit + 1) * each; index++) {
      const gamma = parameters[PARAMETERS.gamma * count + index] as number;
      shift += gamma * (sums[SUMS.dbeta * count + index] as number);
      slope += gamma * (sums[SUMS.dgamma * count + index] as number);
    }
    shift *= c / m;
    slope *= s / m;
    for (let index = unit * each; index < (unit + 1) * each; index++) {
      const gamma = parameters[PARAMETERS.gamma * count + index] as number;
      for (let at = index * run; at < (index + 1) * run; at++) {
        values[at] =
          inverse * (gamma * (values[at] as number) - shift - slope * ((xhat[at] as number) - off));
      }
    }
  }
}

/** The same over the units of each image. */
function throughImages(dy: Tensor2D, { arm: { norm }, ...of }: Through): void {
  const batch = of.statistics.shape[1];
  const [values, xhat, parameters] = [valuesOf(dy), valuesOf(of.xhat), valuesOf(of.parameters)];
  const statistics = valuesOf(of.statistics);
  const count = of.parameters.shape[1];
  const runs = values.length / batch;
  const runsOfGamma = runs / count;
  const [c, s] = [Number(norm.centre && norm.through), Number(norm.scale && norm.through)];
  const [shifts, slopes] = [new Float64Array(batch), new Float64Array(batch)];
  eachRun(values.length, batch, (start, run) => {
    const gamma = parameters[PARAMETERS.gamma * count + Math.floor(run / runsOfGamma)] as number;
    for (let image = 0; image < batch; image++) {
      const own = gamma * (values[start + image] as number);
      values[start + image] = own;
      shifts[image] = (shifts[image] as number) + own;
      slopes[image] = (slopes[image] as number) + own * (xhat[start + image] as number);
    }
  });
  eachRun(values.length, batch, (start) => {
    for (let image = 0; image < batch; image++) {
      const inverse = statistics[STATISTICS.inverse * batch + image] as number;
      const off =
        ((statistics[STATISTICS.mean * batch + image] as number) -
          (statistics[STATISTICS.taken * batch + image] as number)) *
        inverse;
      const shift = (c * (shifts[image] as number)) / runs;
      const slope = (s * (slopes[image] as number)) / runs;
      const own = values[start + image] as number;
      values[start + image] = inverse * (own - shift - slope * ((xhat[start + image] as number) - off));
    }
  });
}

export const normaliseBackward =
  (shape: NetworkShape): Operations<HostForm>['normaliseBackward'] =>
  (layer, dh, h, kept, parameters, arms) => {
    const passes = dh.map((own, index) => {
      if (own === null) return null;
      const arm = arms[index] as ArmSwitch;
      const pass = {
        arm,
        xhat: pick(kept.xhat, index),
        parameters: pick(parameters, index),
        entered: pick(kept.entered, index),
        statistics: kept.statistics[index] ?? null,
      };
      return backward(layer, shape, own, pick(h, index), pass);
    });
    return { dz: column(passes, 'dz'), sums: column(passes, 'sums') };
  };

function backward(
  layer: LayerShape,
  shape: NetworkShape,
  dh: Tensor2D,
  h: Tensor2D,
  pass: Omit<Through, 'sums' | 'statistics'> & {
    readonly entered: Tensor2D;
    readonly statistics: Tensor2D | null;
  },
): { dz: Tensor2D; sums: Tensor2D } {
  const { arm, entered, parameters, statistics, xhat } = pass;
  const through = activations[shape.activation].backward;
  const on = isNormalised(layer, arm);
  const isAfter = on && arm.norm.place === 'after';
  const dy = makeTensor(...dh.shape);
  if (isAfter) valuesOf(dy).set(valuesOf(dh));
  else through(valuesOf(dh), valuesOf(h), valuesOf(dy));
  if (on && arm.norm.kind === 'noisy') {
    addNoise(layer, dy, arm, false);
  }
  const sums = sumsOf(dy, xhat, parameters.shape[1]);
  if (!on || statistics === null) return { dz: dy, sums };
  const own = { arm, xhat, parameters, statistics, sums };
  if (arm.norm.kind === 'layer') throughImages(dy, own);
  else throughBatch(dy, own);
  if (!isAfter) return { dz: dy, sums };
  const dz = makeTensor(...dh.shape);
  through(valuesOf(dy), valuesOf(entered), valuesOf(dz));
  return { dz, sums };
}
