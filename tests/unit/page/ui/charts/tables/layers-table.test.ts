import { expect, test } from 'vitest';
import { BINS, figuresOf, histogramOf } from '../../../../../../src/common/experiment/layer-snapshot.ts';
import { createChartStore, type LayersView } from '../../../../../../src/page/ui/charts/chart-store.ts';
import { layersBins, layersTable } from '../../../../../../src/page/ui/charts/tables/layers-table.ts';
import { fixtureRecord } from '../../../../../fixtures/record.ts';

const record = fixtureRecord({ step: 200, divergedAt: [null, 90] });
const { config } = record;

function source(
  layers: Partial<LayersView> = {},
  pinned: number | null = null,
  range: [number, number] | null = null,
) {
  const state = createChartStore().getState();
  return { record, config, view: { ...state, pinned, range, layers: { ...state.layers, ...layers } } };
}

const column = ({ columns, rows }: ReturnType<typeof layersTable>, name: string) =>
  rows.map((row) => row[columns.indexOf(name)]);

test('a row a layer, probe and arm, with the figures as recorded at the pinned step', () => {
  const table = layersTable(source({ beside: 'z' }, 45));
  expect(table.rows).toHaveLength(10 * 2 * 2);
  const snapshot = record.snapshots.find(({ step }) => step === 40) ?? null;
  expect(new Set(column(table, 'step'))).toEqual(new Set([40]));
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  const means = [0, 1].map((arm) => figuresOf(snapshot, arm, 1, 'activation')?.mean);
  expect(column(table, 'mean').slice(0, 2)).toEqual(means);
  expect(column(table, 'normalization').slice(0, 2)).toEqual(['batch', 'off']);
  expect(column(table, 'probe').slice(0, 3)).toEqual(['Activation', 'Activation', 'Before BN']);
});

test('an arm that has diverged has its step and no figures', () => {
  const table = layersTable(source());
  expect(column(table, 'diverged at step').slice(0, 2)).toEqual([null, 90]);
  expect(column(table, 'norm')[1]).toBeNull();
});

test('bins are as they were counted, their edges meet, and the last one ends at the range', () => {
  const { columns, rows } = layersBins(source({ arms: [0] }));
  expect(columns).toEqual([
    ...['step', 'layer', 'arm', 'normalization', 'probe', 'spread', 'bin from', 'bin to', 'count'],
  ]);
  expect(rows).toHaveLength(10 * BINS);
  const histogram = histogramOf(record.snapshots.at(-1) ?? null, 0, 1, 'activation', 'centred');
  expect(rows.slice(0, BINS).map((row) => row[8])).toEqual(Array.from(histogram?.counts ?? []));
  expect(rows[0]?.slice(0, 7)).toEqual([200, 1, 'A', 'batch', 'Activation', 'Across images', histogram?.min]);
  expect(rows[0]?.[7]).toBe(rows[1]?.[6]);
  expect(rows[BINS - 1]?.[7]).toBe(histogram?.max);
});

test('over time, the bins of all snapshots in range, without those of an arm that has gone', () => {
  const { rows } = layersBins(source({ view: 'time' }, null, [60, 120]));
  const steps = (arm: string) => [...new Set(rows.filter((row) => row[2] === arm).map((row) => row[0]))];
  const within = record.snapshots.map(({ step }) => step).filter((step) => step >= 60 && step <= 120);
  expect(steps('A')).toEqual(within);
  expect(steps('B')).toEqual(within.filter((step) => step < 90));
  expect(within.length).toBeGreaterThan(1);
});
