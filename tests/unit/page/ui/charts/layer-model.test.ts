import { expect, test } from 'vitest';
import { isConstant, PROBES, SPREADS } from '../../../../../src/common/experiment/layer-snapshot.ts';
import { cellWidth, columnsFor } from '../../../../../src/page/ui/charts/layer-grid.ts';
import { layerModel } from '../../../../../src/page/ui/charts/layer-model.ts';
import { shareText } from '../../../../../src/page/ui/charts/layer-notes.ts';
import { imageShare } from '../../../../../src/page/ui/charts/layer-rows.ts';
import { armsAt } from '../../../../../src/page/ui/charts/layers-look.ts';
import { describePart } from '../../../../../src/page/ui/charts/layers-words.ts';
import { CONV } from '../../../../fixtures/arms.ts';
import { layersView, lookAt, type OneArm, oneLayer } from '../../../../fixtures/layers.ts';
import { fixtureConfig, fixtureRecord } from '../../../../fixtures/record.ts';

const config = fixtureConfig({});
const record = fixtureRecord({ step: 200 });
const newest = record.snapshots.at(-1) ?? null;

const one = (...arms: (OneArm | null)[]) => layerModel(lookAt(record, oneLayer(arms)), 1);
const notes = (...arms: (OneArm | null)[]) =>
  one(...arms).cell.parts[0]?.notes.map(({ text }) => text.replaceAll('\u202f', ' '));

test('before a run a layer has its arms and nothing in them', () => {
  const view = layersView();
  const arms = armsAt(null, config, null, view);
  const look = { run: { config, changes: [] }, snapshot: null, snapshots: [], arms, view };
  const { cell, plots } = layerModel(look, 1);
  expect(cell).toMatchObject({ title: 'Layer 1', units: '100 units', parts: [{ axes: [], notes: [] }] });
  expect(cell.parts[0]?.rows.map(({ letter, main }) => letter + main)).toEqual(['A', 'B']);
  expect(plots[0]?.map(({ heights, spike }) => [heights.length, spike])).toEqual([
    [0, null],
    [0, null],
  ]);
});

test('at first glance the plain net has collapsed: one thin bar beside a wide histogram', () => {
  const { cell, plots } = layerModel(lookAt(record, newest), 10);
  const [a, b] = plots[0] ?? [];
  expect(a?.heights.filter((height) => height > 0.05).length).toBeGreaterThan(30);
  expect(b).toMatchObject({ heights: [], reach: '± 6e-7', pale: false });
  expect(b?.spike).toBeCloseTo(0.5, 1);
  expect(cell.parts[0]?.rows.map(({ constant }) => constant)).toEqual([false, true]);
  expect(cell.parts[0]?.notes[0]).toEqual({ text: 'B: each unit is constant', tone: 'warn' });
});

test('pooled, the same layer looks alive and is drawn pale', () => {
  const { plots } = layerModel(lookAt(record, newest, { spread: 'pooled' }), 10);
  expect(plots[0]?.map(({ pale, spike }) => [pale, spike])).toEqual([
    [false, null],
    [true, null],
  ]);
});

test('over its own range each arm shows its shape, and says its scale', () => {
  const { cell, plots } = layerModel(lookAt(record, newest, { ownRange: true }), 10);
  expect(plots[0]?.every(({ heights }) => heights.length === 64)).toBe(true);
  expect(cell.parts[0]?.axes.map(({ letter, max }) => `${letter} ${max}`)).toEqual(['A 0.62', 'B 1.7e-6']);
});

test.each(PROBES.flatMap((probe) => SPREADS.map((spread) => [probe, spread] as const)))(
  '%s, %s, is drawn for both arms with its figures',
  (probe, spread) => {
    const { cell, plots } = layerModel(lookAt(record, newest, { probe, spread }), 2);
    const [part] = cell.parts;
    expect(plots[0]?.every(({ heights, spike }) => heights.length > 0 || spike !== null)).toBe(true);
    expect(part?.heads[0]).toBe(probe === 'gradient' || probe === 'update' ? 'norm' : 'mean ± sd');
    expect(part?.heads[1]).toBe(probe === 'weights' || probe === 'update' ? 'within' : 'images');
    expect(part?.rows.every(({ main }) => main.includes('±') === (part.heads[0] === 'mean ± sd'))).toBe(true);
  },
);

