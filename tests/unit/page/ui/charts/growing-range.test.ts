import { expect, test } from 'vitest';
import type { LayerSnapshot } from '../../../../../src/common/experiment/layer-snapshot.ts';
import {
  createGrowingRange,
  decadesAround,
  powerText,
} from '../../../../../src/page/ui/charts/growing-range.ts';
import { withFigures } from '../../../../fixtures/figures.ts';
import { fixtureConfig } from '../../../../fixtures/record.ts';
import { fixtureSnapshot } from '../../../../fixtures/snapshot.ts';

const config = fixtureConfig({ config: { depth: 2, width: 8 } });

/** A snapshot whose two layers have these norms in arm A; those of arm B are 1. */
const snapshot = (step: number, ...norms: [number, number]): LayerSnapshot =>
  [0, 1].reduce(
    (one, arm) =>
      [1, 2].reduce(
        (other, layer) =>
          withFigures(other, arm, layer, 'gradient', { norm: arm === 0 ? (norms[layer - 1] ?? 0) : 1 }),
        one,
      ),
    fixtureSnapshot(config, step, () => false),
  );
const first = snapshot(0, 0.01, 0.1);

test('the range is of the positive, finite figures of the arms shown', () => {
  const later = [first, snapshot(1, 0, 0.2), snapshot(2, Number.NaN, Number.POSITIVE_INFINITY)];
  expect(createGrowingRange('gradient')(later, [0])).toEqual([0.01, 0.2]);
  expect(createGrowingRange('gradient')(later, [0, 1])).toEqual([0.01, 1]);
});

test('it stays as it was when snapshots are thinned out, and is the same object when nothing new comes', () => {
  const rangeOf = createGrowingRange('gradient');
  const range = rangeOf([first, snapshot(1, 0.001, 5)], [0]);
  expect(rangeOf([first, snapshot(2, 0.01, 0.1)], [0])).toBe(range);
  expect(range).toEqual([0.001, 5]);
});

test('another run, or other arms, begin anew', () => {
  const rangeOf = createGrowingRange('gradient');
  rangeOf([first, snapshot(1, 1e-9, 5)], [0]);
  expect(rangeOf([snapshot(0, 0.3, 0.4)], [0])).toEqual([0.3, 0.4]);
  expect(rangeOf([snapshot(0, 0.3, 0.4)], [1])).toEqual([1, 1]);
});

test('an arm that blows up does not press all else together', () => {
  expect(createGrowingRange('gradient')([first, snapshot(1, 0.02, 1e25)], [0])).toEqual([0.01, 0.1]);
});

test('without a figure there is no range', () => {
  expect(createGrowingRange('gradient')([], [0])).toBeNull();
  expect(createGrowingRange('gradient')([snapshot(0, 0, Number.NaN)], [0])).toBeNull();
  expect(createGrowingRange('gradient')([fixtureSnapshot(config, 0, () => null)], [0])).toBeNull();
});

test('powers of ten around a range', () => {
  expect(decadesAround([2e-7, 0.05], 3)).toEqual([1e-7, 0.1]);
  expect(decadesAround([1e-3, 1], 3)).toEqual([1e-3, 1]);
  expect(decadesAround([0.5, 0.5], 2)).toEqual([0.1, 10]);
  expect([1e-7, 1, 1e4].map(powerText)).toEqual(['1e-7', '1', '10000']);
});
