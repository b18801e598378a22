import { matMul, type Tensor2D, transpose } from '@tensorflow/tfjs-core';
import { MOMENTUM } from '../arm-numbers.ts';
import type { Operations } from '../operations.ts';
import { eachArm, type HostForm, pick } from './host-form.ts';
import { makeTensor, valuesOf } from './host-memory.ts';
import type { Stack } from './stack.ts';

type Ops = Operations<HostForm>;

/** Gradient descent, value - rate * gradient, written over the gradient. */
function descend(value: Tensor2D, gradient: Tensor2D, rate: number): Tensor2D {
  const [values, to] = [valuesOf(value), valuesOf(gradient)];
  for (let at = 0; at < to.length; at++) to[at] = (values[at] as number) - rate * (to[at] as number);
  return gradient;
}

/** W - rate * x^T dz. The explicit transpose is the fast way on WebAssembly; one that arms share is made once. */
export const updateWeights: Ops['updateWeights'] = (w, x, dz, arms) => {
  const turned = new Map<Tensor2D, Tensor2D>();
  return updated(w, dz, (value, own, arm) => {
    const input = pick(x, arm);
    const inputTurned = turned.get(input) ?? (transpose(input) as Tensor2D);
    turned.set(input, inputTurned);
    return descend(value, matMul(inputTurned, own) as Tensor2D, arms[arm]?.rate ?? 0);
  });
};

export const updateBias: Ops['updateBias'] = (bias, dz, arms) =>
  updated(bias, dz, (value, own, arm) => descend(value, sumRows(own), arms[arm]?.rate ?? 0));

function sumRows(tensor: Tensor2D): Tensor2D {
  const [rows, columns] = tensor.shape;
  const total = makeTensor(1, columns);
  const [from, sums] = [valuesOf(tensor), new Float64Array(columns)];
  for (let row = 0, at = 0; row < rows; row++) {
    for (let k = 0; k < columns; k++, at++) sums[k] = (sums[k] as number) + (from[at] as number);
  }
  valuesOf(total).set(sums);
  return total;
}

function copyOf(tensor: Tensor2D): Tensor2D {
  const copy = makeTensor(...tensor.shape);
  valuesOf(copy).set(valuesOf(tensor));
  return copy;
}

/** Running statistics: (1 - momentum) * running + momentum * batch; the variance with Algorithm 2's m / (m - 1). */
export const updateParameters =
  (batch: number): Ops['updateParameters'] =>
  ({ gamma, beta, mean, variance }, { dgamma, dbeta }, kept, arms) => {
    const learn = (value: Tensor2D, own: Tensor2D, arm: number) =>
      descend(value, copyOf(own), arms[arm]?.rate ?? 0);
    const follow = (factor: number) => (running: Tensor2D, own: Tensor2D, arm: number) => {
      const next = makeTensor(1, running.shape[1]);
      const momentum = arms[arm]?.fresh ? 1 : MOMENTUM;
      const [old, news, to] = [valuesOf(running), valuesOf(own), valuesOf(next)];
      for (let unit = 0; unit < to.length; unit++) {
        to[unit] = (1 - momentum) * (old[unit] as number) + momentum * factor * (news[unit] as number);
      }
      return next;
    };
    return {
      gamma: updated(gamma, dgamma, learn),
      beta: updated(beta, dbeta, learn),
      mean: updated(mean, kept.mean, follow(1)),
      variance: updated(variance, kept.variance, follow(batch / (batch - 1))),
    };
  };

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
