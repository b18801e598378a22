import type { RunRecord } from '../../../../common/experiment/run-record.ts';
import { at, emptySeries, type Series, values } from '../../../../common/lib/series.ts';
import { armLabel } from '../../../export/arm-text.ts';
import type { Cell, DataTable } from '../../../export/data-table.ts';
import type { ChartSource } from '../chart-source.ts';
import type { CurveName } from '../chart-store.ts';
import { curveColumns, hasFinite } from '../curve-model.ts';
import { lastAtOrBefore } from '../readings.ts';

/** What figures are called in tables, with their unit. */
export const FIGURE_UNITS: Readonly<Record<CurveName, string>> = {
  accuracy: 'accuracy (share)',
  loss: 'loss (nats)',
};

/** The tested steps of every arm: what the test said, and what the training batch of that step did. */
export const curveTable = (name: CurveName, { record }: ChartSource): DataTable =>
  tableOf(name, record, values(longest(record.arms.map(({ testStep }) => testStep))));

/** The same for every training step; most have no test. */
export function curveSteps(name: CurveName, { record }: ChartSource): DataTable {
  const tested = values(longest(record.arms.map(({ testStep }) => testStep)));
  const trained = values(longest(record.arms.map(({ step }) => step)));
  return tableOf(name, record, Float64Array.from(new Set([...tested, ...trained])).sort());
}

/** Arms take the same steps until one diverges: the longest list holds them all. */
const longest = (lists: readonly Series[]): Series =>
  lists.reduce((best, list) => (list.length > best.length ? list : best), emptySeries);

function tableOf(name: CurveName, { config, arms }: RunRecord, steps: Float64Array): DataTable {
  const unit = FIGURE_UNITS[name];
  const shown = arms.map((arm, index) => {
    const columns = curveColumns(arm, name);
    return {
      arm,
      columns,
      label: armLabel(config.arms[index], index),
      hasByBatch: hasFinite(columns.byBatch),
    };
  });
  const columns = shown.flatMap(({ label, hasByBatch }) => [
    `${label} test ${unit}`,
    ...(hasByBatch ? [`${label} test ${unit} by batch statistics`] : []),
    `${label} training ${unit}`,
  ]);
  const rows = Array.from(steps, (step): Cell[] => [
    step,
    ...shown.flatMap(({ arm, columns: { test, byBatch, train }, hasByBatch }) => [
      figureAt(arm.testStep, test, step),
      ...(hasByBatch ? [finiteOrNull(figureAt(arm.testStep, byBatch, step))] : []),
      figureAt(arm.step, train, step),
    ]),
  ]);
  return { columns: ['step', ...columns], rows };
}

function figureAt(steps: Series, figures: Series, step: number): number | null {
  const index = lastAtOrBefore(steps, step);
  return index !== -1 && at(steps, index) === step ? at(figures, index) : null;
}

/** Where an arm has no second curve, it is not a number. */
const finiteOrNull = (figure: number | null): number | null => (Number.isFinite(figure) ? figure : null);
