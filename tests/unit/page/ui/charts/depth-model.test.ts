import { expect, test } from 'vitest';
import { figuresOf, type LayerSnapshot } from '../../../../../src/common/experiment/layer-snapshot.ts';
import { depthColumn } from '../../../../../src/page/ui/charts/depth-columns.ts';
import {
  createDepthModeller,
  depthText,
  quantitiesOf,
} from '../../../../../src/page/ui/charts/depth-model.ts';
import { withFigures } from '../../../../fixtures/figures.ts';
import { fixtureRecord } from '../../../../fixtures/record.ts';

const record = fixtureRecord({ step: 500 });
const newest = record.snapshots.at(-1) as LayerSnapshot;
const depth = (run = record, arms: readonly number[] = [0, 1]) =>
  createDepthModeller()(run, run.snapshots, null, arms);

test('a column holds what was recorded of each layer, and is read once', () => {
  const dead = withFigures(newest, 1, 3, 'activation', { deadUnits: 25, saturated: 4000, count: 10_000 });
  const column = depthColumn(dead, 1);
  expect(column?.spread[9]).toBe(figuresOf(newest, 1, 10, 'z')?.imageStd);
  expect(column?.gradient[0]).toBe(figuresOf(newest, 1, 1, 'gradient')?.norm);
  expect([column?.dead[2], column?.saturated[2]]).toEqual([0.25, 0.4]);
  expect(depthColumn(dead, 1)).toBe(column);
});

test('what is shown follows from the activation', () => {
  expect(quantitiesOf('sigmoid')).toEqual(['spread', 'gradient', 'saturated']);
  expect(quantitiesOf('tanh')).toEqual(['spread', 'gradient', 'saturated']);
  expect(quantitiesOf('relu')).toEqual(['spread', 'gradient', 'dead']);
  expect(quantitiesOf('linear')).toEqual(['spread', 'gradient']);
});

test('all arms share a scale, whose figures stand at both of its ends', () => {
  const [spread, gradient, saturated] = depth().rows;
  expect(spread?.scale).toEqual({ kind: 'log', domain: [1e-6, 1], ticks: [1e-6, 1e-4, 1e-2, 1] });
  expect(gradient?.scale.ticks).toEqual([1e-9, 1e-7, 1e-5, 1e-3, 1e-1]);
  expect(saturated?.scale).toEqual({ kind: 'linear', domain: [0, 0.1], ticks: [0, 0.05, 0.1] });
  expect(spread?.maps.map(({ arm, look, figures }) => [arm, look.tone, figures.length])).toEqual([
    [0, 'bn', record.snapshots.length],
    [1, 'plain', record.snapshots.length],
  ]);
});

test('the scale of a share grows until it holds all shares', () => {
  const top = (saturated: number) => {
    const one = withFigures(newest, 0, 1, 'activation', { saturated, count: 10_000 });
    return depth({ ...record, snapshots: [one] }).rows[2]?.scale.domain[1];
  };
  expect([top(900), top(1900), top(2100), top(9000)]).toEqual([0.1, 0.2, 0.5, 1]);
});

test('an arm that has diverged has no figures from then on, and the profile says that there are gaps', () => {
  const diverged = fixtureRecord({ step: 500, divergedAt: [null, 41] });
  const model = depth(diverged);
  const { figures, divergedAt } = model.rows[0]?.maps[1] ?? {};
  expect(divergedAt).toBe(41);
  const gaps = diverged.snapshots.map(({ step }) => step >= 41);
  expect(figures?.map((one) => one === null)).toEqual(gaps);
  expect([model.hasGaps, depth().hasGaps]).toEqual([true, false]);
});

test('a figure that is no number is a gap too', () => {
  const broken = withFigures(newest, 0, 4, 'z', { imageStd: Number.NaN });
  expect(depth({ ...record, snapshots: [broken] }).hasGaps).toBe(true);
});

test('figures in words', () => {
  expect(depthText('spread', 7e-7)).toBe('7e-7');
  expect(depthText('spread', Number.NaN)).toBe('none');
  const shares = [0, 0.004, 0.5, 1].map((share) => depthText('dead', share).replace('\u202f', ' '));
  expect(shares).toEqual(['0 %', '0.4 %', '50 %', '100 %']);
});
