import { expect, test } from 'vitest';
import type { LayerSummary } from '../../../../../src/common/experiment/metrics.ts';
import { cellWidth, columnsFor } from '../../../../../src/page/ui/charts/layer-grid.ts';
import {
  binHeights,
  imageShare,
  isConstant,
  layerModel,
} from '../../../../../src/page/ui/charts/layer-model.ts';
import { fixtureConfig, fixtureRecord } from '../../../../fixtures/record.ts';

const config = fixtureConfig({});
const record = fixtureRecord({ step: 200 });

const summary = (patch: Partial<LayerSummary>): LayerSummary => {
  const some = record.live?.arms[0]?.[0];
  if (some === undefined) throw new Error('The fixture has no layers');
  return { ...some, ...patch };
};

const histogram = (counts: number[], min: number, max: number) => ({
  min,
  max,
  counts: Uint32Array.from(counts),
});

test('before a run a layer has its arms and nothing in them', () => {
  const { cell, histograms } = layerModel(null, config, 1);
  expect(cell).toMatchObject({ title: 'Layer 1', units: '100 units', min: '', notes: [] });
  expect(cell.rows.map(({ letter, mean }) => letter + mean)).toEqual(['A', 'B']);
  expect(histograms.map(({ heights }) => heights.length)).toEqual([0, 0]);
});

test('a deep plain layer is called constant, and its normalized twin is not', () => {
  const { cell, histograms } = layerModel(record, config, 10);
  expect(cell.rows.map(({ constant }) => constant)).toEqual([false, true]);
  expect(histograms.map(({ constant }) => constant)).toEqual([false, true]);
  expect(cell.notes).toEqual([{ text: 'B: each unit is constant', tone: 'warn' }]);
});

test('a layer whose values are all the same is constant too', () => {
  expect(isConstant(summary({ imageStd: 0, unitStd: 0, std: 0 }))).toBe(true);
  expect(imageShare(summary({ imageStd: 0, unitStd: 0, std: 0 }))).toBeNull();
});

test('the share across images is of the variance', () => {
  expect(imageShare(summary({ imageStd: 3, unitStd: 4 }))).toBeCloseTo(9 / 25, 12);
});

test('values that are not finite are counted in words', () => {
  const live = { step: 200, arms: [[summary({ nonFinite: 1200, count: 10_000 })], []] };
  const { cell } = layerModel({ ...record, live }, config, 1);
  expect(cell.notes[0]).toEqual({ text: 'A: 1,200 of 10,000 values not finite', tone: 'bad' });
});

test('an arm without a single finite value has words for figures', () => {
  const nothing = { mean: Number.NaN, std: Number.NaN, imageStd: Number.NaN, unitStd: Number.NaN };
  const live = { step: 200, arms: [[summary({ ...nothing, nonFinite: 10_000 })], []] };
  const [row] = layerModel({ ...record, live }, config, 1).cell.rows;
  expect(row).toMatchObject({ mean: 'none', images: 'none', imageShare: null, constant: false });
});

test('an arm that has diverged says so, with its step', () => {
  const diverged = fixtureRecord({ step: 200, divergedAt: [null, 41] });
  const { cell, histograms } = layerModel(diverged, config, 3);
  expect(cell.rows[1]?.mean).toBe('diverged at step 41');
  expect(histograms[1]?.heights).toEqual([]);
});

test('bins are drawn against the tallest', () => {
  expect(binHeights(summary({ zeros: 0, histogram: histogram([1, 4, 2, 0], 0, 1) }))).toEqual([
    0.25, 1, 0.5, 0,
  ]);
});

test('a heap of exact zeros is cut, so that the rest of a ReLU layer can be seen', () => {
  const heights = binHeights(summary({ zeros: 990, histogram: histogram([1000, 20, 10, 0], 0, 1) }));
  expect(heights).toEqual([1, 1, 0.5, 0]);
});

test('many exact zeros are named with their share', () => {
  const live = { step: 200, arms: [[summary({ zeros: 5100, count: 10_000 })], []] };
  const { cell } = layerModel({ ...record, live }, config, 1);
  expect(cell.notes).toEqual([{ text: 'exactly 0: A 51\u202f%', tone: 'soft' }]);
});

test('cards stand five in a row where there is room, two on a phone, and fill the width', () => {
  expect([1100, 800, 640, 300].map((width) => columnsFor(width, 10))).toEqual([5, 4, 3, 2]);
  expect(columnsFor(1100, 3)).toBe(3);
  expect(5 * cellWidth(1100, 5)).toBeLessThanOrEqual(1100 - 40);
});

test('arms of which the same is to be said share a note', () => {
  const dead = summary({ zeros: 10_000, count: 10_000, imageStd: 0, unitStd: 0, std: 0 });
  const arms = Array.from({ length: 5 }, () => ({ bn: false, rate: 1 }));
  const many = fixtureRecord({ step: 20, config: { arms } });
  const { cell } = layerModel({ ...many, live: { step: 20, arms: arms.map(() => [dead]) } }, config, 1);
  expect(cell.notes.map(({ text }) => text.replaceAll('\u202f', ''))).toEqual([
    'A, B, C, D, E: each unit is constant',
    'exactly 0: A 100%, B 100%, C 100%',
    'D 100%, E 100%',
  ]);
});
