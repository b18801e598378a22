import { useMemo } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import { type ExperimentConfig, hiddenLayers } from '../../../common/experiment/config.ts';
import { unitsWord } from '../../../common/experiment/layer-size.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { ArmSample } from './ArmSample.tsx';
import { armNow, lookOfArm } from './bn-segments.ts';
import { ChartTable } from './ChartTable.tsx';
import { ChartTools } from './ChartTools.tsx';
import { CHART_TITLES, useChartState } from './chart-store.ts';
import styles from './Unit.module.css';
import { UnitChart } from './UnitChart.tsx';
import { UnitChooser } from './UnitChooser.tsx';
import { UnitHelp } from './UnitHelp.tsx';
import { UnitTransform } from './UnitTransform.tsx';
import { normIn } from './unit-formula.ts';
import { type ShownUnit, shownUnit, unitArms, unitStages } from './unit-model.ts';
import { absence, noUnitWords } from './unit-words.ts';
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
            layers={hiddenLayers(record.config)}
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
            : noUnitWords(record)}
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
  const { config } = record;
  const states = arms.map((arm) => {
    const own = armNow(record, arm);
    const norm = normIn(own, unit.layer, hiddenLayers(config));
    const diverged = record.arms[arm]?.divergedAt !== null;
    return { arm, ...lookOfArm(own, arm), letter: armLetter(arm), norm, diverged };
  });
  const lettersOf = (some: typeof states) => some.map(({ letter }) => letter).join(', ');
  const plain = lettersOf(states.filter(({ norm }) => norm === null));
  const after = lettersOf(states.filter(({ norm }) => norm?.place === 'after'));
  const over = config.kind === 'conv' ? 'images and places' : 'the images';
  return (
    <ul className={styles['legend']}>
      {states.map(({ arm, label, tone, diverged }) => (
        <li key={arm}>
          <ArmSample arm={arm} tone={tone} />
          {label}
          {diverged && <strong>{absence(record, arm)}</strong>}
        </li>
      ))}
      <li>bold: median over {over} · band: 15th to 85th percentile</li>
      {plain !== '' && <li>{plain}: plain, so before and after BN differ by the bias only</li>}
      {after !== '' && (
        <li>{after}: normalised after the activation, so after BN and after activation are the same</li>
      )}
      {unit.followed.length < unit.units && (
        <li>
          {formatWhole(unit.followed.length)} of {formatWhole(unit.units)} {unitsWord(config)} are followed
        </li>
      )}
    </ul>
  );
}
