import type { NetworkShape } from '../network-shape.ts';
import type { ArmSwitch } from '../operations.ts';
import { ADAM_BETA1, ADAM_BETA2, adamCorrections, OPTIMIZER_EPSILON, RMSPROP_DECAY } from '../optimizers.ts';

/** Values, their gradient, and what the optimizer remembers of them; as many of each. */
export interface Learning {
  readonly values: Float32Array;
  readonly gradient: Float32Array;
  /** Empty where the optimizer has no such moment. */
  readonly first: Float32Array;
  readonly second: Float32Array;
}

type Optimise = (learning: Learning, arm: ArmSwitch, momentum: number) => void;

/** The smallest number that single precision holds with all its digits. */
const SMALLEST = 2 ** -126;

/**
 * What is kept of a moment: 0 for a number too small to have all its digits. Processors take many times as long to read and write such
 * subnormal numbers, and the squares of a deep sigmoid network's gradients, 1e-20 and less, would all be some. No step can tell:
 * they are far below `OPTIMIZER_EPSILON`. GPUs flush them by themselves.
 */
const flushed = (moment: number): number => (moment < SMALLEST && moment > -SMALLEST ? 0 : moment);

/** One step of each optimizer, in place; see `optimizers.ts`. */
const STEPS: Readonly<Record<NetworkShape['optimizer'], Optimise>> = {
  sgd({ gradient, values }, { rate }) {
    for (let at = 0; at < values.length; at++) {
      values[at] = (values[at] as number) - rate * (gradient[at] as number);
    }
  },
  momentum({ first, gradient, values }, { rate }, momentum) {
    for (let at = 0; at < values.length; at++) {
      const velocity = momentum * (first[at] as number) + (gradient[at] as number);
      first[at] = flushed(velocity);
      values[at] = (values[at] as number) - rate * velocity;
    }
  },
  nesterov({ first, gradient, values }, { rate }, momentum) {
    for (let at = 0; at < values.length; at++) {
      const g = gradient[at] as number;
      const velocity = momentum * (first[at] as number) + g;
      first[at] = flushed(velocity);
      values[at] = (values[at] as number) - rate * (g + momentum * velocity);
    }
  },
  rmsprop({ first, gradient, values }, { rate }) {
    for (let at = 0; at < values.length; at++) {
      const g = gradient[at] as number;
      const square = RMSPROP_DECAY * (first[at] as number) + (1 - RMSPROP_DECAY) * g * g;
      first[at] = flushed(square);
      values[at] = (values[at] as number) - (rate * g) / (Math.sqrt(square) + OPTIMIZER_EPSILON);
    }
  },
  adam({ first, gradient, second, values }, { rate, update }) {
    const [correctFirst, correctSecond] = adamCorrections(update);
    for (let at = 0; at < values.length; at++) {
      const g = gradient[at] as number;
      const mean = ADAM_BETA1 * (first[at] as number) + (1 - ADAM_BETA1) * g;
      const square = ADAM_BETA2 * (second[at] as number) + (1 - ADAM_BETA2) * g * g;
      first[at] = flushed(mean);
      second[at] = flushed(square);
      const root = Math.sqrt(square * correctSecond) + OPTIMIZER_EPSILON;
      values[at] = (values[at] as number) - (rate * mean * correctFirst) / root;
    }
  },
};

/**
 * One step of the optimizer along a gradient, in place.
 *
 * @param decay weight decay, for weights only
 */
export function optimise(
  learning: Learning,
  { momentum, optimizer }: NetworkShape,
  arm: ArmSwitch,
  decay: number,
): void {
  if (decay > 0) {
    const { values } = learning;
    const left = 1 - arm.rate * decay;
    for (let at = 0; at < values.length; at++) values[at] = left * (values[at] as number);
  }
  STEPS[optimizer](learning, arm, momentum);
}
