import { expect } from 'vitest';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { ReferenceNet, Rows } from './reference-net.ts';

/**
 * Below this the values of a list are rounding itself: a beta that the next layer's normalisation takes out again has a
 * gradient of exactly 0, and 1e-9 in single precision.
 */
const SMALLEST_SCALE = 1e-3;

/** Largest difference between two lists, against the largest value in the second. NaN where either holds one. */
export function relativeGap(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let gap = 0;
  let scale = SMALLEST_SCALE;
  for (let index = 0; index < expected.length; index++) {
    gap = Math.max(gap, Math.abs((actual[index] as number) - (expected[index] as number)));
    scale = Math.max(scale, Math.abs(expected[index] as number));
  }
  return gap / scale;
}

export const flat = (rows: Rows): number[] => rows.flatMap((row) => Array.from(row));

/** Everything in an arm, list by list, under names for messages. */
export function listsOf(net: ArmNumbers): Record<string, ArrayLike<number>> {
  const layers = net.layers.flatMap((layer, index) =>
    Object.entries(layer).filter(([name]) => name !== "moments").map(([name, values]) => [`layer ${index + 1} ${name}`, values] as const),
  );
  return Object.fromEntries([...layers, ['output w', net.output.w], ['output bias', net.output.bias]]);
}

export function listsOfReference(net: ReferenceNet): Record<string, ArrayLike<number>> {
  const layers = net.layers.flatMap((layer, index) =>
    Object.entries({ ...layer, w: flat(layer.w) }).map(
      ([name, values]) => [`layer ${index + 1} ${name}`, values] as const,
    ),
  );
  return Object.fromEntries([...layers, ['output w', flat(net.output.w)], ['output bias', net.output.bias]]);
}

/** Fails where any list of `actual` is further than `tolerance`, relatively, from its namesake. */
export function expectClose(
  actual: Record<string, ArrayLike<number>>,
  expected: Record<string, ArrayLike<number>>,
  tolerance: number,
): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  const gaps = Object.entries(expected).map(([name, values]) => [
    name,
    relativeGap(actual[name] ?? [], values),
  ]);
  const bad = gaps.filter(([, gap]) => !((gap as number) <= tolerance));
  expect(bad, `further than ${tolerance} from the reference`).toEqual([]);
}
