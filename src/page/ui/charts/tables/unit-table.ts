import { UNIT_FIGURES } from '../../../../common/experiment/layer-snapshot.ts';
import { armLabel } from '../../../export/arm-text.ts';
import type { Cell, DataTable } from '../../../export/data-table.ts';
import type { ChartSource } from '../chart-source.ts';
import { figuresOfUnit, shownUnit, unitArms } from '../unit-model.ts';
import { snapshotsIn } from '../use-shown-snapshot.ts';

const NAMES: Readonly<Record<(typeof UNIT_FIGURES)[number], string>> = {
  z15: 'before BN p15',
  z50: 'before BN p50',
  z85: 'before BN p85',
  y15: 'after BN p15',
  y50: 'after BN p50',
  y85: 'after BN p85',
  h15: 'activation p15',
  h50: 'activation p50',
  h85: 'activation p85',
  mean: 'batch mean',
  variance: 'batch variance',
  gamma: 'gamma',
  beta: 'beta',
  runningMean: 'running mean',
  runningVariance: 'running variance',
};

/** A row a look inside the layers: the percentiles of the unit and the numbers of its transform, arm by arm. */
export function unitTable({ record, view }: ChartSource): DataTable {
  const unit = shownUnit(record.snapshots[0], view.unit);
  if (unit === null) return { columns: [], rows: [] };
  const arms = unitArms(record, view);
  const names = arms.flatMap((arm) =>
    UNIT_FIGURES.map((name) => `${armLabel(record.config.arms[arm], arm)} ${NAMES[name]}`),
  );
  const rows = snapshotsIn(record.snapshots, view.range).map((snapshot): Cell[] => [
    snapshot.step,
    unit.layer,
    unit.unit + 1,
    ...arms.flatMap((arm) => {
      const figures = figuresOfUnit(snapshot, arm, unit);
      return UNIT_FIGURES.map((name) => figures?.[name] ?? null);
    }),
  ]);
  return { columns: ['step', 'layer', 'unit', ...names], rows };
}
