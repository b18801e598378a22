import { matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import type { LayerShape } from '../layer-shape.ts';
import { type LookSize, sampledInputs } from '../look-size.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { ArmSwitch, LayerValues, Operations } from '../operations.ts';
import { momentsOf } from '../optimizers.ts';
import { type HostForm, type Kept, PARAMETERS, pick, STATISTICS } from './host-form.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';
import { type linearOperations, weightsOf } from './linear.ts';
import { isNormalised, yOf } from './normalise.ts';
import { optimise } from './optimise.ts';

/** Copies what a look inside reads of a layer: here that is no more than reading it later, and keeps no tensor. */
export const look =
  (
    shape: NetworkShape,
    { images, inputGroups }: LookSize,
    { inputOf }: ReturnType<typeof linearOperations>,
  ): Operations<HostForm>['look'] =>
  (layer, { dh, dz, h, kept, parameters, w, x, z }, arms) => {
    const inputs = sampledInputs(layer.fanIn, inputGroups(layer));
    const values = z.map((own, index): LayerValues | null => {
      if (own === null) return null;
      const arm = arms[index] as ArmSwitch;
      const firstImages = (tensor: Tensor2D) => imagesOf(tensor, shape.batch, images(layer));
      const weights = pick(w, index);
      const ofUnits = (row: number) => meansOf(pick(parameters, index), row, layer.units);
      return {
        bn: isNormalised(layer, arm),
        z: firstImages(own),
        y: isTold(layer, arm) ? null : firstImages(yOf(layer, shape, arm, own, pick(parameters, index))),
        h: firstImages(pick(h, index)),
        gradient: firstImages(pick(dh, index)),
        weights: chosenColumns(weightsOf(weights, layer), inputs),
        update: updateOf(layer, shape, weights, inputOf(layer, pick(x, index)), pick(dz, index), inputs, arm),
        gamma: ofUnits(PARAMETERS.gamma),
        beta: ofUnits(PARAMETERS.beta),
        runningMean: row(pick(parameters, index), PARAMETERS.mean).slice(0, layer.units),
        runningVariance: row(pick(parameters, index), PARAMETERS.variance).slice(0, layer.units),
        ...statisticsOf(kept, index, layer.units, arm),
      };
    });
    return () => values;
  };

/** Whether z, statistics and parameters of the units tell y. */
const isTold = (layer: LayerShape, arm: ArmSwitch): boolean => {
  const { kind, parameters, place } = arm.norm;
  if (!isNormalised(layer, arm)) return true;
  return kind === 'batch' && place === 'before' && parameters === 'channel';
};

/** The first images of every run of `batch`: [units, places * count]. */
function imagesOf(tensor: Tensor2D, batch: number, count: number): Float32Array {
  const from = valuesOf(tensor);
  if (count === batch) return from.slice();
  const runs = from.length / batch;
  const result = new Float32Array(runs * count);
  for (let run = 0; run < runs; run++) {
    result.set(from.subarray(run * batch, run * batch + count), run * count);
  }
  return result;
}

function chosenColumns(tensor: Tensor2D, chosen: Uint32Array): Float32Array {
  const [rows, columns] = tensor.shape;
  const from = valuesOf(tensor);
  if (chosen.length === columns) return from.slice();
  const result = new Float32Array(rows * chosen.length);
  let place = 0;
  for (let at = 0; at < rows; at++) {
    for (let index = 0; index < chosen.length; index++) {
      result[place++] = from[at * columns + (chosen[index] as number)] as number;
    }
  }
  return result;
}

const row = (tensor: Tensor2D, index: number): Float32Array => {
  const columns = tensor.shape[1];
  return valuesOf(tensor).slice(index * columns, (index + 1) * columns);
};

/** A row of parameters by unit: where there are many of a unit, their mean. */
function meansOf(parameters: Tensor2D, index: number, units: number): Float32Array {
  const values = row(parameters, index);
  const each = values.length / units;
  return Float32Array.from({ length: units }, (_, unit) => {
    let total = 0;
    for (let at = unit * each; at < (unit + 1) * each; at++) total += values[at] as number;
    return total / each;
  });
}

/** Of the batch; a layer norm has none by unit. */
function statisticsOf({ statistics }: Kept, index: number, units: number, { norm }: ArmSwitch) {
  const own = statistics[index] ?? null;
  if (own === null || norm.kind === 'layer') {
    const zeros = new Float32Array(units);
    return { mean: zeros, inverse: zeros.slice().fill(1), variance: zeros };
  }
  return {
    mean: row(own, STATISTICS.taken),
    inverse: row(own, STATISTICS.inverse),
    variance: row(own, STATISTICS.variance),
  };
}

/** What the step adds to the weights of some inputs, [units, inputs]: from nothing, since W has too few digits to tell it. */
function updateOf(
  layer: LayerShape,
  shape: NetworkShape,
  w: Tensor2D,
  input: Tensor2D,
  dz: Tensor2D,
  inputs: Uint32Array,
  arm: ArmSwitch,
): Float32Array {
  const columns = input.shape[1];
  const rows = makeTensor(inputs.length, columns);
  const [from, to] = [valuesOf(input), valuesOf(rows)];
  for (const [place, own] of inputs.entries()) {
    to.set(from.subarray(own * columns, (own + 1) * columns), place * columns);
  }
  const gradient = valuesOf(matMul(dz, turned(rows)) as Tensor2D).slice();
  const part = (index: number) =>
    index > momentsOf(shape.optimizer) ? new Float32Array(0) : chosenRows(w, layer, index, inputs);
  const decay = -arm.rate * shape.weightDecay;
  const values = decay === 0 ? new Float32Array(gradient.length) : part(0).map((value) => decay * value);
  optimise({ values, gradient, first: part(1), second: part(2) }, shape, arm, 0);
  return values;
}

/** Part `part` of weights (W, then its moments), of some inputs: [units, inputs]. */
function chosenRows(
  w: Tensor2D,
  { fanIn, units }: LayerShape,
  part: number,
  inputs: Uint32Array,
): Float32Array {
  const from = valuesOf(w);
  return Float32Array.from({ length: units * inputs.length }, (_, at) => {
    const [unit, place] = [Math.floor(at / inputs.length), at % inputs.length];
    return from[(part * units + unit) * fanIn + (inputs[place] as number)] as number;
  });
}
