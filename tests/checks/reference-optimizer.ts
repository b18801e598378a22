import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { at } from './reference-linear.ts';

/** Some values, and what the optimizer remembers of them. */
export interface Learning {
  readonly values: Float64Array;
  readonly moments: readonly Float64Array[];
}

/** Settings of one update. */
export interface Update extends Pick<NetworkShape, 'optimizer' | 'momentum'> {
  readonly rate: number;
  /** From 1. */
  readonly update: number;
  /** Share of themselves that the values lose, times the rate. */
  readonly decay: number;
}

const DECAY = 0.9;
const [BETA1, BETA2] = [0.9, 0.999];
const EPSILON = 1e-8;

/** The optimizers as they stand in the papers that `optimizers.ts` names, one value: what is taken off it, and its new moments. */
const rules: Readonly<
  Record<
    NetworkShape['optimizer'],
    (g: number, moments: readonly number[], how: Update) => readonly [off: number, ...moments: number[]]
  >
> = {
  sgd: (g, _moments, { rate }) => [rate * g],
  momentum(g, [old = 0], { momentum, rate }) {
    const v = momentum * old + g;
    return [rate * v, v];
  },
  nesterov(g, [old = 0], { momentum, rate }) {
    const v = momentum * old + g;
    return [rate * (g + momentum * v), v];
  },
  rmsprop(g, [old = 0], { rate }) {
    const s = DECAY * old + (1 - DECAY) * g * g;
    return [(rate * g) / (Math.sqrt(s) + EPSILON), s];
  },
  adam(g, [oldM = 0, oldS = 0], { rate, update }) {
    const m = BETA1 * oldM + (1 - BETA1) * g;
    const s = BETA2 * oldS + (1 - BETA2) * g * g;
    const [mHat, sHat] = [m / (1 - BETA1 ** update), s / (1 - BETA2 ** update)];
    return [(rate * mHat) / (Math.sqrt(sHat) + EPSILON), m, s];
  },
};

/** The values after one step along their gradient, and the moments after it. */
export function optimised({ moments, values }: Learning, gradient: Float64Array, how: Update): Learning {
  const next = { values: values.slice(), moments: moments.map((list) => list.slice()) };
  for (let index = 0; index < values.length; index++) {
    const own = moments.map((list) => at(list, index));
    const [off, ...remembered] = rules[how.optimizer](at(gradient, index), own, how);
    next.values[index] = at(values, index) * (1 - how.rate * how.decay) - off;
    for (const [place, value] of remembered.entries()) (next.moments[place] as Float64Array)[index] = value;
  }
  return next;
}

/** What a learning rate is multiplied by in a step, from 1: up over the warm-up, and down every so many steps. */
export function scheduled(
  { dropEvery, dropFactor, warmup }: Pick<NetworkShape, 'warmup' | 'dropEvery' | 'dropFactor'>,
  step: number,
): number {
  let factor = step < warmup ? step / warmup : 1;
  for (let last = dropEvery; dropEvery > 0 && last < step; last += dropEvery) factor *= dropFactor;
  return factor;
}
