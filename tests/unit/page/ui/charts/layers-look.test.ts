import { expect, test } from 'vitest';
import { layerModel } from '../../../../../src/page/ui/charts/layer-model.ts';
import {
  armsAt,
  chosenArms,
  probesOf,
  sameArms,
  toggledArm,
} from '../../../../../src/page/ui/charts/layers-look.ts';
import { axesWords, describePart, lookWords } from '../../../../../src/page/ui/charts/layers-words.ts';
import { layersView, lookAt } from '../../../../fixtures/layers.ts';
import { fixtureConfig, fixtureRecord } from '../../../../fixtures/record.ts';

const record = fixtureRecord({ step: 1240 });
const newest = record.snapshots.at(-1) ?? null;

test('the first two arms are shown, then those chosen, as far as the run has them', () => {
  expect(chosenArms({ arms: null }, 5)).toEqual([0, 1]);
  expect(chosenArms({ arms: null }, 1)).toEqual([0]);
  expect(chosenArms({ arms: [4, 2] }, 5)).toEqual([2, 4]);
  expect(chosenArms({ arms: [4, 7] }, 3)).toEqual([0, 1]);
});

test('arms are switched on and off, but the last one stays, and no more than eight come', () => {
  expect(toggledArm([0, 1], 3)).toEqual([0, 1, 3]);
  expect(toggledArm([0, 1], 0)).toEqual([1]);
  expect(toggledArm([1], 1)).toEqual([1]);
  const eight = [0, 1, 2, 3, 4, 5, 6, 7];
  expect(toggledArm(eight, 9)).toBe(eight);
});

test('arms that are as they were are the same, also in a record that has grown', () => {
  const view = layersView();
  const grown = fixtureRecord({ step: 1260 });
  expect(
    sameArms(armsAt(record, record.config, newest, view), armsAt(grown, grown.config, newest, view)),
  ).toBe(true);
  const diverged = fixtureRecord({ step: 1240, divergedAt: [null, 40] });
  expect(
    sameArms(armsAt(record, record.config, newest, view), armsAt(diverged, record.config, newest, view)),
  ).toBe(false);
});

test('a probe beside itself is one', () => {
  expect(probesOf(layersView({ beside: 'activation' }))).toEqual(['activation']);
  expect(probesOf(layersView({ beside: 'z' }))).toEqual(['activation', 'z']);
});

test('the lead says what is shown, of which batch, at which step', () => {
  expect(lookWords(lookAt(record, newest))).toBe(
    'Activations, each unit’s own mean taken off. Seen on the training batch at step 1,240, all 100 images.',
  );
  const some = newest && { ...newest, images: 64 };
  expect(lookWords(lookAt(record, some, { probe: 'gradient', spread: 'pooled' }))).toBe(
    'Gradient reaching the activations of all units together. Seen on the training batch at step 1,240, its first 64 of 100 images.',
  );
  expect(lookWords(lookAt(record, record.snapshots[0] ?? null, { probe: 'weights' }))).toBe(
    'Weights, each unit’s own mean taken off. Seen before the first training step.',
  );
  const view = layersView();
  const run = { config: fixtureConfig({}), changes: [] };
  expect(lookWords(lookAt(record, newest), 1260)).toContain('at steps 1,240 to 1,260, layer after layer');
  expect(lookWords({ run, snapshot: null, snapshots: [], arms: [], view })).toContain('Press Start');
});

test('every view says what runs along its axes', () => {
  const words = (view: 'mirror' | 'overlay' | 'time', ownRange = false, logCounts = false) =>
    axesWords({ view: layersView({ view, ownRange, logCounts }) });
  expect(words('mirror')).toContain('Across: value, one range for all arms');
  expect(words('overlay', true, true)).toContain('own range. Up: count on a log scale');
  expect(words('time')).toContain('Across: training step. Up: value');
});

test('a plot says layer, probe, spread, range and each arm’s numbers', () => {
  const { cell } = layerModel(lookAt(record, newest), 10);
  const [part] = cell.parts;
  const words = part && describePart(cell, part, 'activation', 'centred', null);
  expect(words).toMatch(
    /^Activation histograms of Layer 10, across images; from −0\.6\d to 0\.6\d; A \(batch normalization\) 0\.5\d ± 0\.2\d, spread across images 0\.2\d, between units 0\.14; B \(plain\) /,
  );
  expect(words).toContain('B: each unit is constant');
});
