import { expect, test } from 'vitest';
import {
  FIGURES,
  type LayerSnapshot,
  PROBES,
  UNIT_FIGURES,
  unitFiguresOf,
} from '../../../../../src/common/experiment/layer-snapshot.ts';
import { createChartStore } from '../../../../../src/page/ui/charts/chart-store.ts';
import {
  figuresOfUnit,
  shownUnit,
  typicalUnit,
  unitArms,
  unitStages,
} from '../../../../../src/page/ui/charts/unit-model.ts';
import { CONV, MIXED_ARMS } from '../../../../fixtures/arms.ts';
import { type FixtureOptions, fixtureConfig, fixtureRecord } from '../../../../fixtures/record.ts';

const view = createChartStore().getState();

/** A look in which the followed units of layer 1 have these spreads of z. */
function lookWith(units: readonly number[], spreads: readonly number[]): LayerSnapshot {
  const figures = new Float32Array(units.length * UNIT_FIGURES.length);
  for (const [index, spread] of spreads.entries()) {
    figures[index * UNIT_FIGURES.length + UNIT_FIGURES.indexOf('z85')] = spread;
  }
  const all = new Float64Array(200);
  all[PROBES.indexOf('z') * FIGURES.length + FIGURES.indexOf('units')] = 100;
  const own = { figures: all, counts: new Uint16Array(1000), units: figures };
  return {
    step: 0,
    layers: 1,
    images: 10,
    units: Uint16Array.from(units),
    arms: [null, own],
    landmark: true,
  };
}

const stagesOf = (options: FixtureOptions, more: Partial<typeof view> = {}) => {
  const record = fixtureRecord(options);
  const unit = shownUnit(record.snapshots[0], view.unit);
  if (unit === null) throw new Error('The fixture has units');
  const stages = unitStages(record, fixtureConfig(options), record.snapshots, unit, { ...view, ...more });
  return { record, unit, stages };
};

test('a typical unit is the one of median spread in the first arm that has figures', () => {
  expect(typicalUnit(lookWith([3, 10, 17], [0.5, 0.1, 0.9]), 1)).toBe(3);
  expect(typicalUnit(lookWith([3, 10, 17, 24], [0.5, 0.1, 0.9, 0.7]), 1)).toBe(3);
  expect(typicalUnit(lookWith([3, 10, 17], [Number.NaN, 0.1, Number.POSITIVE_INFINITY]), 1)).toBe(10);
  expect(typicalUnit(lookWith([3, 10], [Number.NaN, Number.NaN]), 1)).toBe(3);
});

test('the last layer and a typical unit are shown until others are chosen', () => {
  const { snapshots } = fixtureRecord({ step: 40, config: { depth: 3, width: 20 } });
  const [first] = snapshots;
  if (first === undefined) throw new Error('The fixture has snapshots');
  const unit = typicalUnit(first, 3);
  expect(shownUnit(first, { layer: null, unit: null })).toMatchObject({
    layer: 3,
    unit,
    typical: true,
    units: 20,
  });
  expect(shownUnit(first, { layer: 2, unit: 7 })).toMatchObject({ layer: 2, unit: 7, typical: false });
});

test('a choice that this run has not gives way: a deeper layer, a unit that is not followed', () => {
  const look = lookWith([3, 10, 17], [0.5, 0.1, 0.9]);
  expect(shownUnit(look, { layer: 9, unit: 4 })).toMatchObject({ layer: 1, unit: 3, typical: true });
  expect(shownUnit(undefined, { layer: null, unit: null })).toBeNull();
});

test('the lines are the unit’s percentiles, step by step', () => {
  const { record, unit, stages } = stagesOf({ step: 100 });
  expect(stages.map(({ stage }) => stage)).toEqual(['z', 'y', 'h']);
  const steps = record.snapshots.map(({ step }) => step);
  for (const { stage, lines } of stages) {
    expect(lines.map(({ arm, tone }) => [arm, tone])).toEqual([
      [0, 'bn'],
      [1, 'plain'],
    ]);
    for (const { arm, low, middle, high } of lines) {
      expect(middle.map(({ x }) => x)).toEqual(steps);
      for (const [index, snapshot] of record.snapshots.entries()) {
        const figures = unitFiguresOf(snapshot, arm, unit.layer, snapshot.units.indexOf(unit.unit));
        expect(low[index]?.y).toBe(figures?.[`${stage}15`]);
        expect(middle[index]?.y).toBe(figures?.[`${stage}50`]);
        expect(high[index]?.y).toBe(figures?.[`${stage}85`]);
      }
    }
  }
});

