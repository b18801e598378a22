import { useElementSize } from '@mantine/hooks';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { figureText, tableText } from '../../export/number-text.ts';
import styles from './Unit.module.css';
import { UnitCursor } from './UnitCursor.tsx';
import { UnitPlot } from './UnitPlot.tsx';
import { type ShownUnit, STAGE_TITLES, type StageModel } from './unit-model.ts';
import { describeStage, type UnitReading, unitReadings } from './unit-words.ts';
import { useShownSnapshot } from './use-shown-snapshot.ts';

const HEIGHT = 196;

/** A unit over training at one stage, and its percentiles at the shared step. */
export function UnitChart({
  record,
  model,
  unit,
  arms,
  snapshots,
}: {
  record: RunRecord;
  model: StageModel;
  unit: ShownUnit;
  arms: readonly number[];
  snapshots: readonly LayerSnapshot[];
}) {
  const { ref, width: measured } = useElementSize();
  const width = Math.floor(measured);
  const snapshot = useShownSnapshot(record);
  const readings = unitReadings(record, snapshot, unit, arms, model.stage);
  return (
    <div className={styles['stage']}>
      <h3>{STAGE_TITLES[model.stage]}</h3>
      <div ref={ref} className={styles['plot']} style={{ height: HEIGHT }}>
        {width > 0 && (
          <>
            <div role="img" aria-label={describeStage(record, unit, model.stage, readings)}>
              <UnitPlot model={model} width={width} height={HEIGHT} />
            </div>
            <UnitCursor
              record={record}
              model={model}
              snapshots={snapshots}
              snapshot={snapshot}
              readings={readings}
              width={width}
              height={HEIGHT}
            />
          </>
        )}
      </div>
      <Readings readings={readings} />
    </div>
  );
}

const COLUMNS = ['15th', '50th', '85th', 'spread'] as const;

function Readings({ readings }: { readings: readonly UnitReading[] }) {
  return (
    <table className={styles['readings']}>
      <thead>
        <tr>
          <th scope="col">percentile</th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {readings.map(({ arm, look, percentiles, words }) => (
          <tr key={arm} data-tone={look.tone}>
            <th scope="row">{armLetter(arm)}</th>
            {percentiles === null ? (
              <td colSpan={4} className={styles['words']}>
                {words}
              </td>
            ) : (
              [...percentiles, percentiles[2] - percentiles[0]].map((value, index) => (
                <td key={COLUMNS[index]}>{index === 3 ? figureText(value) : tableText(value)}</td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
