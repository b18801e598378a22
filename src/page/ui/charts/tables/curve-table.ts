import { armLetter } from '../../../../common/experiment/arms.ts';
import type { RunRecord } from '../../../../common/experiment/run-record.ts';
import { at, emptySeries, type Numbers, type Series, values } from '../../../../common/lib/series.ts';
import { armLabel, armTextOver } from '../../../export/arm-text.ts';
import type { Cell, DataTable } from '../../../export/data-table.ts';
import { inPercent } from '../../../export/number-text.ts';
import type { Ghost } from '../../../store/compared-runs.ts';
import type { ChartSource } from '../chart-source.ts';
import type { CurveName } from '../chart-store.ts';
import { curveColumns, hasFinite, UNKNOWN_ARM } from '../curve-model.ts';
import { lastAtOrBefore } from '../readings.ts';

/** What figures are called in tables, with their unit. */
export const FIGURE_UNITS: Readonly<Record<CurveName, string>> = {
  accuracy: 'accuracy (%)',
  loss: 'loss (nats)',
};

/** The tested steps of every arm: what the test said, and what the training batch of that step did. */
export const curveTable = (name: CurveName, source: ChartSource): DataTable =>
  tableOf(name, source, testedSteps(source.record));

/** The same for every training step; most have no test. */
export function curveSteps(name: CurveName, source: ChartSource): DataTable {
  const trained = values(longest(source.record.arms.map(({ step }) => step)));
  return tableOf(name, source, [...testedSteps(source.record), ...trained]);
}

/** A figure of a chart in the unit of its column. */
export const inUnit = (name: CurveName, figure: number | null): number | null =>
  figure === null || name === 'loss' ? figure : inPercent(figure);

const testedSteps = ({ arms }: RunRecord): Numbers => values(longest(arms.map(({ testStep }) => testStep)));

/** Arms take the same steps until one diverges: the longest list holds them all. */
const longest = (lists: readonly Series[]): Series =>
  lists.reduce((best, list) => (list.length > best.length ? list : best), emptySeries);

/** Figures of the run at its own steps and at those at which pinned runs were tested, then the tests of these. */
function tableOf(name: CurveName, source: ChartSource, own: Iterable<number>): DataTable {
  const { ghosts = [] } = source;
  const { config, arms } = source.record;
  const unit = FIGURE_UNITS[name];
  const told = (steps: Series, figures: Series, step: number) => inUnit(name, figureAt(steps, figures, step));
  const pinned = ghosts.flatMap((ghost) => ghostColumns(name, ghost));
  const tested = ghosts.flatMap(({ record }) => [...testedSteps(record)]);
  const steps = Float64Array.from(new Set([...own, ...tested])).sort();
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
      told(arm.testStep, test, step),
      ...(hasByBatch ? [finiteOrNull(told(arm.testStep, byBatch, step))] : []),
      told(arm.step, train, step),
    ]),
    ...pinned.map((column) => told(column.steps, column.figures, step)),
  ]);
  return { columns: ['step', ...columns, ...pinned.map(({ title }) => title)], rows };
}

/** The tests of a pinned run, an arm a column. */
const ghostColumns = (name: CurveName, { name: run, record }: Ghost) =>
  record.arms.map((arm, index) => ({
    title: `${run} ${armLetter(index)} (${armTextOver(record.config.arms[index] ?? UNKNOWN_ARM, index, record.changes)}) test ${FIGURE_UNITS[name]}`,
    steps: arm.testStep,
    figures: curveColumns(arm, name).test,
  }));

function figureAt(steps: Series, figures: Series, step: number): number | null {
  const index = lastAtOrBefore(steps, step);
  return index !== -1 && at(steps, index) === step ? at(figures, index) : null;
}

/** Where an arm has no second curve, it is not a number. */
const finiteOrNull = (figure: number | null): number | null => (Number.isFinite(figure) ? figure : null);
