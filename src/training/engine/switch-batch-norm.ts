import { onesLike, type Tensor2D, zerosLike } from '@tensorflow/tfjs-core';
import { foldLayer } from './fold.ts';
import type { LayerState, NetworkState } from './network-state.ts';
import { pick } from './portable/each-arm.ts';
import { type Pair, withArm } from './stack.ts';

/** One arm's values of a layer, to be put in the place of the old. */
type Replacement = Readonly<Record<'w' | 'gamma' | 'beta' | 'mean' | 'variance', Tensor2D>>;

/** The network with a fresh batch normalization in every layer of one arm: gamma 1, beta 0, running statistics (0, 1). */
export const withFreshBatchNorm = (state: NetworkState, arm: number): NetworkState =>
  withLayers(state, arm, ({ w, parameters: [gamma] }) => freshAround(pick(w, arm).clone(), pick(gamma, arm)));

/** The network with one arm's running statistics folded into its weights and biases: the same function, without BN. */
export const withFoldedBatchNorm = (state: NetworkState, arm: number): NetworkState =>
  withLayers(state, arm, (layer) => {
    const { w, bias } = foldLayer(layer, arm, true);
    return { ...freshAround(w, bias), beta: bias };
  });

const freshAround = (w: Tensor2D, like: Tensor2D): Replacement => ({
  w,
  gamma: onesLike(like),
  beta: zerosLike(like),
  mean: zerosLike(like),
  variance: onesLike(like),
});

function withLayers(
  { layers, output }: NetworkState,
  arm: number,
  replace: (layer: LayerState) => Replacement,
): NetworkState {
  const cloned = (pair: Pair, first: Tensor2D, second: Tensor2D): Pair => [
    withArm(pair[0], arm, first),
    withArm(pair[1], arm, second),
  ];
  return {
    layers: layers.map((layer) => {
      const { w, gamma, beta, mean, variance } = replace(layer);
      return {
        w: withArm(layer.w, arm, w),
        parameters: cloned(layer.parameters, gamma, beta),
        running: cloned(layer.running, mean, variance),
      };
    }),
    output: {
      w: output.w.map((tensor) => tensor?.clone() ?? null),
      bias: output.bias.map((tensor) => tensor?.clone() ?? null),
    },
  };
}
