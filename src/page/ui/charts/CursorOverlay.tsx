import { type KeyboardEvent, useState } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { at, emptySeries, type Series } from '../../../common/lib/series.ts';
import { toneColor } from '../../export/palette.ts';
import { armMarker } from './arm-style.ts';
import { CursorTooltip } from './CursorTooltip.tsx';
import styles from './Curves.module.css';
import { useChartState, useChartStore } from './chart-store.ts';
import { stepByKey } from './cursor-keys.ts';
import { type Axis, figureAxis, plotArea, position, stepAxis, valueAt } from './curve-axes.ts';
import type { CurveModel } from './curve-model.ts';
import { isTap, type Pointed, pointing } from './pointing.ts';
import { describeReading, lastAtOrBefore, readingsAt } from './readings.ts';

/** Pixels within which the cursor prefers a tested step to its neighbours. */
const SNAP = 5;

/**
 * Lies over a curve chart: finds the step under the pointer or by arrow keys, shares it with the other charts, and shows
 * what this chart says at the shared step.
 */
export function CursorOverlay({
  record,
  model,
  width,
  height,
}: {
  record: RunRecord;
  model: CurveModel;
  width: number;
  height: number;
}) {
  const store = useChartStore();
  const cursor = useChartState((state) => state.cursor);
  const pinned = useChartState((state) => state.pinned);
  const range = useChartState((state) => state.range);
  const plot = plotArea(model, { width, height });
  const { width: plotWidth, height: plotHeight } = plot;
  const steps = stepAxis(model, plotWidth);
  const figures = figureAxis(model);
  const move = (step: number | null) => store.setState({ cursor: step });
  // A finger cannot hover: what it pinned is told until the chart is left.
  const [tapped, setTapped] = useState(false);
  const find = (event: Pointed) => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const step = Math.round(valueAt(steps, offset, plotWidth));
    return snapped(record, step, (one) => Math.abs(position(steps, one, plotWidth) - offset));
  };
  const hold = (step: number | null) => {
    if (step === null) return;
    store.setState(({ pinned: held }) => ({ pinned: step === held ? null : step, playing: false }));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') store.setState({ pinned: null, playing: false });
    if (event.key === 'Enter') hold(cursor);
    const step = stepByKey(event.key, cursor ?? pinned, testedSteps(record), record.step);
    if (step === undefined) return;
    event.preventDefault();
    move(step);
  };
  const chosen = cursor ?? pinned;
  const step = chosen === null ? null : Math.min(chosen, record.step);
  const readings = step === null ? [] : readingsAt(record, model.name, step);
  const words = readings.map((one) => `${armLetter(one.arm)} ${describeReading(one, model.name)}`);
  const left = step === null ? 0 : position(steps, step, plotWidth);
  return (
    <div
      className={styles['overlay']}
      style={{
        left: plot.x,
        top: plot.y,
        width: plotWidth,
        height: plotHeight,
      }}
      role="slider"
      tabIndex={0}
      aria-label={`Step cursor, ${model.name} chart`}
      aria-valuemin={0}
      aria-valuemax={record.step}
      aria-valuenow={step ?? record.step}
      aria-valuetext={
        step === null
          ? 'off'
          : `step ${formatWhole(step)}${cursor === null ? ', held' : ''}: ${words.join('; ')}`
      }
      {...pointing(find, move, (found, event) => {
        hold(found ?? cursor);
        setTapped(isTap(event));
      })}
      onKeyDown={press}
      onBlur={() => {
        move(null);
        setTapped(false);
      }}
    >
      {range !== null && <RangeBand range={range} steps={steps} width={plotWidth} height={plotHeight} />}
      {step !== null && (
        <>
          <svg className={styles['cursor']} width={plotWidth} height={plotHeight} aria-hidden="true">
            <path
              d={`M${left} 0V${plotHeight}`}
              stroke="var(--ns-faint)"
              strokeDasharray={cursor === null ? undefined : '2 3'}
            />
            {readings.map(
              ({ arm, look: { tone }, test, divergedAt }) =>
                test !== null &&
                divergedAt === null &&
                Number.isFinite(test.value) && (
                  <path
                    key={arm}
                    d={armMarker(arm)}
                    fill={toneColor(tone)}
                    stroke="var(--ns-card)"
                    strokeWidth={1.5}
                    transform={`translate(${position(steps, test.step, plotWidth)} ${
                      plotHeight - position(figures, test.value, plotHeight)
                    }) scale(1.3)`}
                  />
                ),
            )}
          </svg>
          {(cursor !== null || tapped) && (
            <CursorTooltip
              record={record}
              name={model.name}
              step={step}
              reach={Math.ceil((SNAP / plotWidth) * model.endStep)}
              left={left}
              width={plotWidth}
            />
          )}
        </>
      )}
    </div>
  );
}

/** The steps outside of the chosen range, shaded. */
function RangeBand({
  range: [first, last],
  steps,
  width,
  height,
}: {
  range: readonly [number, number];
  steps: Axis;
  width: number;
  height: number;
}) {
  const [from, to] = [position(steps, first, width), position(steps, last, width)];
  return (
    <svg className={styles['cursor']} width={width} height={height} aria-hidden="true">
      <path
        d={`M0 0H${from}V${height}H0ZM${to} 0H${width}V${height}H${to}Z`}
        fill="var(--ns-faint)"
        fillOpacity={0.14}
      />
    </svg>
  );
}

const testedSteps = (record: RunRecord): Series =>
  record.arms.reduce<Series>(
    (longest, { testStep }) => (testStep.length > longest.length ? testStep : longest),
    emptySeries,
  );

/** The tested step nearest to a step when it is near enough, else the step itself, within the run. */
function snapped(record: RunRecord, step: number, distance: (step: number) => number): number {
  const tested = testedSteps(record);
  const before = lastAtOrBefore(tested, step);
  const near = [at(tested, before), at(tested, before + 1)].filter((one) => distance(one) <= SNAP);
  const [nearest] = near.sort((one, other) => distance(one) - distance(other));
  return nearest ?? Math.min(step, record.step);
}
