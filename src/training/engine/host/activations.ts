import { sigmoid, type Tensor2D, tanh } from '@tensorflow/tfjs-core';
import type { Activation } from '../operations.ts';
import { makeTensor, valuesOf } from './host-memory.ts';

interface ActivationForms {
  readonly forward: (y: Tensor2D) => Tensor2D;
  /** The derivative, told from the activation h = f(y) itself. */
  readonly slope: (h: number) => number;
}

/** Not tfjs's: on WebAssembly that makes a NaN 0, and a net that has broken down would seem to stand at chance. */
function relu(y: Tensor2D): Tensor2D {
  const h = makeTensor(...y.shape);
  const [from, to] = [valuesOf(y), valuesOf(h)];
  for (let at = 0; at < to.length; at++) to[at] = (from[at] as number) < 0 ? 0 : (from[at] as number);
  return h;
}

/** The exponentials are left to tfjs: compiled, they are several times faster than JavaScript's. */
export const activations: Readonly<Record<Activation, ActivationForms>> = {
  sigmoid: { forward: (y) => sigmoid(y), slope: (h) => h * (1 - h) },
  tanh: { forward: (y) => tanh(y), slope: (h) => 1 - h * h },
  relu: { forward: relu, slope: (h) => (h > 0 ? 1 : 0) },
  linear: { forward: (y) => y.clone(), slope: () => 1 },
};
