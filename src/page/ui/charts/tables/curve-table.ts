import { armLetter } from '../../../../common/experiment/arms.ts';
import type { ArmRecord } from '../../../../common/experiment/run-record.ts';
import { at, emptySeries, type Series, values } from '../../../../common/lib/series.ts';
import type { Cell, DataTable } from '../../../export/data-table.ts';
import type { ChartSource } from '../chart-source.ts';
import type { CurveName } from '../chart-store.ts';
import { lastAtOrBefore } from '../readings.ts';

/** The tested steps of every arm: what the test said, and what the training batch of that step did. */
export const curveTable = (name: CurveName, { record }: ChartSource): DataTable =>
  tableOf(name, record.arms, values(longest(record.arms.map(({ testStep }) => testStep))));

/** The same for every training step; most have no test. */
export function curveSteps(name: CurveName, { record }: ChartSource): DataTable {
  const tested = values(longest(record.arms.map(({ testStep }) => testStep)));
  const trained = values(longest(record.arms.map(({ step }) => step)));
  return tableOf(name, record.arms, Float64Array.from(new Set([...tested, ...trained])).sort());
}

/** Arms take the same steps until one diverges: the longest list holds them all. */
const longest = (lists: readonly Series[]): Series =>
  lists.reduce((best, list) => (list.length > best.length ? list : best), emptySeries);

function tableOf(name: CurveName, arms: readonly ArmRecord[], steps: Float64Array): DataTable {
  const unit = name === 'loss' ? 'loss (nats)' : 'accuracy (share)';
  const columns = arms.flatMap((_, arm) => [
    `${armLetter(arm)} test ${unit}`,
    `${armLetter(arm)} training ${unit}`,
  ]);
  const rows = Array.from(steps, (step): Cell[] => [
    step,
    ...arms.flatMap((arm) => {
      const [test, train] =
        name === 'loss' ? [arm.testLoss, arm.trainLoss] : [arm.testAccuracy, arm.trainAccuracy];
      return [figureAt(arm.testStep, test, step), figureAt(arm.step, train, step)];
    }),
  ]);
  return { columns: ['step', ...columns], rows };
}

function figureAt(steps: Series, figures: Series, step: number): number | null {
  const index = lastAtOrBefore(steps, step);
  return index !== -1 && at(steps, index) === step ? at(figures, index) : null;
}
