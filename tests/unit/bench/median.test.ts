import { expect, test } from 'vitest';
import { median, percentile } from '../../../bench/report/median.ts';

test('the median is the middle one, or halfway between the middle two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test('a percentile is one of the values', () => {
  const values = [5, 1, 4, 2, 3];
  expect(percentile(values, 0)).toBe(1);
  expect(percentile(values, 0.5)).toBe(3);
  expect(percentile(values, 0.95)).toBe(5);
  expect(percentile([], 0.5)).toBeNaN();
});
