import { expect, it } from 'vitest';
import { checksumOf } from '../../../../src/common/lib/checksum.ts';

const list = (...values: number[]) => Float32Array.from(values);

it('is the same for the same numbers, wherever they lie', () => {
  const whole = list(9, 1, 2, Number.NaN);
  expect(checksumOf([whole.subarray(1)])).toBe(checksumOf([list(1, 2, Number.NaN)]));
  expect(checksumOf([])).toBe(0x811c9dc5);
});

it('tells one changed bit, order, and where lists end', () => {
  const sums = [
    [list(1, 2), list(3)],
    [list(1, 2.0000002), list(3)],
    [list(2, 1), list(3)],
    [list(1), list(2, 3)],
    [list(1, 2, 3)],
    [list(0, 2), list(3)],
    [list(-0, 2), list(3)],
  ].map(checksumOf);
  expect(new Set(sums).size).toBe(sums.length);
});
