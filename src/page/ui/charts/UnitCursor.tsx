import type { KeyboardEvent } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { toneColor } from '../../export/palette.ts';
import { armMarker } from './arm-style.ts';
import styles from './Curves.module.css';
import { shownStep, useChartState, useChartStore } from './chart-store.ts';
import { stepByKey } from './cursor-keys.ts';
import { position, valueAt } from './curve-axes.ts';
import { type Pointed, pointing } from './pointing.ts';
import { unitPlotArea, unitStepAxis } from './unit-axes.ts';
import { STAGE_TITLES, type StageModel } from './unit-model.ts';
import type { UnitReading } from './unit-words.ts';

/**
 * Lies over a unit's chart: finds the look inside the layers that is nearest to the pointer, or the next one by arrow keys, and
 * shares its step with the other charts; a click or Enter keeps it.
 */
export function UnitCursor({
  record,
  model,
  snapshots,
  snapshot,
  readings,
  width,
  height,
}: {
  record: RunRecord;
  model: StageModel;
  snapshots: readonly LayerSnapshot[];
  /** The look that all charts share, and what it says. */
  snapshot: LayerSnapshot | null;
  readings: readonly UnitReading[];
  width: number;
  height: number;
}) {
  const store = useChartStore();
  const step = useChartState(shownStep);
  const plot = unitPlotArea(model, { width, height });
  const steps = unitStepAxis(model, plot.width);
  const [first, last] = steps.domain;
  const move = (cursor: number | null) => store.setState({ cursor });
  const keep = (found: number | null) => {
    if (found !== null) store.setState({ pinned: found, playing: false });
  };
  const find = (event: Pointed) => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return nearestStep(snapshots, valueAt(steps, offset, plot.width));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return keep(store.getState().cursor);
    const looks = { length: snapshots.length, storage: Float64Array.from(snapshots, (one) => one.step) };
    const next = stepByKey(event.key, shownStep(store.getState()), looks, record.step);
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  };
  const marked = step === null || snapshot === null || snapshot.step < first ? null : snapshot.step;
  const left = marked === null ? 0 : position(steps, marked, plot.width);
  const words = readings.map((one) => `${armLetter(one.arm)} ${one.words}`).join('; ');
  return (
    <div
      className={styles['overlay']}
      style={{ left: plot.x, top: plot.y, width: plot.width, height: plot.height }}
      role="slider"
      tabIndex={0}
      aria-label={`Step cursor, ${STAGE_TITLES[model.stage]}`}
      aria-valuemin={first}
      aria-valuemax={last}
      aria-valuenow={Math.min(last, Math.max(first, snapshot?.step ?? last))}
      aria-valuetext={`${step === null ? 'newest, ' : ''}step ${formatWhole(snapshot?.step ?? 0)}: 15th, 50th and 85th percentile: ${words}`}
      {...pointing<number | null>(find, move, (found) => keep(found ?? store.getState().cursor))}
      onKeyDown={press}
      onBlur={() => move(null)}
    >
      {marked !== null && (
        <svg className={styles['cursor']} width={plot.width} height={plot.height} aria-hidden="true">
          <path d={`M${left} 0V${plot.height}`} stroke="var(--ns-faint)" strokeDasharray="2 3" />
          {readings.map(
            ({ arm, look: { tone }, percentiles }) =>
              percentiles !== null &&
              Number.isFinite(percentiles[1]) && (
                <path
                  key={arm}
                  d={armMarker(arm)}
                  fill={toneColor(tone)}
                  stroke="var(--ns-card)"
                  strokeWidth={1.5}
                  transform={`translate(${left} ${
                    plot.height - position(model.values, percentiles[1], plot.height)
                  }) scale(1.3)`}
                />
              ),
          )}
        </svg>
      )}
    </div>
  );
}

/** The step of the look nearest to a place on the axis; null when there is none. */
function nearestStep(snapshots: readonly LayerSnapshot[], place: number): number | null {
  let nearest: number | null = null;
  for (const { step } of snapshots) {
    if (nearest === null || Math.abs(step - place) < Math.abs(nearest - place)) nearest = step;
  }
  return nearest;
}
