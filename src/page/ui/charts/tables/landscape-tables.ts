import { effectiveSmoothness } from '../../../../common/experiment/landscape.ts';
import type { RunRecord } from '../../../../common/experiment/run-record.ts';
import { armLabel } from '../../../export/arm-text.ts';
import type { DataTable } from '../../../export/data-table.ts';
import { probeIndex } from '../../landscape/step-size-model.ts';
import type { ChartSource } from '../chart-source.ts';
import { shownStep } from '../chart-store.ts';

const labels = ({ config }: RunRecord): readonly string[] => config.arms.map(armLabel);

/** The shown probe: for each size the loss of each arm after the step, and against the loss before it. */
export function stepSizeTable({ record, view }: ChartSource): DataTable {
  const probe = record.stepSizes[probeIndex(record.stepSizes, shownStep(view))];
  return stepSizeRows({ ...record, stepSizes: probe === undefined ? [] : [probe] });
}

/** The same of every probe. */
export const stepSizeCsv = ({ record }: ChartSource): DataTable => stepSizeRows(record);

const stepSizeRows = (record: RunRecord): DataTable => ({
  columns: [
    'step',
    'step size',
    ...labels(record).flatMap((label) => [`${label} loss after (nats)`, `${label} loss after / before`]),
  ],
  rows: record.stepSizes.flatMap(({ loss, losses, sizes, step }) =>
    sizes.map((size, index) => [
      step,
      size,
      ...losses.flatMap((own, arm) => {
        const there = own[index] ?? null;
        return [there, there === null ? null : Math.fround(there / (loss[arm] ?? Number.NaN))];
      }),
    ]),
  ),
});

/** Every ribbon: the ends of its ranges, and the smoothness. */
export const landscapeTable = ({ record }: ChartSource): DataTable => ({
  columns: [
    'step',
    ...labels(record).flatMap((label) => [
      `${label} lowest loss (nats)`,
      `${label} highest loss (nats)`,
      `${label} norm of the gradient`,
      `${label} least change of the gradient`,
      `${label} largest change of the gradient`,
      `${label} effective smoothness`,
    ]),
  ],
  rows: record.ribbons.map((ribbon) => [
    ribbon.step,
    ...record.config.arms.flatMap((_, arm) => {
      const [losses, changes] = [ribbon.losses[arm] ?? [], ribbon.gradientChanges[arm] ?? []];
      if (losses.length === 0) return Array.from({ length: 6 }, () => null);
      const norm = ribbon.gradientNorm[arm] ?? Number.NaN;
      const ends = (values: readonly number[]) => [Math.min(...values), Math.max(...values)];
      return [...ends(losses), norm, ...ends(changes), Math.fround(effectiveSmoothness(ribbon, arm))];
    }),
  ]),
});

/** Every ribbon at every step along the gradient. */
export const landscapeCsv = ({ record }: ChartSource): DataTable => ({
  columns: [
    'step',
    'multiple of the rate',
    ...labels(record).flatMap((label) => [`${label} loss (nats)`, `${label} change of the gradient`]),
  ],
  rows: record.ribbons.flatMap(({ gradientChanges, losses, multiples, step }) =>
    multiples.map((multiple, index) => [
      step,
      multiple,
      ...losses.flatMap((own, arm) => [own[index] ?? null, gradientChanges[arm]?.[index] ?? null]),
    ]),
  ),
});
