import {
  mul,
  relu,
  sigmoid,
  square,
  step,
  sub,
  type Tensor,
  type Tensor2D,
  tanh,
} from '@tensorflow/tfjs-core';
import type { Activation } from '../operations.ts';

interface ActivationForms {
  readonly forward: (y: Tensor2D) => Tensor2D;
  /** dh times the derivative, told from the activation h = f(y) itself. */
  readonly backward: (dh: Tensor2D, h: Tensor2D, one: Tensor) => Tensor2D;
}

export const activations: Readonly<Record<Activation, ActivationForms>> = {
  sigmoid: { forward: (y) => sigmoid(y), backward: (dh, h) => mul(dh, sub(h, square(h))) },
  tanh: { forward: (y) => tanh(y), backward: (dh, h, one) => mul(dh, sub(one, square(h))) },
  relu: { forward: (y) => relu(y), backward: (dh, h) => mul(dh, step(h)) },
  linear: { forward: (y) => y.clone(), backward: (dh) => dh.clone() },
};
