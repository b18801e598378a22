import { useMemo } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { armDash, armMarker, bnColor } from './arm-style.ts';
import { armNow } from './bn-segments.ts';
import { ChartTable } from './ChartTable.tsx';
import { ChartTools } from './ChartTools.tsx';
import { CHART_TITLES, useChartState } from './chart-store.ts';
import styles from './Unit.module.css';
import { UnitChart } from './UnitChart.tsx';
import { UnitChooser } from './UnitChooser.tsx';
import { UnitHelp } from './UnitHelp.tsx';
import { UnitTransform } from './UnitTransform.tsx';
import { type ShownUnit, shownUnit, unitArms, unitStages } from './unit-model.ts';
import { absence } from './unit-words.ts';
import { useSnapshotsInRange } from './use-shown-snapshot.ts';
import { useSteady } from './use-steady.ts';

/**
 * One unit over training, before BN, after BN and after activation, and what its layer does to it at the shared step.
 *
 * @param record null before the first run
 */
export function UnitPanel({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  const chosen = useChartState((state) => state.unit);
  const tabled = useChartState(({ tables }) => tables.includes('unit'));
  const first = record?.snapshots[0];
  const unit = useMemo(() => shownUnit(first, chosen), [first, chosen]);
  return (
    <section className="ns-card" aria-labelledby="chart-unit">
      <div className={styles['head']}>
        <h2 id="chart-unit">{CHART_TITLES.unit}</h2>
        {record !== null && unit !== null && (
          <UnitChooser
            layers={record.config.depth}
            layer={unit.layer}
            unit={unit.unit}
            typical={unit.typical}
            followed={unit.followed}
          />
        )}
        <div className={styles['tools']}>
          <UnitHelp />
          <ChartTools chart="unit" record={record} config={config} />
        </div>
      </div>
      {record === null || unit === null ? (
        <p className={styles['empty']}>
          {record === null
            ? 'Press Start: one unit will be followed here, before BN, after BN and after activation.'
            : 'The layers have not been looked at yet.'}
        </p>
      ) : tabled ? (
        <ChartTable chart="unit" record={record} config={config} />
      ) : (
        <UnitCharts record={record} config={config} unit={unit} />
      )}
    </section>
  );
}

function UnitCharts({
  record,
  config,
  unit,
}: {
  record: RunRecord;
  config: ExperimentConfig;
  unit: ShownUnit;
}) {
  const layers = useChartState((state) => state.layers);
  const range = useChartState((state) => state.range);
  const snapshots = useSnapshotsInRange(record);
  const arms = useSteady(unitArms(record, { layers }));
  const stages = useMemo(
    () => unitStages(record, config, snapshots, unit, { layers, range }),
    [record, config, snapshots, unit, layers, range],
  );
  return (
    <>
      <Legend record={record} unit={unit} arms={arms} />
      <div className={styles['stages']}>
        {stages.map((model) => (
          <UnitChart
            key={model.stage}
            record={record}
            model={model}
            unit={unit}
            arms={arms}
            snapshots={snapshots}
          />
        ))}
      </div>
      <UnitTransform record={record} unit={unit} arms={arms} />
    </>
  );
}

function Legend({ record, unit, arms }: { record: RunRecord; unit: ShownUnit; arms: readonly number[] }) {
  const states = arms.map((arm) => ({
    arm,
    letter: armLetter(arm),
    bn: armNow(record, arm)?.bn ?? false,
    diverged: record.arms[arm]?.divergedAt !== null,
  }));
  const plain = states.filter(({ bn }) => !bn).map(({ letter }) => letter);
  return (
    <ul className={styles['legend']}>
      {states.map(({ arm, letter, bn, diverged }) => (
        <li key={arm}>
          <svg width="30" height="10" aria-hidden="true">
            <path d="M0 5H30" stroke={bnColor(bn)} strokeWidth="2.4" strokeDasharray={armDash(arm)} />
            <path d={armMarker(arm)} fill={bnColor(bn)} transform="translate(15 5)" />
          </svg>
          {letter}
          {diverged && <strong>{absence(record, arm)}</strong>}
        </li>
      ))}
      <li>bold: median over the images · band: 15th to 85th percentile</li>
      {plain.length > 0 && <li>{plain.join(', ')}: plain, so before and after BN differ by the bias only</li>}
      {unit.followed.length < unit.units && (
        <li>
          {formatWhole(unit.followed.length)} of {formatWhole(unit.units)} units are followed
        </li>
      )}
    </ul>
  );
}
