import { sigmoid, type Tensor2D, tanh } from '@tensorflow/tfjs-core';
import type { Activation } from '../operations.ts';
import { valuesOf } from './host-memory.ts';

interface ActivationForms {
  /** The activation of y, which may be written over. */
  readonly forward: (y: Tensor2D) => Tensor2D;
  /** dh * f', written into dy; the derivative is told from the activation h = f(y) itself. */
  readonly backward: (dh: Float32Array, h: Float32Array, dy: Float32Array) => void;
}

/** Not tfjs's: on WebAssembly that makes a NaN 0, and a net that has broken down would seem to stand at chance. */
function relu(y: Tensor2D): Tensor2D {
  const values = valuesOf(y);
  for (let at = 0; at < values.length; at++) if ((values[at] as number) < 0) values[at] = 0;
  return y;
}

/** The exponentials are left to tfjs: compiled, they are several times faster than JavaScript's. */
export const activations: Readonly<Record<Activation, ActivationForms>> = {
  sigmoid: {
    forward: (y) => sigmoid(y),
    backward(dh, h, dy) {
      for (let at = 0; at < dy.length; at++) {
        const own = h[at] as number;
        dy[at] = (dh[at] as number) * own * (1 - own);
      }
    },
  },
  tanh: {
    forward: (y) => tanh(y),
    backward(dh, h, dy) {
      for (let at = 0; at < dy.length; at++) {
        const own = h[at] as number;
        dy[at] = (dh[at] as number) * (1 - own * own);
      }
    },
  },
  relu: {
    forward: relu,
    backward(dh, h, dy) {
      for (let at = 0; at < dy.length; at++) dy[at] = (h[at] as number) > 0 ? (dh[at] as number) : 0;
    },
  },
  linear: {
    forward: (y) => y,
    backward: (dh, _h, dy) => dy.set(dh),
  },
};
