import { expect } from 'vitest';
import type { columnsOf } from './train-tiny.ts';

type Columns = ReturnType<typeof columnsOf>;
const numbersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Holds the curves of two runs to be the same: bit for bit where the tolerance is 0, else every figure to within it. */
export function expectClose(found: Columns, wanted: Columns, tolerance: number): void {
  if (tolerance === 0) {
    expect(found).toEqual(wanted);
    return;
  }
  expect(found.length).toBe(wanted.length);
  for (const [arm, columns] of wanted.entries()) {
    for (const [name, list] of Object.entries(columns)) {
      const own: Readonly<Record<string, unknown>> = found[arm] ?? {};
      const [mine, theirs] = [numbersOf(own[name]), numbersOf(list)];
      expect(mine.length, name).toBe(theirs.length);
      for (const [index, value] of theirs.entries()) {
        const isNumber = typeof value === 'number' && Number.isFinite(value);
        if (isNumber) expect(Math.abs((mine[index] as number) - value), name).toBeLessThan(tolerance);
        else expect(mine[index], name).toBe(value);
      }
    }
  }
}
