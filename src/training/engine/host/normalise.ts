import type { Tensor2D } from '@tensorflow/tfjs-core';
import { EPSILON } from '../arm-numbers.ts';
import type { Activation, Operations } from '../operations.ts';
import { activations } from './activations.ts';
import { column, type HostForm, pick } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';

/** What one arm's forward pass keeps; without BN only xhat, which is then z. */
interface Kept {
  readonly xhat: Tensor2D;
  readonly inverseDeviation?: Tensor2D;
  readonly mean?: Tensor2D;
  readonly variance?: Tensor2D;
}

/** Batch normalization of one arm, before gamma and beta (Ioffe & Szegedy 2015, Algorithm 1). */
function normalised(z: Tensor2D): Kept {
  const [rows, units] = z.shape;
  const [mean, variance, inverse] = [makeTensor(1, units), makeTensor(1, units), makeTensor(1, units)];
  const xhat = makeTensor(rows, units);
  const [from, to] = [valuesOf(z), valuesOf(xhat)];
  const [means, variances, inverses] = [valuesOf(mean), valuesOf(variance), valuesOf(inverse)];
  const sums = new Float64Array(units);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++, at++) sums[unit] = (sums[unit] as number) + (from[at] as number);
  }
  for (let unit = 0; unit < units; unit++) means[unit] = (sums[unit] as number) / rows;
  sums.fill(0);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++, at++) {
      const centred = (from[at] as number) - (means[unit] as number);
      to[at] = centred;
      sums[unit] = (sums[unit] as number) + centred * centred;
    }
  }
  for (let unit = 0; unit < units; unit++) {
    const own = (sums[unit] as number) / rows;
    variances[unit] = own;
    inverses[unit] = 1 / Math.sqrt(own + EPSILON);
  }
  for (let row = 0, at = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++, at++) to[at] = (to[at] as number) * (inverses[unit] as number);
  }
  return { xhat, inverseDeviation: inverse, mean, variance };
}

/** gamma * xhat + beta. */
function scaled(xhat: Tensor2D, gamma: Tensor2D, beta: Tensor2D): Tensor2D {
  const [rows, units] = xhat.shape;
  const y = makeTensor(rows, units);
  const [from, to, scales, shifts] = [valuesOf(xhat), valuesOf(y), valuesOf(gamma), valuesOf(beta)];
  for (let row = 0, at = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++, at++) {
      to[at] = (from[at] as number) * (scales[unit] as number) + (shifts[unit] as number);
    }
  }
  return y;
}

export const normalise =
  (activation: Activation): Operations<HostForm>['normalise'] =>
  (z, { gamma, beta }, arms) => {
    const passes = z.map((own, arm) => {
      if (own === null) return null;
      const kept: Kept = arms[arm]?.bn ? normalised(own) : { xhat: own };
      const y = scaled(kept.xhat, pick(gamma, arm), pick(beta, arm));
      return { ...kept, h: activations[activation].forward(y) };
    });
    return {
      h: column(passes, 'h'),
      kept: {
        xhat: column(passes, 'xhat'),
        inverseDeviation: column(passes, 'inverseDeviation'),
        mean: column(passes, 'mean'),
        variance: column(passes, 'variance'),
      },
    };
  };
