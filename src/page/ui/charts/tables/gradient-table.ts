import { snapshotAt } from '../../../../common/experiment/snapshots.ts';
import type { DataTable } from '../../../export/data-table.ts';
import type { ChartSource } from '../chart-source.ts';
import { shownStep } from '../chart-store.ts';
import { depthColumn } from '../depth-columns.ts';
import { gradientArms, gradientModel, runFactsOf } from '../gradient-model.ts';

/** The gradient's norm at each layer at the shown step, an arm a column. */
export function gradientTable({ record, config, view }: ChartSource): DataTable {
  const snapshot = snapshotAt(record.snapshots, shownStep(view));
  const shown = gradientArms(record.config.arms.length, view.layers.arms);
  const { arms, layers } = gradientModel(runFactsOf(record), config, snapshot, shown, null);
  const norms = arms.map(({ arm }) => snapshot && depthColumn(snapshot, arm)?.gradient);
  const rows = Array.from({ length: snapshot === null ? 0 : layers }, (_, index) => [
    snapshot?.step ?? null,
    index + 1,
    ...norms.map((own) => own?.[index] ?? null),
  ]);
  return {
    columns: [
      'step',
      'layer',
      ...arms.map(({ look }) =>
        look.own === ''
          ? `${look.label} (${look.words}) norm of the gradient`
          : `${look.label}: norm of the gradient`,
      ),
    ],
    rows,
  };
}
