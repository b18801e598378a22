import { relu, sigmoid, type Tensor2D, tanh } from '@tensorflow/tfjs-core';
import type { Activation } from '../operations.ts';

interface ActivationForms {
  readonly forward: (y: Tensor2D) => Tensor2D;
  /** The derivative, told from the activation h = f(y) itself. */
  readonly slope: (h: number) => number;
}

/** The exponentials are left to tfjs: compiled, they are several times faster than JavaScript's. */
export const activations: Readonly<Record<Activation, ActivationForms>> = {
  sigmoid: { forward: (y) => sigmoid(y), slope: (h) => h * (1 - h) },
  tanh: { forward: (y) => tanh(y), slope: (h) => 1 - h * h },
  relu: { forward: (y) => relu(y), slope: (h) => (h > 0 ? 1 : 0) },
  linear: { forward: (y) => y.clone(), slope: () => 1 },
};
