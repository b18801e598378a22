import { expect, test } from 'vitest';
import type { ArmCurves } from '../../../../../src/page/ui/charts/curve-model.ts';
import { lossRange } from '../../../../../src/page/ui/charts/loss-range.ts';

const line = (ys: readonly number[]) => [
  { place: 0, tone: 'bn' as const, points: ys.map((y, x) => ({ x, y })) },
];
const arm = (
  train: readonly number[],
  test: readonly number[],
  divergedAt: number | null = null,
): ArmCurves => ({
  arm: 0,
  tone: 'bn' as const,
  label: 'A',
  byBatch: [],
  train: line(train),
  test: line(test),
  divergedAt,
  lastPoint: null,
  lastTest: null,
});

const falling = Array.from({ length: 150 }, (_, step) => 2.3 * 0.98 ** step);
const learns = arm(falling, [2.3, 1.5, 1, 0.6, 0.3, 0.2]);
const top = (...arms: ArmCurves[]) => lossRange(arms)?.[1] ?? Number.NaN;

test('lines without spikes are shown whole', () => {
  expect(lossRange([learns])).toEqual([falling.at(-1), 2.3]);
  expect(top(arm([...falling, 3.5, 4], [2.3, 1]))).toBe(4);
});

test('an arm that diverges does not stretch the axis', () => {
  const diverges = arm([2.3, 40, 6e3, 1e12, 1e30], [2.3, 1e28], 6);
  expect(top(learns, diverges)).toBeLessThanOrEqual(23.1);
  expect(top(diverges)).toBeLessThanOrEqual(23.1);
});

test('neither does one that has blown up without a figure that is not a number', () => {
  expect(top(learns, arm([2.3, 1e9, 1e12, 1e20], [2.3, 1e9, 1e12, 1e20]))).toBeLessThanOrEqual(23.1);
});

test('one spike does not stretch the axis, in training or in a test', () => {
  expect(top(arm([...falling, 50_000], [2.3, 1, 0.5]))).toBe(2.3);
  expect(top(arm(falling, [2.3, 1, 50_000, 0.5]))).toBe(2.3);
});

test('a net that stays at a high loss is shown', () => {
  const high = arm([2.4, 15, 18, 14, 16, 17], [2.3, 14, 18, 16]);
  expect(top(learns, high)).toBe(18);
  expect(top(learns, arm([2.4, 150, 180], [2.3, 140, 180, 160]))).toBe(180);
});

test('when every arm is far above, all is shown', () => {
  const huge = arm([4e5, 5e5], [4e5, 6e5], 2);
  expect(lossRange([huge])).toEqual([4e5, 6e5]);
});

test('without a figure above 0 there is no range', () => {
  expect(lossRange([arm([], [])])).toBeNull();
  expect(lossRange([arm([Number.NaN, 0], [Number.POSITIVE_INFINITY])])).toBeNull();
});
