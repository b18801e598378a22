import { expect, test } from 'vitest';
import {
  evenTicks,
  logTicks,
  roundDown,
  roundUp,
  stepAxisEnd,
} from '../../../../../src/page/ui/charts/ticks.ts';

test('even ticks are round and about as many as asked for', () => {
  expect(evenTicks(3000, 6)).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000]);
  expect(evenTicks(3000, 3)).toEqual([0, 1000, 2000, 3000]);
  expect(evenTicks(3, 5)).toEqual([0, 1, 2, 3]);
  expect(evenTicks(0.7, 5)).toEqual([0, 0.2, 0.4, 0.6]);
});

test('ticks of steps are whole numbers', () => {
  for (const tick of evenTicks(12, 8)) expect(Number.isInteger(tick)).toBe(true);
});

test('logarithmic ticks are powers of ten, with steps between them where few powers fit in', () => {
  expect(logTicks(1, 100_000)).toEqual([1, 10, 100, 1000, 10_000, 100_000]);
  expect(logTicks(0.03, 3)).toEqual([0.03, 0.1, 0.3, 1, 3]);
  expect(logTicks(0.5, 5)).toEqual([0.5, 1, 2, 5]);
});

test('a very long logarithmic axis leaves powers out', () => {
  expect(logTicks(1e-6, 1e12).length).toBeLessThanOrEqual(10);
});

test.each([
  [2.31, 3, 2],
  [0.047, 0.05, 0.03],
  [1000, 1000, 1000],
  [9.9e-7, 1e-6, 7e-7],
])('%f is rounded up to %f and down to %f', (value, up, down) => {
  expect(roundUp(value)).toBeCloseTo(up, 12);
  expect(roundDown(value)).toBeCloseTo(down, 12);
});

test('the step axis ends with the run, or early in a long one at a round number ahead', () => {
  expect(stepAxisEnd(3000, 0)).toBe(3000);
  expect(stepAxisEnd(1_000_000, 0)).toBe(5000);
  expect(stepAxisEnd(1_000_000, 9000)).toBe(15_000);
  expect(stepAxisEnd(1_000_000, 999_000)).toBe(1_000_000);
  expect(stepAxisEnd(100, 140)).toBe(140);
});
