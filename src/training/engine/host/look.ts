import { matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import { type LookSize, sampledInputs } from '../look-size.ts';
import type { LayerValues, Operations } from '../operations.ts';
import { type HostForm, PARAMETERS, pick, STATISTICS } from './host-form.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';

/** Copies what a look inside reads of a layer: here that is no more than reading it later, and keeps no tensor. */
export const look =
  ({ images, inputGroups }: LookSize): Operations<HostForm>['look'] =>
  ({ dh, dz, h, kept, parameters, w, x, z }, arms) => {
    const values = z.map((own, arm): LayerValues | null => {
      if (own === null) return null;
      const weights = pick(w, arm);
      const inputs = sampledInputs(weights.shape[1], inputGroups(weights.shape[1]));
      const rate = arms[arm]?.rate ?? 0;
      return {
        bn: arms[arm]?.bn ?? false,
        z: firstColumns(own, images),
        h: firstColumns(pick(h, arm), images),
        gradient: firstColumns(pick(dh, arm), images),
        weights: chosenColumns(weights, inputs),
        update: updateOf(pick(x, arm), pick(dz, arm), inputs, rate),
        gamma: row(pick(parameters, arm), PARAMETERS.gamma),
        beta: row(pick(parameters, arm), PARAMETERS.beta),
        runningMean: row(pick(parameters, arm), PARAMETERS.mean),
        runningVariance: row(pick(parameters, arm), PARAMETERS.variance),
        ...statisticsOf(kept, arm, own.shape[0]),
      };
    });
    return () => values;
  };

function firstColumns(tensor: Tensor2D, count: number): Float32Array {
  const [rows, columns] = tensor.shape;
  const from = valuesOf(tensor);
  if (count === columns) return from.slice();
  const result = new Float32Array(rows * count);
  for (let at = 0; at < rows; at++) {
    result.set(from.subarray(at * columns, at * columns + count), at * count);
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
  const units = tensor.shape[1];
  return valuesOf(tensor).slice(index * units, (index + 1) * units);
};

function statisticsOf({ statistics }: HostForm['kept'], arm: number, units: number) {
  const own = statistics[arm] ?? null;
  if (own === null) {
    const zeros = new Float32Array(units);
    return { mean: zeros, inverse: zeros.slice().fill(1), variance: zeros };
  }
  return {
    mean: row(own, STATISTICS.mean),
    inverse: row(own, STATISTICS.inverse),
    variance: row(own, STATISTICS.variance),
  };
}

/** -rate * x^T dz for some of the inputs, turned: [units, inputs]. */
function updateOf(x: Tensor2D, dz: Tensor2D, inputs: Uint32Array, rate: number): Float32Array {
  const batch = x.shape[1];
  const rows = makeTensor(inputs.length, batch);
  const [from, to] = [valuesOf(x), valuesOf(rows)];
  for (const [place, input] of inputs.entries()) {
    to.set(from.subarray(input * batch, (input + 1) * batch), place * batch);
  }
  const update = valuesOf(matMul(dz, turned(rows)) as Tensor2D).slice();
  for (let at = 0; at < update.length; at++) update[at] = -rate * (update[at] as number);
  return update;
}
