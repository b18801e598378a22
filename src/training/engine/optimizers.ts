import type { NetworkShape } from './network-shape.ts';

/** Share of the old in RMSProp's mean of squares. */
export const RMSPROP_DECAY = 0.9;
/** Shares of the old in Adam's means of the gradient and of its square (Kingma & Ba 2015, Algorithm 1). */
export const ADAM_BETA1 = 0.9;
export const ADAM_BETA2 = 0.999;
/** Against division by 0, added to the root of RMSProp's and Adam's mean of squares, as in PyTorch. */
export const OPTIMIZER_EPSILON = 1e-8;

/**
 * How many numbers an optimizer remembers of each value. With g the gradient and r the learning rate:
 *
 * - `sgd`: value -= r g
 * - `momentum`: v = momentum v + g; value -= r v (Polyak 1964)
 * - `nesterov`: v = momentum v + g; value -= r (g + momentum v) (Sutskever et al. 2013)
 * - `rmsprop`: s = 0.9 s + 0.1 g^2; value -= r g / (sqrt(s) + 1e-8) (Tieleman & Hinton 2012)
 * - `adam`: m = 0.9 m + 0.1 g; s = 0.999 s + 0.001 g^2; value -= r (m c1) / (sqrt(s c2) + 1e-8), c1 = 1 / (1 - 0.9^t),
 *   c2 = 1 / (1 - 0.999^t) in update t (Kingma & Ba 2015)
 *
 * Weights, but no gamma, beta or bias, first lose r * weightDecay of themselves.
 */
const MOMENTS: Readonly<Record<NetworkShape['optimizer'], 0 | 1 | 2>> = {
  sgd: 0,
  momentum: 1,
  nesterov: 1,
  rmsprop: 1,
  adam: 2,
};

export const momentsOf = (optimizer: NetworkShape['optimizer']): 0 | 1 | 2 => MOMENTS[optimizer];

/** Adam's two corrections in update `update`, from 1: its means begin at 0, and are too small at first. */
export const adamCorrections = (update: number): readonly [number, number] => [
  1 / (1 - ADAM_BETA1 ** update),
  1 / (1 - ADAM_BETA2 ** update),
];

/**
 * What a learning rate is multiplied by in training step `step`, from 1: it grows over the warm-up, and drops every so many steps.
 */
export function rateFactor(
  { dropEvery, dropFactor, warmup }: Pick<NetworkShape, 'dropEvery' | 'dropFactor' | 'warmup'>,
  step: number,
): number {
  const warm = warmup === 0 ? 1 : Math.min(1, step / warmup);
  return warm * (dropEvery === 0 ? 1 : dropFactor ** Math.floor((step - 1) / dropEvery));
}