test('two probes are two parts of a card; with weights it says how many were counted', () => {
  const { cell, plots } = layerModel(lookAt(record, newest, { beside: 'weights' }), 2);
  expect(cell.parts.map(({ name }) => name)).toEqual(['Activation', 'Weights']);
  expect(plots).toHaveLength(2);
  expect(cell.units).toBe('10,000 weights');
});

test('log counts raise low bins', () => {
  const tail = (logCounts: boolean) =>
    layerModel(lookAt(record, newest, { logCounts }), 1).plots[0]?.[0]?.heights[8] ?? 0;
  expect(tail(true)).toBeGreaterThan(2 * tail(false));
});

test('an arm is drawn by what it was at the shown step', () => {
  const changed = fixtureRecord({ step: 200, changes: [{ kind: 'bn', step: 100, arm: 1, on: true }] });
  const [first, last] = [changed.snapshots[0] ?? null, changed.snapshots.at(-1) ?? null];
  expect(layerModel(lookAt(changed, first), 1).plots[0]?.[1]?.tone).toBe('plain');
  expect(layerModel(lookAt(changed, last), 1).plots[0]?.[1]?.tone).toBe('bn');
});

test('an arm that has diverged says so with its step, and before that shows what it was', () => {
  const diverged = fixtureRecord({ step: 200, divergedAt: [null, 41] });
  const at = (snapshot: (typeof diverged.snapshots)[number] | undefined) =>
    layerModel(lookAt(diverged, snapshot ?? null), 3);
  const last = at(diverged.snapshots.at(-1));
  expect(last.cell.parts[0]?.rows[1]?.main).toBe('diverged at step 41');
  expect(last.plots[0]?.[1]).toMatchObject({ heights: [], spike: null });
  const before = at(diverged.snapshots.find(({ step }) => step === 20));
  expect(before.cell.parts[0]?.rows[1]?.main).toContain('±');
  expect(before.plots[0]?.[1]?.heights.length).toBeGreaterThan(0);
});

test('the last look at an arm that diverges has its figures, its step, and what was not finite', () => {
  const diverged = fixtureRecord({ step: 200, divergedAt: [null, 200] });
  const end = oneLayer([{}, { figures: { nan: 120, infinite: 3 } }]);
  const look = lookAt({ ...diverged, snapshots: [end] }, end);
  expect(layerModel(look, 1).cell.parts[0]?.notes.map(({ text }) => text)).toEqual([
    'B: diverged at step 200',
    'B: 120 NaN, 3 infinite of 10,000',
  ]);
  const later = oneLayer([{}, null], { step: 300 });
  const after = layerModel(lookAt({ ...diverged, snapshots: [end, later] }, later), 1);
  expect(after.cell.parts[0]?.rows[1]?.main).toBe('diverged at step 200');
  expect(after.cell.parts[0]?.notes.map(({ text }) => text)).toEqual(['B: 120 NaN, 3 infinite of 10,000']);
});

test('an arm without a single finite value has words for figures, and no histogram', () => {
  const nothing = { mean: Number.NaN, std: Number.NaN, imageStd: Number.NaN, unitStd: Number.NaN };
  const none = { ...nothing, min: Number.NaN, max: Number.NaN, norm: Number.NaN, nan: 10_000 };
  const { cell, plots } = one({ pooled: [], centred: [], figures: none }, {});
  expect(cell.parts[0]?.rows[0]).toMatchObject({
    main: 'none',
    images: 'none',
    imageShare: null,
    constant: false,
  });
  expect(plots[0]?.[0]).toMatchObject({ heights: [], spike: null });
  expect(notes({ pooled: [], centred: [], figures: none }, {})).toEqual(['A: 10,000 NaN of 10,000']);
});

test('zeros, saturation and dead units are numbers on the card, however few', () => {
  const figures = { zeros: 5100, saturated: 3, deadUnits: 12 };
  expect(notes({ figures }, { figures: { saturated: 2500 } })).toEqual([
    'dead units of 100: A 12',
    'exactly 0: A 51 %',
    'saturated: A <1 %, B 25 %',
  ]);
  expect([0, 0.001, 0.25, 0.999, 1].map(shareText).map((text) => text.replace('\u202f', ''))).toEqual([
    '0%',
    '<1%',
    '25%',
    '>99%',
    '100%',
  ]);
});

