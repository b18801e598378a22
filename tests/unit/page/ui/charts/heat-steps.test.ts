import { expect, test } from 'vitest';
import type { LayerSnapshot } from '../../../../../src/common/experiment/layer-snapshot.ts';
import {
  columnsOf,
  indexAt,
  stepPlace,
  stepSpan,
  stepTicks,
  valueAtPlace,
} from '../../../../../src/page/ui/charts/heat-steps.ts';
import { fixtureConfig } from '../../../../fixtures/record.ts';
import { fixtureSnapshot } from '../../../../fixtures/snapshot.ts';

const config = fixtureConfig({ config: { depth: 1, width: 8 } });
const at = (step: number): LayerSnapshot => fixtureSnapshot(config, step, () => true);
const columns = (steps: number[], first: number, end: number, done: number, pixels: number) =>
  Array.from(columnsOf(steps, { first, end }, done, pixels));

test('the axis ends at a round number ahead, no later than the run, and stays there for a while', () => {
  expect(stepSpan([at(0)], 1240, 3000, null)).toEqual({ first: 0, end: 1501 });
  expect(stepSpan([at(0)], 1490, 3000, null)).toEqual({ first: 0, end: 1501 });
  expect(stepSpan([at(0)], 2900, 3000, null)).toEqual({ first: 0, end: 3001 });
  expect(stepSpan([at(0)], 0, 3000, null)).toEqual({ first: 0, end: 1 });
});

test('a range of steps is shown from its first snapshot on', () => {
  expect(stepSpan([at(120), at(160)], 1240, 3000, [100, 400])).toEqual({ first: 120, end: 401 });
  expect(stepSpan([at(120)], 1240, 3000, [100, 9000])).toEqual({ first: 120, end: 1501 });
});

test('each snapshot covers from its step to the next one, the newest to where the run is', () => {
  expect(columns([0, 2, 6], 0, 12, 7, 12)).toEqual([0, 0, 1, 1, 1, 1, 2, 2, -1, -1, -1, -1]);
});

test('with fewer pixels than snapshots each shows the one at its middle, and the last the newest', () => {
  const steps = Array.from({ length: 100 }, (_, step) => step);
  expect(columns(steps, 0, 100, 99, 5)).toEqual([10, 30, 50, 70, 99]);
});

test('the newest snapshot is seen however short its stretch', () => {
  expect(columns([0, 1000], 0, 1001, 1000, 10)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});

test('a first snapshot fills the map, and none leaves it empty', () => {
  expect(columns([0], 0, 1, 0, 4)).toEqual([0, 0, 0, 0]);
  expect(columns([], 0, 1, 0, 3)).toEqual([-1, -1, -1]);
});

test('a step and its place are inverses', () => {
  const span = { first: 100, end: 301 };
  expect(valueAtPlace(span, stepPlace(span, 250, 80) / 80)).toBeCloseTo(250, 9);
  expect([valueAtPlace(span, -1), valueAtPlace(span, 2)]).toEqual([100, 301]);
});

test('a step belongs to the newest snapshot at or before it', () => {
  expect([0, 19, 20, 39, 500].map((step) => indexAt([0, 20, 40], step))).toEqual([0, 0, 1, 1, 2]);
  expect(indexAt([20, 40], 3)).toBe(0);
});

test('ticks are whole steps within the span', () => {
  expect(stepTicks({ first: 0, end: 1 }, 200)).toEqual([0]);
  expect(stepTicks({ first: 0, end: 1501 }, 210)).toEqual([0, 500, 1000, 1500]);
  expect(stepTicks({ first: 120, end: 401 }, 210)).toEqual([200, 300, 400]);
  expect(stepTicks({ first: 205, end: 211 }, 60)).toEqual([205, 210]);
});
