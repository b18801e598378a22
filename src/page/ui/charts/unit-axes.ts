import type { Axis } from './curve-axes.ts';
import type { PlotArea } from './plot-area.ts';
import { spanAxis, spanTickText } from './span-axis.ts';
import type { StageModel } from './unit-model.ts';

const MARGIN = { right: 20, top: 22, bottom: 36 } as const;
/** Pixels that a digit of an axis takes, and those beside it. */
const DIGIT = 6.4;
const BESIDE = 12;
/** Pixels between two labels of the step axis, at least. */
const TICK_ROOM = 58;

/** Where the plot lies in a unit's chart of a given size. */
export function unitPlotArea(
  { values }: StageModel,
  { width, height }: { width: number; height: number },
): PlotArea {
  const digits = Math.max(...values.ticks.map((tick) => spanTickText(values)(tick).length));
  const left = Math.max(34, Math.ceil(digits * DIGIT) + BESIDE);
  return {
    x: left,
    y: MARGIN.top,
    width: Math.max(1, width - left - MARGIN.right),
    height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
  };
}

/** The axis of steps, from the first one shown to the last. */
export function unitStepAxis({ steps: [first, last] }: StageModel, plotWidth: number): Axis {
  const end = Math.max(last, first + 1);
  const count = Math.max(1, Math.floor(plotWidth / TICK_ROOM));
  const inside = spanAxis([first, end], count).ticks.filter((tick) => Number.isInteger(tick));
  const room = ((end - first) * TICK_ROOM * 0.75) / plotWidth;
  const ticks = inside.filter((tick) => Number.isInteger(tick) && tick - first >= room && end - tick >= room);
  return { scale: 'linear', domain: [first, end], ticks: [first, ...ticks, end] };
}
