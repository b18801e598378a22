import { expect, test } from 'vitest';
import { unitFiguresOf } from '../../../../../../src/common/experiment/layer-snapshot.ts';
import { createChartStore } from '../../../../../../src/page/ui/charts/chart-store.ts';
import { unitTable } from '../../../../../../src/page/ui/charts/tables/unit-table.ts';
import { fixtureConfig, fixtureRecord } from '../../../../../fixtures/record.ts';

const view = createChartStore().getState();
const config = fixtureConfig({});
const record = fixtureRecord({ step: 100, divergedAt: [null, 41] });

test('a row a look: the unit’s percentiles and the numbers of its transform, arm by arm', () => {
  const chosen = { ...view, unit: { layer: 4, unit: 6 } };
  const { columns, rows } = unitTable({ record, config, view: chosen });
  expect(columns).toHaveLength(3 + 2 * 15);
  expect(columns.slice(0, 5)).toEqual(['step', 'layer', 'unit', 'A before BN p15', 'A before BN p50']);
  expect(new Set(columns).size).toBe(columns.length);
  expect(rows.map(([step]) => step)).toEqual(record.snapshots.map(({ step }) => step));
  const [first] = record.snapshots;
  const figures = first && unitFiguresOf(first, 1, 4, 6);
  expect(rows[0]?.slice(0, 3)).toEqual([0, 4, 7]);
  expect(rows[0]?.[columns.indexOf('B running variance')]).toBe(figures?.runningVariance);
  expect(rows[0]?.[columns.indexOf('B activation p85')]).toBe(figures?.h85);
});

test('an arm that has diverged has empty cells; the range that was chosen bounds the rows', () => {
  const { columns, rows } = unitTable({ record, config, view: { ...view, range: [40, 80] } });
  expect(rows.map(([step]) => step)).toEqual([40, 60, 80]);
  const gamma = columns.indexOf('B gamma');
  expect(rows.map((row) => row[gamma])).toEqual([1, null, null]);
});

test('before the first look there is no row', () => {
  expect(unitTable({ record: { ...record, snapshots: [] }, config, view }).rows).toEqual([]);
});
