import { expect } from 'vitest';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { ReferenceNet } from './reference-net.ts';

/**
 * Below this the values of a list are rounding itself: a beta that the next layer's normalisation takes out again has a
 * gradient of exactly 0, and 1e-9 in single precision.
 */
const SMALLEST_SCALE = 1e-3;
/** What an optimizer remembers is as small as gradients, or their squares. */
const SMALLEST_MOMENT = 1e-7;

/** Largest difference between two lists, against the largest value in the second. NaN where either holds one. */
export function relativeGap(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  smallest = SMALLEST_SCALE,
): number {
  expect(actual.length).toBe(expected.length);
  let gap = 0;
  let scale = smallest;
  for (let index = 0; index < expected.length; index++) {
    gap = Math.max(gap, Math.abs((actual[index] as number) - (expected[index] as number)));
    scale = Math.max(scale, Math.abs(expected[index] as number));
  }
  return gap / scale;
}

type Lists = Record<string, ArrayLike<number>>;
type Moments = Readonly<Record<string, readonly ArrayLike<number>[]>>;

const withMoments = (name: string, lists: Lists, moments: Moments): Lists => ({
  ...Object.fromEntries(Object.entries(lists).map(([key, values]) => [`${name} ${key}`, values])),
  ...Object.fromEntries(
    Object.entries(moments).flatMap(([key, own]) =>
      own.map((values, place) => [`${name} ${key} moment ${place + 1}`, values]),
    ),
  ),
});

/** Everything in an arm, list by list, under names for messages. */
export function listsOf({ layers, output }: ArmNumbers | ReferenceNet): Lists {
  const all = layers.map(({ beta, bias, gamma, mean, moments, variance, w }, index) =>
    withMoments(`layer ${index + 1}`, { w, bias, gamma, beta, mean, variance }, moments),
  );
  const { bias, moments, w } = output;
  return Object.assign({}, ...all, withMoments('output', { w, bias }, moments));
}

/** The lists whose names do not say `moment`. */
export const withoutMoments = (lists: Lists): Lists =>
  Object.fromEntries(Object.entries(lists).filter(([name]) => !name.includes('moment')));

/** Fails, and says of what, where any list of `actual` is further than `tolerance`, relatively, from its namesake. */
export function expectClose(
  actual: Record<string, ArrayLike<number>>,
  expected: Record<string, ArrayLike<number>>,
  tolerance: number,
  what = 'the lists',
): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  const gaps = Object.entries(expected).map(([name, values]) => [
    name,
    relativeGap(actual[name] ?? [], values, name.includes('moment') ? SMALLEST_MOMENT : SMALLEST_SCALE),
  ]);
  const bad = gaps.filter(([, gap]) => !((gap as number) <= tolerance));
  expect(bad, `${what}: further than ${tolerance} from the reference`).toEqual([]);
}
