import { armLabel, normWord } from '../../../export/arm-text.ts';
import type { DataTable } from '../../../export/data-table.ts';
import { inPercent } from '../../../export/number-text.ts';
import { armAt } from '../bn-segments.ts';
import type { ChartSource } from '../chart-source.ts';
import { depthColumn, isShare, QUANTITIES } from '../depth-columns.ts';
import { FEW_ARMS, quantitiesOf } from '../depth-model.ts';
import { shownArms } from '../shown-arms.ts';
import { snapshotsIn } from '../use-shown-snapshot.ts';

/** The depth profile as a long list: a row a step, layer and arm of those shown; none for an arm that has diverged before. */
export function depthTable({ record, view }: ChartSource): DataTable {
  const arms = shownArms(record.config.arms.length, view.layers.arms, FEW_ARMS);
  const told = quantitiesOf(record.config.activation);
  const rows = snapshotsIn(record.snapshots, view.range).flatMap((snapshot) =>
    Array.from({ length: snapshot.layers }, (_, index) => index).flatMap((index) =>
      arms.flatMap((arm) => {
        const column = depthColumn(snapshot, arm);
        if (column === null) return [];
        const own = armAt(record, arm, snapshot.step);
        const figures = QUANTITIES.map((one) => {
          const figure = column[one][index] ?? null;
          if (figure === null || !isShare(one)) return figure;
          return told.includes(one) ? inPercent(figure) : null;
        });
        return [[snapshot.step, index + 1, armLabel(own, arm), normWord(own), ...figures]];
      }),
    ),
  );
  return {
    columns: [
      'step',
      'layer',
      'arm',
      'normalization',
      'spread of z across images',
      'norm of the gradient',
      'saturated (%)',
      'dead (%)',
    ],
    rows,
  };
}
