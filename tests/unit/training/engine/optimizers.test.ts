import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adamCorrections, momentsOf, rateFactor } from '../../../../src/training/engine/optimizers.ts';
import { scheduled } from '../../../checks/reference-optimizer.ts';

const never = { warmup: 0, dropEvery: 0, dropFactor: 0.1 };

it('the rate stays as it is without a schedule', () => {
  expect([1, 10, 1000].map((step) => rateFactor(never, step))).toEqual([1, 1, 1]);
});

it('the rate grows evenly over the warm-up, and is whole at its last step', () => {
  const warm = { ...never, warmup: 4 };
  expect([1, 2, 3, 4, 5, 100].map((step) => rateFactor(warm, step))).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
});

it('the rate drops after so many steps, again and again', () => {
  const drops = { ...never, dropEvery: 3, dropFactor: 0.5 };
  expect([1, 3, 4, 6, 7].map((step) => rateFactor(drops, step))).toEqual([1, 1, 0.5, 0.5, 0.25]);
});

it('a schedule is what a loop over its drops makes of it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 0, max: 50 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      (warmup, dropEvery, dropFactor, step) => {
        const schedule = { warmup, dropEvery, dropFactor };
        const expected = scheduled(schedule, step);
        expect(Math.abs(rateFactor(schedule, step) - expected)).toBeLessThanOrEqual(1e-9 * expected);
      },
    ),
  );
});

it('Adam makes up for means that begin at 0, much at first and little later', () => {
  const [first, second] = adamCorrections(1);
  expect(first).toBeCloseTo(10, 9);
  expect(second).toBeCloseTo(1000, 6);
  expect(adamCorrections(100_000)).toEqual([1, 1]);
});

it('optimizers remember up to two numbers of each value', () => {
  expect((['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const).map(momentsOf)).toEqual([
    0, 1, 1, 1, 2,
  ]);
});
