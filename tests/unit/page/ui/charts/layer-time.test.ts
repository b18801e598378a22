import { expect, test } from 'vitest';
import { ARM_TONES } from '../../../../../src/common/experiment/arm-look.ts';
import { BINS } from '../../../../../src/common/experiment/layer-snapshot.ts';
import { PALETTES } from '../../../../../src/page/export/palette.ts';
import {
  columnSnapshots,
  stepPlace,
  type TimeStrip,
  timePlot,
} from '../../../../../src/page/ui/charts/layer-time.ts';
import { stripPixels } from '../../../../../src/page/ui/charts/paint-strip.ts';
import { layersView, oneLayer } from '../../../../fixtures/layers.ts';
import { fixtureRecord } from '../../../../fixtures/record.ts';

const record = fixtureRecord({ step: 1240 });
const source = (view: Parameters<typeof layersView>[0] = {}, run = record) => ({
  run,
  snapshots: run.snapshots,
  view: layersView({ view: 'time', ...view }),
});

test('each column shows the newest look at or before its step, the last one the newest of all', () => {
  const at = [0, 10, 20, 100].map((step) => oneLayer([{}], { step }));
  const steps = (columns: number) => columnSnapshots(at, columns).map(({ step }) => step);
  expect(steps(11)).toEqual([0, 10, 20, 20, 20, 20, 20, 20, 20, 20, 100]);
  expect(steps(2)).toEqual([0, 100]);
  expect(columnSnapshots(at.slice(0, 1), 3).map(({ step }) => step)).toEqual([0, 0, 0]);
  expect(columnSnapshots([], 3)).toEqual([]);
});

test('there are as many columns as pixels, however many the snapshots', () => {
  const plot = timePlot(source(), 1, 'activation', 40);
  expect(plot?.strips.map(({ levels, columns }) => [levels.length, columns])).toEqual([
    [40 * BINS, 40],
    [40 * BINS, 40],
  ]);
  expect(plot?.steps).toEqual([0, 1240]);
  expect(timePlot({ ...source(), snapshots: [] }, 1, 'activation', 40)).toBeNull();
  expect(timePlot(source(), 1, 'activation', 0)).toBeNull();
});

test('over a shared range a collapsed arm is one dark bin a column; over its own it has its shape', () => {
  const filled = (ownRange: boolean) => {
    const strip = timePlot(source({ ownRange }), 10, 'activation', 20)?.strips[1];
    return Array.from(strip?.levels.subarray(0, BINS) ?? []).filter((level) => level > 0.02).length;
  };
  expect(filled(false)).toBe(1);
  expect(filled(true)).toBeGreaterThan(30);
});

test('pooled, a layer of constant units is pale over time too', () => {
  const strips = timePlot(source({ spread: 'pooled' }), 10, 'activation', 20)?.strips ?? [];
  const fullest = strips.map(({ levels }) => Math.max(...levels));
  expect(fullest[0]).toBe(1);
  expect(fullest[1]).toBeLessThan(0.3);
});

test('the axis of values holds all shown steps, of all arms unless each has its own', () => {
  const axes = (ownRange: boolean) =>
    timePlot(source({ ownRange }), 5, 'activation', 200)?.strips.map(({ axis }) => axis.max);
  const [a, b] = axes(false) ?? [];
  expect(a).toBe(b);
  expect(axes(true)?.[1]).not.toBe(a);
});

test('an arm’s strip ends where it diverged, and keeps the colour it had', () => {
  const run = fixtureRecord({
    step: 400,
    divergedAt: [200, null],
    changes: [{ kind: 'bn', step: 200, arm: 1, on: true }],
  });
  const [a, b] = timePlot(source({}, run), 1, 'z', 100)?.strips ?? [];
  expect(Number.isNaN(a?.levels[90 * BINS])).toBe(true);
  expect(Number.isNaN(a?.levels[10 * BINS])).toBe(false);
  expect([b?.tones[10], b?.tones[90]].map((place) => ARM_TONES[place ?? -1])).toEqual(['plain', 'bn']);
  expect(b?.tone).toBe('bn');
});

test('a step has its place on the axis, and none outside', () => {
  expect([0, 50, 100, 101].map((step) => stepPlace(step, [0, 100]))).toEqual([0, 0.5, 1, null]);
  expect(stepPlace(7, [7, 7])).toBe(1);
});

test('pixels have the arm’s colour, the largest value on top, and nothing where there was nothing', () => {
  const levels = new Float32Array(2 * BINS).fill(Number.NaN, BINS);
  levels[BINS - 1] = 1;
  const axis = { min: '', mid: '', max: '' };
  const BN = ARM_TONES.indexOf('bn');
  const strip: TimeStrip = {
    arm: 0,
    letter: 'A',
    tone: 'bn',
    levels,
    tones: Uint8Array.of(BN, BN),
    columns: 2,
    axis,
  };
  const pixels = stripPixels(strip, 'dark');
  const color = [1, 3, 5].map((at) => Number.parseInt(PALETTES.dark.bn.slice(at, at + 2), 16));
  expect(Array.from(pixels.subarray(0, 8))).toEqual([...color, 255, 0, 0, 0, 0]);
  expect(pixels.subarray(8).every((value) => value === 0)).toBe(true);
});
