import { expect, test } from 'vitest';
import { at, last } from '../../../../../../src/common/lib/series.ts';
import { inPercent } from '../../../../../../src/page/export/number-text.ts';
import { createChartStore } from '../../../../../../src/page/ui/charts/chart-store.ts';
import { curveSteps, curveTable } from '../../../../../../src/page/ui/charts/tables/curve-table.ts';
import { fixtureGhost } from '../../../../../fixtures/ghosts.ts';
import { fixtureConfig, fixtureRecord } from '../../../../../fixtures/record.ts';

const view = createChartStore().getState();
const config = fixtureConfig({});
const record = fixtureRecord({ step: 100, divergedAt: [null, 41] });
const source = { record, config, view };
const [a, b] = record.arms;
if (a === undefined || b === undefined) throw new Error('The fixture has two arms');

test('the table has a row a tested step, and nothing of an arm that has diverged', () => {
  const { columns, rows } = curveTable('accuracy', source);
  expect(columns).toEqual([
    'step',
    'A test accuracy (%)',
    'A training accuracy (%)',
    'B test accuracy (%)',
    'B training accuracy (%)',
  ]);
  expect(rows.map(([step]) => step)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(rows[0]).toEqual([
    0,
    inPercent(at(a.testAccuracy, 0)),
    null,
    inPercent(at(b.testAccuracy, 0)),
    null,
  ]);
  expect(rows[2]).toEqual([
    40,
    inPercent(at(a.testAccuracy, 2)),
    inPercent(at(a.trainAccuracy, 39)),
    inPercent(at(b.testAccuracy, 2)),
    inPercent(at(b.trainAccuracy, 39)),
  ]);
  expect(rows[3]).toEqual([
    60,
    inPercent(at(a.testAccuracy, 3)),
    inPercent(at(a.trainAccuracy, 59)),
    null,
    null,
  ]);
});

test('the file has every training step in order, with empty cells where nothing was tested', () => {
  const { columns, rows } = curveSteps('loss', source);
  expect(columns[1]).toBe('A test loss (nats)');
  expect(rows.map(([step]) => step)).toEqual(Array.from({ length: 101 }, (_, step) => step));
  expect(rows[41]).toEqual([41, null, at(a.trainLoss, 40), null, null]);
  expect(rows[20]?.[1]).toBe(at(a.testLoss, 1));
});

test('the second curve has a column of its own, and a name stands in the heads', () => {
  const arms = [
    { bn: true, rate: 0.1, norm: { inference: 'both' }, name: 'both ways' },
    { bn: false, rate: 0.1 },
  ] as const;
  const both = fixtureRecord({ step: 40, config: { arms } });
  const { columns, rows } = curveTable('loss', { record: both, config: both.config, view });
  expect(columns).toEqual([
    'step',
    'A · both ways test loss (nats)',
    'A · both ways test loss (nats) by batch statistics',
    'A · both ways training loss (nats)',
    'B test loss (nats)',
    'B training loss (nats)',
  ]);
  const own = both.arms[0]?.byBatchLoss;
  expect(rows[1]?.[2]).toBe(own && at(own, 1));
});

test('pinned runs have a column an arm, and rows of their own where they were tested later', () => {
  const arms = [{ bn: true, rate: 0.5, name: 'fast' }];
  const ghost = fixtureGhost(1, { step: 140, config: { arms } });
  const ghosts = [ghost, fixtureGhost(2, { step: 20 })];
  for (const table of [
    curveTable('accuracy', { ...source, ghosts }),
    curveSteps('accuracy', { ...source, ghosts }),
  ]) {
    expect(table.columns.slice(5)).toEqual([
      'Run 1 A (fast, batch normalization, learning rate 0.5) test accuracy (%)',
      'Run 2 A (batch normalization, learning rate 0.1) test accuracy (%)',
      'Run 2 B (plain, learning rate 0.1) test accuracy (%)',
    ]);
    const steps = table.rows.map(([step]) => Number(step));
    expect(steps).toEqual([...new Set(steps)].sort((one, other) => one - other));
    expect(steps.at(-1)).toBe(140);
    const own = ghost.record.arms[0]?.testAccuracy;
    expect(table.rows.at(-1)).toEqual([140, null, null, null, null, own && inPercent(last(own)), null, null]);
    const first = table.rows[0] ?? [];
    expect(first.slice(5).every((cell) => typeof cell === 'number')).toBe(true);
  }
});