test('the axis of values is shared by the arms and holds all of them', () => {
  const { stages } = stagesOf({ step: 100 });
  for (const { lines, values } of stages) {
    for (const { y } of lines.flatMap(({ low, high }) => [...low, ...high])) {
      expect(y).toBeGreaterThanOrEqual(values.domain[0]);
      expect(y).toBeLessThanOrEqual(values.domain[1]);
    }
  }
});

test('an arm that has diverged has values until its end', () => {
  const { record, unit, stages } = stagesOf({ step: 100, divergedAt: [null, 41] });
  expect(stages[0]?.lines[1]?.middle.map(({ x }) => x)).toEqual([0, 20, 40]);
  expect(stages[0]?.ends.map(({ diverged }) => diverged)).toEqual([false, true]);
  const newest = record.snapshots.at(-1);
  expect(newest && figuresOfUnit(newest, 1, unit)).toBeNull();
});

test('lines are cut where batch normalization was switched', () => {
  const { stages } = stagesOf({ step: 100, changes: [{ kind: 'bn', step: 40, arm: 1, on: true }] });
  const own = stages[1]?.lines.filter(({ arm }) => arm === 1) ?? [];
  expect(own.map(({ tone }) => tone)).toEqual(['plain', 'bn']);
  expect(own[1]?.middle.map(({ x }) => x)).toEqual([40, 60, 80, 100]);
  expect(own[1]?.low.map(({ x }) => x)).toEqual([40, 60, 80, 100]);
});

test('figures that are not finite make gaps, no axis', () => {
  const { record, unit } = stagesOf({ step: 60 });
  const broken = record.snapshots.map((snapshot) => ({
    ...snapshot,
    arms: snapshot.arms.map((own) => own && { ...own, units: own.units.map(() => Number.NaN) }),
  }));
  const [z] = unitStages(record, record.config, broken, unit, view);
  expect(z?.values.domain).toEqual([-1, 1]);
  expect(z?.ends).toEqual([]);
});

test('the arms are those chosen for the layers, else the first two, as far as there are any, and no more than eight', () => {
  const record = fixtureRecord({ step: 0, config: { arms: [{ bn: true, rate: 0.1 }] } });
  expect(unitArms(record, view)).toEqual([0]);
  const many = fixtureRecord({ step: 0, config: { arms: Array(8).fill({ bn: true, rate: 0.1 }) } });
  expect(unitArms(many, view)).toEqual([0, 1]);
  const chosen = { layers: { ...view.layers, arms: [5, 2, 9] } };
  expect(unitArms(many, chosen)).toEqual([5, 2]);
  const gone = { layers: { ...view.layers, arms: [4, 5] } };
  const two = fixtureRecord({ step: 0, config: { arms: Array(2).fill({ bn: true, rate: 0.1 }) } });
  expect(unitArms(two, gone)).toEqual([0, 1]);
});

test('the axis of steps is the range that was chosen, else the run', () => {
  expect(stagesOf({ step: 100 }).stages[0]?.steps).toEqual([0, 3000]);
  expect(stagesOf({ step: 100 }, { range: [20, 80] }).stages[0]?.steps).toEqual([20, 80]);
});

test('layers of different numbers of units: the chosen unit gives way to the last one that a layer has', () => {
  const { record } = stagesOf({ step: 20, config: { ...CONV, arms: MIXED_ARMS } });
  const first = record.snapshots[0];
  expect(shownUnit(first, { layer: 3, unit: 12 })).toMatchObject({ unit: 12, units: 16, typical: false });
  expect(shownUnit(first, { layer: 1, unit: 12 })).toMatchObject({ unit: 3, units: 4, typical: false });
  const typical = shownUnit(first, { layer: 1, unit: null });
  expect(typical?.unit).toBeLessThan(4);
  expect(Array.from(typical?.followed ?? [])).toEqual([0, 1, 2, 3]);
});

test('a layer none of whose units is followed has a unit without figures', () => {
  const { record } = stagesOf({ step: 20, config: CONV });
  const first = record.snapshots[0];
  if (first === undefined) throw new Error('The fixture has snapshots');
  const sparse = { ...first, units: Uint16Array.of(6, 12) };
  const unit = shownUnit(sparse, { layer: 1, unit: 12 });
  expect(unit).toMatchObject({ unit: 0, typical: true, units: 4 });
  expect(unit?.followed).toHaveLength(0);
  expect(unit && figuresOfUnit(sparse, 0, unit)).toBeNull();
});
