import { expect, test } from 'vitest';
import { createSmoother } from '../../../../../src/page/ui/charts/smoothing.ts';

test('the first value is the mean of itself: nothing is pulled towards 0', () => {
  expect(createSmoother(0.98)(5)).toBeCloseTo(5, 12);
});

test('a constant stays what it is', () => {
  const smooth = createSmoother(0.9);
  for (let index = 0; index < 50; index++) expect(smooth(0.3)).toBeCloseTo(0.3, 12);
});

test('weights fall off by the weight given, and add up to 1', () => {
  const smooth = createSmoother(0.5);
  smooth(1);
  smooth(2);
  // Weights 1/4, 1/2, 1 over their sum.
  expect(smooth(4)).toBeCloseTo((1 / 4 + 2 / 2 + 4) / 1.75, 12);
});

test('weight 0 leaves values alone', () => {
  const smooth = createSmoother(0);
  expect([3, 1, 4].map(smooth)).toEqual([3, 1, 4]);
});

test('a value that is not finite passes through and leaves the mean as it was', () => {
  const smooth = createSmoother(0.5);
  smooth(2);
  expect(smooth(Number.NaN)).toBeNaN();
  expect(smooth(2)).toBeCloseTo(2, 12);
});
