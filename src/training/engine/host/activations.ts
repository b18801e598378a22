import { sigmoid, type Tensor2D, tanh } from '@tensorflow/tfjs-core';
import type { Activation } from '../operations.ts';

interface ActivationForms {
  /** Whether y is kept at 0 or above where it is computed: all that ReLU does. */
  readonly rectifies: boolean;
  /** The activation of y, which is not used any more. */
  readonly forward: (y: Tensor2D) => Tensor2D;
  /** dh * f', written into dy; the derivative is told from the activation h = f(y) itself. */
  readonly backward: (dh: Float32Array, h: Float32Array, dy: Float32Array) => void;
}

/**
 * The exponentials are left to tfjs: compiled, they are several times faster than JavaScript's. ReLU is not: tfjs's on
 * WebAssembly makes a NaN 0, and a net that has broken down would seem to stand at chance. No loop branches on a sign: half of a
 * processor's guesses would be wrong.
 */
export const activations: Readonly<Record<Activation, ActivationForms>> = {
  sigmoid: {
    rectifies: false,
    forward: (y) => sigmoid(y),
    backward(dh, h, dy) {
      for (let at = 0; at < dy.length; at++) {
        const own = h[at] as number;
        dy[at] = (dh[at] as number) * own * (1 - own);
      }
    },
  },
  tanh: {
    rectifies: false,
    forward: (y) => tanh(y),
    backward(dh, h, dy) {
      for (let at = 0; at < dy.length; at++) {
        const own = h[at] as number;
        dy[at] = (dh[at] as number) * (1 - own * own);
      }
    },
  },
  relu: {
    rectifies: true,
    forward: (y) => y,
    backward(dh, h, dy) {
      // As bits: h is not below 0, and what is above 0 is so as a whole number too, so that the mask is all ones or none.
      const [gradients, values, to] = [bitsOf(dh), bitsOf(h), bitsOf(dy)];
      for (let at = 0; at < to.length; at++) {
        to[at] = (gradients[at] as number) & (-(values[at] as number) >> 31);
      }
    },
  },
  linear: {
    rectifies: false,
    forward: (y) => y,
    backward: (dh, _h, dy) => dy.set(dh),
  },
};

/**
 * y, or 0 where that is below 0; never -0, which `backward` would take for more than 0. NaN stays NaN, and minus infinity, which
 * only a net that has broken down has, becomes it.
 */
export const rectified = (y: number): number => y * Number(y > 0) + 0;

const bitsOf = ({ buffer, byteOffset, length }: Float32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, length);
