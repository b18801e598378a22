import { matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import { MOMENTUM } from '../arm-numbers.ts';
import type { Operations } from '../operations.ts';
import { eachArm, type HostForm, PARAMETERS, pick, STATISTICS, SUMS } from './host-form.ts';
import { makeTensor, turned, valuesOf } from './host-memory.ts';
import type { Stack } from './stack.ts';

type Ops = Operations<HostForm>;

/** Gradient descent, value - rate * gradient, written over the gradient. */
function descend(value: Tensor2D, gradient: Tensor2D, rate: number): Tensor2D {
  const [values, to] = [valuesOf(value), valuesOf(gradient)];
  for (let at = 0; at < to.length; at++) to[at] = (values[at] as number) - rate * (to[at] as number);
  return gradient;
}

/** W - rate * x^T dz, all of it turned. An x that arms share is turned back once. */
export const updateWeights: Ops['updateWeights'] = (w, x, dz, arms) => {
  const rows = new Map<Tensor2D, Tensor2D>();
  return updated(w, dz, (value, own, arm) => {
    const input = pick(x, arm);
    const inRows = rows.get(input) ?? turned(input);
    rows.set(input, inRows);
    return descend(value, matMul(own, inRows) as Tensor2D, arms[arm]?.rate ?? 0);
  });
};

export const updateBias: Ops['updateBias'] = (bias, dz, arms) =>
  updated(bias, dz, (value, own, arm) => descend(value, sumOverBatch(own), arms[arm]?.rate ?? 0));

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

/** Running statistics: (1 - momentum) * running + momentum * batch; the variance with Algorithm 2's m / (m - 1). */
export const updateParameters =
  (batch: number): Ops['updateParameters'] =>
  (parameters, sums, kept, arms) =>
    updated(parameters, sums, (value, own, arm) => {
      const [rows, units] = value.shape;
      const next = makeTensor(rows, units);
      const [old, slopes, to] = [valuesOf(value), valuesOf(own), valuesOf(next)];
      const { bn = false, fresh = false, rate = 0 } = arms[arm] ?? {};
      to.set(old);
      learn(to, slopes, PARAMETERS.beta * units, SUMS.dbeta * units, units, rate);
      if (!bn) return next;
      learn(to, slopes, PARAMETERS.gamma * units, SUMS.dgamma * units, units, rate);
      const statistics = valuesOf(pick(kept.statistics, arm));
      const momentum = fresh ? 1 : MOMENTUM;
      follow(to, statistics, PARAMETERS.mean * units, STATISTICS.mean * units, units, momentum, 1);
      const unbiased = batch / (batch - 1);
      follow(
        to,
        statistics,
        PARAMETERS.variance * units,
        STATISTICS.variance * units,
        units,
        momentum,
        unbiased,
      );
      return next;
    });

function learn(
  to: Float32Array,
  slopes: Float32Array,
  at: number,
  from: number,
  units: number,
  rate: number,
): void {
  for (let unit = 0; unit < units; unit++) {
    to[at + unit] = (to[at + unit] as number) - rate * (slopes[from + unit] as number);
  }
}

function follow(
  to: Float32Array,
  statistics: Float32Array,
  at: number,
  from: number,
  units: number,
  momentum: number,
  factor: number,
): void {
  for (let unit = 0; unit < units; unit++) {
    const own = factor * (statistics[from + unit] as number);
    to[at + unit] = (1 - momentum) * (to[at + unit] as number) + momentum * own;
  }
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
