import { expect, test } from 'vitest';
import { bandPath } from '../../../../../src/page/ui/charts/band-path.ts';

const same = (value: number) => value;
const points = (...values: number[]) => values.map((y, x) => ({ x, y }));

test('a band goes along its upper edge and back along the lower one', () => {
  expect(bandPath(points(1, 2), points(3, 4), same, same)).toBe('M0.0 3.0L1.0 4.0L1.0 2.0L0.0 1.0Z');
});

test('where either edge is not finite the band is broken; a lone point is a line', () => {
  const low = points(1, Number.NaN, 1, 1);
  const high = points(2, 2, 2, Number.POSITIVE_INFINITY);
  expect(bandPath(low, high, same, same)).toBe('M0.0 2.0L0.0 1.0ZM2.0 2.0L2.0 1.0Z');
});