test('a constant arm is a thin bar at its value, and its range is named', () => {
  const constant = {
    pooled: [10_000],
    centred: [10_000],
    figures: {
      ...{ mean: 0.7, std: 0, imageStd: 0, unitStd: 0, min: 0.7, max: 0.7 },
      ...{ pooledMin: 0.6993, pooledMax: 0.7007, centredMin: -1e-6, centredMax: 1e-6 },
    },
  };
  const snapshot = oneLayer([constant, {}]);
  const shared = layerModel(lookAt(record, snapshot, { spread: 'pooled' }), 1);
  expect(shared.plots[0]?.[0]).toMatchObject({ reach: 'all the same' });
  expect(shared.plots[0]?.[0]?.spike).toBeCloseTo(0.85, 12);
  const own = layerModel(lookAt(record, snapshot, { spread: 'pooled', ownRange: true }), 1);
  expect(own.plots[0]?.[0]?.spike).toBeCloseTo(0.5, 6);
  expect(own.cell.parts[0]?.axes[0]).toMatchObject({ letter: 'A', min: '−7e-4', mid: '0.7', max: '+7e-4' });
});

test('the share across images is of the variance, however small', () => {
  const base = oneLayer([{}]);
  expect(base.layers).toBe(1);
  const figures = (imageStd: number, unitStd: number) =>
    ({ imageStd, unitStd, std: Math.hypot(imageStd, unitStd) }) as Parameters<typeof imageShare>[0];
  expect(imageShare(figures(3, 4))).toBeCloseTo(9 / 25, 12);
  expect(imageShare(figures(3e-200, 4e-200))).toBeCloseTo(9 / 25, 12);
  expect(imageShare(figures(0, 0))).toBeNull();
  expect(isConstant(figures(0, 0))).toBe(true);
});

test('arms of which the same is to be said share a note', () => {
  const arms = Array.from({ length: 5 }, () => ({ bn: false, rate: 1 }));
  const many = fixtureRecord({ step: 20, config: { arms } });
  const dead = { figures: { zeros: 10_000, deadUnits: 100, imageStd: 0, unitStd: 0, std: 0 } };
  const look = lookAt(many, oneLayer(arms.map(() => dead)), { arms: [0, 1, 2, 3, 4] });
  const texts = layerModel(look, 1).cell.parts[0]?.notes.map(({ text }) => text.replaceAll('\u202f', ''));
  expect(texts).toEqual([
    'A, B, C, D, E: each unit is constant',
    'dead units of 100: A 100, B 100, C 100',
    'D 100, E 100',
    'exactly 0: A 100%, B 100%, C 100%',
    'D 100%, E 100%',
  ]);
});

test('cards stand five in a row where there is room, two on a phone, and fill the width', () => {
  expect([1100, 800, 640, 300].map((width) => columnsFor(width, 10))).toEqual([5, 4, 3, 2]);
  expect(columnsFor(1100, 3)).toBe(3);
  expect(5 * cellWidth(1100, 5)).toBeLessThanOrEqual(1100 - 40);
});

test('a convolutional layer has channels, and says how many images its values are of, and at how many places', () => {
  const conv = fixtureRecord({ step: 20, config: CONV });
  const look = lookAt(conv, conv.snapshots.at(-1) ?? null);
  const cells = [1, 2, 3].map((layer) => layerModel(look, layer).cell);
  expect(cells.map(({ units }) => units)).toEqual(['4 channels', '8 channels', '16 channels']);
  expect(cells.map(({ parts }) => parts[0]?.notes.at(-1)?.text)).toEqual([
    '19 images at all 28 × 28 places',
    '38 images at all 14 × 14 places',
    '76 images at all 7 × 7 places',
  ]);
});

test('the figures of a convolutional layer are of channels, also in words', () => {
  const conv = fixtureRecord({ step: 20, config: CONV });
  const look = lookAt(conv, conv.snapshots.at(-1) ?? null);
  const { cell } = layerModel(look, 2);
  const [part] = cell.parts;
  expect(part?.heads).toEqual(['mean ± sd', 'images', 'channels']);
  expect(part && describePart(cell, part, 'activation', 'centred', null)).toContain('between channels');
});

test('weights of a convolution are counted, not seen at places', () => {
  const conv = fixtureRecord({ step: 20, config: CONV });
  const { cell } = layerModel(lookAt(conv, conv.snapshots.at(-1) ?? null, { probe: 'weights' }), 2);
  expect(cell.units).toBe('288 weights');
  expect(cell.parts[0]?.notes).toEqual([]);
});
