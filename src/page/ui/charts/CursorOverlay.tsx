import type { KeyboardEvent, PointerEvent } from 'react';
import { armLetter } from '../../../common/experiment/arms.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatWhole } from '../../../common/lib/format.ts';
import { at, emptySeries, type Series } from '../../../common/lib/series.ts';
import { armMarker, bnColor } from './arm-style.ts';
import { CursorTooltip } from './CursorTooltip.tsx';
import styles from './Curves.module.css';
import { useChartState, useChartStore } from './chart-store.ts';
import { stepByKey } from './cursor-keys.ts';
import { figureAxis, plotArea, position, stepAxis, valueAt } from './curve-axes.ts';
import type { CurveModel } from './curve-model.ts';
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
  const plot = plotArea(model, { width, height });
  const { width: plotWidth, height: plotHeight } = plot;
  const steps = stepAxis(model, plotWidth);
  const figures = figureAxis(model);
  const move = (step: number | null) => store.setState({ cursor: step });
  const point = (event: PointerEvent<HTMLElement>) => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const step = Math.round(valueAt(steps, offset, plotWidth));
    move(snapped(record, step, (one) => Math.abs(position(steps, one, plotWidth) - offset)));
  };
  const press = (event: KeyboardEvent) => {
    const step = stepByKey(event.key, cursor, testedSteps(record), record.step);
    if (step === undefined) return;
    event.preventDefault();
    move(step);
  };
  const step = cursor === null ? null : Math.min(cursor, record.step);
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
      aria-valuetext={step === null ? 'off' : `step ${formatWhole(step)}: ${words.join('; ')}`}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => move(null)}
      onKeyDown={press}
      onBlur={() => move(null)}
    >
      {step !== null && (
        <>
          <svg className={styles['cursor']} width={plotWidth} height={plotHeight} aria-hidden="true">
            <path d={`M${left} 0V${plotHeight}`} stroke="var(--ns-faint)" strokeDasharray="2 3" />
            {readings.map(
              ({ arm, bn, test, divergedAt }) =>
                test !== null &&
                divergedAt === null &&
                Number.isFinite(test.value) && (
                  <path
                    key={arm}
                    d={armMarker(arm)}
                    fill={bnColor(bn)}
                    stroke="var(--ns-card)"
                    strokeWidth={1.5}
                    transform={`translate(${position(steps, test.step, plotWidth)} ${
                      plotHeight - position(figures, test.value, plotHeight)
                    }) scale(1.3)`}
                  />
                ),
            )}
          </svg>
          <CursorTooltip
            record={record}
            name={model.name}
            step={step}
            reach={Math.ceil((SNAP / plotWidth) * model.endStep)}
            left={left}
            width={plotWidth}
          />
        </>
      )}
    </div>
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
