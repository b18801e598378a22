import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { armTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import { RATE } from '../../../common/experiment/settings.ts';
import { selectArm, selectArmCount } from '../../store/selectors.ts';
import { usePageStore } from '../../store/use-page-store.ts';
import { position, valueAt } from '../charts/curve-axes.ts';
import type { PlotArea } from '../charts/plot-area.ts';
import { rateAt } from '../controls/RateControl.tsx';
import { useRest } from '../controls/use-rest.ts';
import { usePageCommands } from '../page-commands-context.ts';
import styles from './Landscape.module.css';
import { SIZE_AXIS } from './StepSizePlot.tsx';

/** Decades that an arrow key moves a rate, and with Shift. */
const FINE = 0.05;
const COARSE = 0.25;
const KEYS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** The learning rates in force, as lines that can be dragged over the chart; where all are one, there is one line. */
export function RateLines({ plot }: { plot: PlotArea }) {
  const rates = usePageStore(
    useShallow((state) =>
      Array.from({ length: selectArmCount(state) }, (_, arm) => selectArm(state, arm).rate),
    ),
  );
  const tones = usePageStore(
    useShallow((state) =>
      Array.from({ length: selectArmCount(state) }, (_, arm) => armTone(selectArm(state, arm))),
    ),
  );
  const linked = usePageStore(({ ratesLinked }) => ratesLinked);
  const isOne = linked && rates.length > 1 && rates.every((rate) => rate === rates[0]);
  const lines = isOne ? rates.slice(0, 1) : rates;
  return (
    <div
      className={styles['rates']}
      style={{ left: plot.x, top: plot.y, width: plot.width, height: plot.height }}
    >
      {lines.map((rate, arm) => (
        <RateLine
          key={armLetter(arm)}
          arm={arm}
          name={isOne ? 'all arms' : armLetter(arm)}
          tone={isOne ? null : (tones[arm] ?? null)}
          rate={rate}
          plot={plot}
        />
      ))}
    </div>
  );
}

interface RateLineProps {
  arm: number;
  /** Whose rate it is. */
  name: string;
  tone: string | null;
  rate: number;
  plot: PlotArea;
}

const clamped = (rate: number): number => Math.min(RATE.max, Math.max(RATE.min, rate));

function RateLine({ arm, name, tone, rate, plot }: RateLineProps) {
  const { setRate } = usePageCommands();
  const { moved, move, pointerLifted, giveUp, handlers } = useRest((next) => {
    if (next !== rate) setRate(arm, next);
  });
  const isDragged = useRef(false);
  const shown = moved ?? rate;
  const left = position(SIZE_AXIS, shown, plot.width);
  const rateUnder = (event: PointerEvent<HTMLElement>) => {
    const place = event.clientX - (event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0);
    return clamped(rateAt(Math.log10(valueAt(SIZE_AXIS, place, plot.width))));
  };
  const lift = (end: () => void) => () => {
    isDragged.current = false;
    end();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return lift(giveUp)();
    const way = KEYS[event.key];
    if (way === undefined) return;
    event.preventDefault();
    move(clamped(rateAt(Math.log10(shown) + way * (event.shiftKey ? COARSE : FINE))));
  };
  return (
    <div
      className={styles['rate']}
      style={{ left }}
      data-tone={tone ?? undefined}
      data-dragged={moved !== null || undefined}
      role="slider"
      tabIndex={0}
      aria-label={`Rate line of ${name}`}
      aria-orientation="horizontal"
      aria-valuemin={RATE.min}
      aria-valuemax={RATE.max}
      aria-valuenow={shown}
      aria-valuetext={`learning rate ${shown}`}
      {...handlers}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        isDragged.current = true;
        move(rate);
      }}
      onPointerMove={(event) => isDragged.current && move(rateUnder(event))}
      onPointerUp={lift(pointerLifted)}
      onPointerCancel={lift(giveUp)}
      onKeyDown={press}
    >
      <span className={styles['rateWords']} data-left={left > plot.width * 0.8 || undefined}>
        {name === 'all arms' ? 'rate' : `${name}:`} {shown}
      </span>
    </div>
  );
}
