import { expect, test } from 'vitest';
import { BINS } from '../../../../../src/common/experiment/layer-snapshot.ts';
import { openRange } from '../../../../../src/common/lib/histogram.ts';
import { heightsOver } from '../../../../../src/page/ui/charts/layer-bins.ts';
import { sharedRange, valuesOf } from '../../../../../src/page/ui/charts/layer-values.ts';
import { type OneArm, oneLayer } from '../../../../fixtures/layers.ts';

function values(arm: OneArm, spread: 'pooled' | 'centred' = 'pooled') {
  const found = valuesOf(oneLayer([arm]), 0, 1, 'activation', spread);
  if (found === null) throw new Error('There is nothing to draw');
  return found;
}

const heap = { pooled: [1000, 20, 10, 0], figures: { zeros: 990, pooledMin: 0, min: 0 } };

test('bins are drawn as they were counted over their own range, against the tallest', () => {
  const drawn = heightsOver(values({ pooled: [1, 4, 2, 0] }), [-1, 1], false);
  expect(drawn).toEqual({ heights: [0.25, 1, 0.5, 0], spike: null, cut: null });
});

test('over a wider range the same shape takes its part of the axis', () => {
  const { heights } = heightsOver(values({ pooled: [4, 4] }), [-2, 2], false);
  expect(heights).toHaveLength(BINS);
  expect(heights.slice(0, BINS / 4).every((height) => height === 0)).toBe(true);
  expect(heights.slice(BINS / 4, (3 * BINS) / 4).every((height) => Math.abs(height - 1) < 1e-9)).toBe(true);
});

test('a heap of exact zeros is cut, so that the rest of a ReLU layer can be seen', () => {
  expect(heightsOver(values(heap), [0, 1], false)).toEqual({ heights: [1, 1, 0.5, 0], spike: null, cut: 0 });
});

test('the heap stands at 0 over a shared range too, in one bin', () => {
  const { heights, cut } = heightsOver(values(heap), [-1, 1], false);
  expect(cut).toBe(BINS / 2);
  expect(heights[BINS / 2]).toBe(1);
  expect(heights[BINS / 2 - 1]).toBe(0);
});

test('dead units are a heap when each unit’s mean is taken off', () => {
  const arm = {
    centred: [10, 5000, 20, 10],
    figures: { deadUnits: 50, centredMin: -0.5, centredMax: 1.5 },
  };
  expect(heightsOver(values(arm, 'centred'), [-0.5, 1.5], false).cut).toBe(1);
});

test('values that are all exactly 0 are one full bin that is not cut', () => {
  const all = {
    pooled: [10_000],
    figures: { zeros: 10_000, min: 0, max: 0, pooledMin: -1e-6, pooledMax: 1e-6 },
  };
  expect(heightsOver(values(all), openRange([0, 0]), false)).toMatchObject({ spike: 0.5, cut: null });
});

test('on a log scale nothing is cut, and few values are seen', () => {
  const { heights, cut } = heightsOver(values(heap), [0, 1], true);
  expect(cut).toBeNull();
  expect(heights[0]).toBe(1);
  expect(heights[1]).toBeCloseTo(Math.log(21) / Math.log(1001), 12);
  expect(heights[3]).toBe(0);
});

test('values closer together than one bin is wide are a spike at their place', () => {
  const close = { figures: { min: 0.5, max: 0.500001, pooledMin: 0.5, pooledMax: 0.500001 } };
  expect(heightsOver(values(close), [0, 1], false).spike).toBeCloseTo(0.5, 5);
  const shape = heightsOver(values(close), [0.5, 0.500001], false);
  expect(shape).toMatchObject({ spike: null, heights: [0.25, 1, 0.5, 0] });
});

test('one value does not widen a shared range by the room its only bin was given', () => {
  const constant = {
    pooled: [10_000],
    figures: { min: 0.7, max: 0.7, pooledMin: 0.6993, pooledMax: 0.7007 },
  };
  expect(values(constant).range).toEqual([0.7, 0.7]);
  const still = { centred: [10_000], figures: { imageStd: 0, centredMin: -1e-6, centredMax: 1e-6 } };
  const tiny = { figures: { imageStd: 1e-10, centredMin: -3e-10, centredMax: 3e-10 } };
  expect(sharedRange([values(still, 'centred'), values(tiny, 'centred'), null])).toEqual([-3e-10, 3e-10]);
  expect(sharedRange([null])).toBeNull();
});

test('a single bin that holds two neighbouring numbers fills its own range', () => {
  const pair = {
    pooled: [10],
    figures: { min: 0.7, max: 0.70000006, pooledMin: 0.7, pooledMax: 0.70000006 },
  };
  expect(heightsOver(values(pair), [0.7, 0.70000006], false).heights).toEqual([1]);
});
