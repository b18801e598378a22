import { fill, keep, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { EPSILON, MOMENTUM } from '../arm-numbers.ts';

/** Small tensors that every step needs. Made once: on WebGL a number made in the loop is an upload and a draw. */
export interface Constants {
  /** [1, batch] of 1 / batch: the mean over rows as a product, which is one program on every backend. */
  readonly meanRow: Tensor2D;
  /** [1, batch] of 1: the sum over rows as a product. */
  readonly sumRow: Tensor2D;
  readonly epsilon: Tensor;
  readonly one: Tensor;
  readonly batch: Tensor;
  readonly inverseBatch: Tensor;
  readonly momentum: Tensor;
  /** Algorithm 2: the population's variance is m / (m - 1) times the batch's. */
  readonly unbiased: Tensor;
  dispose(): void;
}

export function makeConstants(batch: number): Constants {
  const tensors = {
    meanRow: keep(fill([1, batch], 1 / batch)) as Tensor2D,
    sumRow: keep(fill([1, batch], 1)) as Tensor2D,
    epsilon: keep(tensor2d([[EPSILON]])),
    one: keep(tensor2d([[1]])),
    batch: keep(tensor2d([[batch]])),
    inverseBatch: keep(tensor2d([[1 / batch]])),
    momentum: keep(tensor2d([[MOMENTUM]])),
    unbiased: keep(tensor2d([[batch / (batch - 1)]])),
  };
  return {
    ...tensors,
    dispose: () => {
      for (const tensor of Object.values(tensors)) tensor.dispose();
    },
  };
}
