import { add, matMul, mul, sub, type Tensor2D, transpose } from '@tensorflow/tfjs-core';
import type { Operations } from '../operations.ts';
import type { Stack } from '../stack.ts';
import type { Constants } from './constants.ts';
import { eachArm, type PortableForm, pick } from './portable-form.ts';

type Ops = Operations<PortableForm>;

/** Gradient descent: the value less rate times gradient. */
const sgd = (value: Tensor2D, gradient: Tensor2D, rate: Tensor2D): Tensor2D =>
  sub(value, mul(gradient, rate));

/** W - rate * x^T dz. The explicit transpose is the fast way on WASM; one that arms share is made once. */
export const updateWeights: Ops['updateWeights'] = (w, x, dz, { rates }) => {
  const turned = new Map<Tensor2D, Tensor2D>();
  return updated(w, dz, (value, gradient, arm) => {
    const input = pick(x, arm);
    const inputTurned = turned.get(input) ?? (transpose(input) as Tensor2D);
    turned.set(input, inputTurned);
    return sgd(value, matMul(inputTurned, gradient), pick(rates, arm));
  });
};

export const updateBias =
  (constants: Constants): Ops['updateBias'] =>
  (bias, dz, { rates }) =>
    updated(bias, dz, (value, own, arm) => sgd(value, matMul(constants.sumRow, own), pick(rates, arm)));

/** running = (1 - momentum) * running + momentum * batch, written running + momentum * (batch - running). */
export const updateParameters =
  (constants: Constants): Ops['updateParameters'] =>
  ({ gamma, beta, mean, variance }, { dgamma, dbeta }, kept, { rates, switches }) => {
    const learn = (value: Tensor2D, gradient: Tensor2D, arm: number) =>
      sgd(value, gradient, pick(rates, arm));
    const follow = (running: Tensor2D, batch: Tensor2D, arm: number): Tensor2D =>
      switches[arm]?.fresh ? batch.clone() : add(running, mul(sub(batch, running), constants.momentum));
    return {
      gamma: updated(gamma, dgamma, learn),
      beta: updated(beta, dbeta, learn),
      mean: updated(mean, kept.mean, follow),
      variance: updated(variance, kept.variance, (running, batch, arm) =>
        follow(running, mul(batch, constants.unbiased), arm),
      ),
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
