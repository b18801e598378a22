import { expect, test } from 'vitest';
import { figuresOf } from '../../../../../../src/common/experiment/layer-snapshot.ts';
import { createChartStore } from '../../../../../../src/page/ui/charts/chart-store.ts';
import { depthTable } from '../../../../../../src/page/ui/charts/tables/depth-table.ts';
import { gradientTable } from '../../../../../../src/page/ui/charts/tables/gradient-table.ts';
import { fixtureConfig, fixtureRecord } from '../../../../../fixtures/record.ts';

const view = createChartStore().getState();
const config = fixtureConfig({});
const record = fixtureRecord({ step: 500, divergedAt: [null, 410] });
const at = (step: number) => record.snapshots.find((one) => one.step === step) ?? null;

test('the gradient’s table has a row for each layer at the shown step, and figures only', () => {
  const { columns, rows } = gradientTable({ record, config, view: { ...view, pinned: 205 } });
  expect(columns).toEqual([
    'step',
    'layer',
    'A (batch normalization) norm of the gradient',
    'B (plain) norm of the gradient',
  ]);
  const norm = (arm: number, layer: number) => figuresOf(at(200), arm, layer, 'gradient')?.norm ?? 0;
  expect(rows).toHaveLength(10);
  expect(rows.flat().every((cell) => typeof cell === 'number')).toBe(true);
  expect(rows[2]).toEqual([200, 3, norm(0, 3), norm(1, 3)]);
});

test('an arm that has diverged has empty cells; before the first look there are no rows', () => {
  const { rows } = gradientTable({ record, config, view });
  expect(rows.map((row) => row[3])).toEqual(Array(10).fill(null));
  expect(gradientTable({ record: { ...record, snapshots: [] }, config, view }).rows).toEqual([]);
});

test('the depth profile’s table has a row a step, layer and arm in the range', () => {
  const { columns, rows } = depthTable({ record, config, view: { ...view, range: [100, 200] } });
  const steps = record.snapshots.map(({ step }) => step).filter((step) => step >= 100 && step <= 200);
  expect(rows).toHaveLength(steps.length * 10 * 2);
  for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(rows[1]).toEqual([
    100,
    1,
    'B',
    'off',
    figuresOf(at(100), 1, 1, 'z')?.imageStd,
    figuresOf(at(100), 1, 1, 'gradient')?.norm,
    2,
    null,
  ]);
});

test('rows of an arm end where it diverges, and ReLU has dead units', () => {
  const relu = fixtureRecord({ step: 500, divergedAt: [null, 410], config: { activation: 'relu' } });
  const { rows } = depthTable({ record: relu, config, view });
  const last = rows.filter((row) => row[2] === 'B').at(-1);
  expect(last?.slice(0, 4)).toEqual([400, 10, 'B', 'off']);
  expect(last?.slice(6)).toEqual([null, 0]);
});

test('batch normalization is told as it was at the step', () => {
  const changed = fixtureRecord({ step: 500, changes: [{ kind: 'bn', step: 300, arm: 1, on: true }] });
  const { rows } = depthTable({ record: changed, config, view });
  const told = (step: number) => rows.find((row) => row[0] === step && row[2] === 'B')?.[3];
  expect([told(200), told(400)]).toEqual(['off', 'batch']);
});

test('an arm of another kind says so, and one with a name has it beside its letter', () => {
  const arms = [
    { bn: true, rate: 0.1, norm: { kind: 'layer' }, name: 'LN' },
    { bn: true, rate: 0.1, norm: { kind: 'noisy' } },
  ] as const;
  const named = fixtureRecord({ step: 20, config: { arms } });
  const { rows } = depthTable({ record: named, config: named.config, view });
  expect(rows.slice(0, 2).map((row) => row.slice(2, 4))).toEqual([
    ['A · LN', 'layer'],
    ['B', 'noisy'],
  ]);
  expect(gradientTable({ record: named, config: named.config, view }).columns.slice(2)).toEqual([
    'A · LN: norm of the gradient',
    'B (noisy batch normalization) norm of the gradient',
  ]);
});
