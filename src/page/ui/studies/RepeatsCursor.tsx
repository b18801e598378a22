import { type KeyboardEvent, useState } from 'react';
import { formatWhole } from '../../../common/lib/format.ts';
import { at, last } from '../../../common/lib/series.ts';
import { toneColor } from '../../export/palette.ts';
import { armMarker } from '../charts/arm-style.ts';
import styles from '../charts/Curves.module.css';
import { stepByKey } from '../charts/cursor-keys.ts';
import { figureAxis, plotArea, position, stepAxis, valueAt } from '../charts/curve-axes.ts';
import { type Pointed, pointing } from '../charts/pointing.ts';
import { lastAtOrBefore } from '../charts/readings.ts';
import { RepeatsTooltip } from './RepeatsTooltip.tsx';
import { type RepeatsModel, readingAt } from './repeats-model.ts';
import { describeArm } from './repeats-words.ts';

/** Lies over the chart over seeds: finds the test under the pointer or by arrow keys, and says what the seeds came to there. */
export function RepeatsCursor({
  model,
  width,
  height,
}: {
  model: RepeatsModel;
  width: number;
  height: number;
}) {
  const [step, setStep] = useState<number | null>(null);
  const plot = plotArea(model, { width, height });
  const steps = stepAxis(model, plot.width);
  const figures = figureAxis(model);
  const find = (event: Pointed) => {
    const offset = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return nearestTest(model, valueAt(steps, offset, plot.width));
  };
  const press = (event: KeyboardEvent) => {
    const next = stepByKey(event.key, step, model.steps, last(model.steps));
    if (next === undefined) return;
    event.preventDefault();
    setStep(next);
  };
  const words = (shown: number) =>
    model.arms.map((arm) => `${arm.look.label} ${describeArm(arm, model, shown)}`).join('; ');
  const left = step === null ? 0 : position(steps, step, plot.width);
  return (
    <div
      className={styles['overlay']}
      style={{ left: plot.x, top: plot.y, width: plot.width, height: plot.height }}
      role="slider"
      tabIndex={0}
      aria-label="Step cursor, chart over seeds"
      aria-valuemin={0}
      aria-valuemax={model.endStep}
      aria-valuenow={step ?? last(model.steps)}
      aria-valuetext={step === null ? 'off' : `step ${formatWhole(step)}: ${words(step)}`}
      {...pointing<number | null>(find, setStep, (found) => setStep(found ?? step))}
      onKeyDown={press}
      onBlur={() => setStep(null)}
    >
      {step !== null && (
        <>
          <svg className={styles['cursor']} width={plot.width} height={plot.height} aria-hidden="true">
            <path d={`M${left} 0V${plot.height}`} stroke="var(--ns-faint)" strokeDasharray="2 3" />
            {model.arms.map((arm) => {
              const reading = readingAt(arm, step);
              return (
                reading !== null && (
                  <path
                    key={arm.arm}
                    d={armMarker(arm.arm)}
                    fill={toneColor(arm.look.tone)}
                    stroke="var(--ns-card)"
                    strokeWidth={1.5}
                    transform={`translate(${position(steps, reading.step, plot.width)} ${
                      plot.height - position(figures, reading.mean, plot.height)
                    }) scale(1.3)`}
                  />
                )
              );
            })}
          </svg>
          <RepeatsTooltip model={model} step={step} left={left} width={plot.width} />
        </>
      )}
    </div>
  );
}

/** The tested step nearest to a place on the axis. */
function nearestTest({ steps }: RepeatsModel, place: number): number | null {
  const before = lastAtOrBefore(steps, place);
  const around = [at(steps, before), at(steps, before + 1)].filter(Number.isFinite);
  const [nearest = null] = around.sort((one, other) => Math.abs(one - place) - Math.abs(other - place));
  return nearest;
}
