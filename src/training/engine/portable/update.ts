import { add, matMul, mul, sub, type Tensor2D, transpose } from '@tensorflow/tfjs-core';
import type { ArmSwitch, Operations } from '../operations.ts';
import type { Pair, Stack } from '../stack.ts';
import type { Constants } from './constants.ts';
import { eachArm, pick } from './each-arm.ts';

/** Gradient descent: the value less rate times gradient. */
const sgd = (value: Tensor2D, gradient: Tensor2D, rate: Tensor2D): Tensor2D =>
  sub(value, mul(gradient, rate));

/** W - rate * x^T dz. The explicit transpose is the fast way on WASM; one that arms share is made once. */
export const updateWeights: Operations['updateWeights'] = (w, x, dz, rates) => {
  const turned = new Map<Tensor2D, Tensor2D>();
  return updated(w, dz, (value, gradient, arm) => {
    const input = pick(x, arm);
    const inputTurned = turned.get(input) ?? (transpose(input) as Tensor2D);
    turned.set(input, inputTurned);
    return sgd(value, matMul(inputTurned, gradient), pick(rates, arm));
  });
};

export const updateBias: Operations['updateBias'] = (bias, gradient, rates) =>
  updated(bias, gradient, (value, own, arm) => sgd(value, own, pick(rates, arm)));

export const updateParameters: Operations['updateParameters'] = ([gamma, beta], [dgamma, dbeta], rates) => [
  updateBias(gamma, dgamma, rates),
  updateBias(beta, dbeta, rates),
];

/** running = (1 - momentum) * running + momentum * batch, written running + momentum * (batch - running). */
export const updateRunning =
  (constants: Constants) =>
  ([mean, variance]: Pair, [batchMean, batchVariance]: Pair, arms: readonly ArmSwitch[]): Pair => {
    const towards = (running: Tensor2D, target: Tensor2D, arm: number): Tensor2D =>
      arms[arm]?.fresh ? target.clone() : add(running, mul(sub(target, running), constants.momentum));
    return [
      updated(mean, batchMean, towards),
      updated(variance, batchVariance, (running, batch, arm) =>
        towards(running, mul(batch, constants.unbiased), arm),
      ),
    ];
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
