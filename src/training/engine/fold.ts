import { add, mul, rsqrt, sub, type Tensor2D } from '@tensorflow/tfjs-core';
import type { LayerState } from './network-state.ts';
import { EPSILON } from './portable/constants.ts';
import { pick } from './portable/each-arm.ts';

/** A linear layer and its bias: what batch normalization is at inference, once its statistics are fixed. */
export interface FoldedLayer {
  /** [in, out]. */
  readonly w: Tensor2D;
  /** [1, out]. */
  readonly bias: Tensor2D;
}

/**
 * Folds the running statistics of one arm's layer into its weights: y = x W' + b' with W' = W * s, b' = beta - mean * s,
 * s = gamma / sqrt(variance + eps). The layer's function by running statistics stays what it was.
 */
export function foldLayer({ w, parameters, running }: LayerState, arm: number, bn: boolean): FoldedLayer {
  const weights = pick(w, arm);
  const [gamma, beta] = [pick(parameters[0], arm), pick(parameters[1], arm)];
  if (!bn) return { w: weights.clone(), bias: beta.clone() };
  const [mean, variance] = [pick(running[0], arm), pick(running[1], arm)];
  const scale = mul(gamma, rsqrt(add(variance, EPSILON)));
  return { w: mul(weights, scale), bias: sub(beta, mul(mean, scale)) };
}
