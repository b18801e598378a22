import { formatCompact, formatWhole } from '../../../common/lib/format.ts';
import { wholePercentText } from '../../export/number-text.ts';
import type { CurveName } from './chart-store.ts';
import type { CurveAxes, GhostCurves } from './curve-model.ts';
import { joined } from './growing-range.ts';
import { type LossLines, lossRange } from './loss-range.ts';
import type { PlotArea } from './plot-area.ts';
import { evenTicks, logTicks, roundDown, roundUp } from './ticks.ts';

/** An axis: what Recharts is told, and the same mapping as a function for what lies over the chart. */
export interface Axis {
  readonly scale: 'linear' | 'log';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

const MARGIN = { left: 46, right: 22, top: 30, bottom: 38 } as const;
/** Height of a row of labels above the plot, and how many there may be. */
export const LABEL_ROW = 14;
export const LABEL_ROWS = 3;

/** Where the plot lies in a chart of a given size: what is around it is for axis texts, and for changes in words. */
export function plotArea(
  model: Pick<CurveAxes, 'changes'>,
  { width, height }: { width: number; height: number },
): PlotArea {
  const rows = Math.min(LABEL_ROWS, Math.max(1, model.changes.length));
  const top = MARGIN.top + (rows - 1) * LABEL_ROW;
  return {
    x: MARGIN.left,
    y: top,
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: Math.max(1, height - top - MARGIN.bottom),
  };
}

/** Pixels between two labels of the step axis, at least. */
const TICK_ROOM = 74;

export function stepAxis(model: Pick<CurveAxes, 'endStep' | 'logX'>, plotWidth: number): Axis {
  const count = Math.max(2, Math.floor(plotWidth / TICK_ROOM));
  if (!model.logX) {
    const ticks = evenTicks(model.endStep, count);
    return { scale: 'linear', domain: [0, model.endStep], ticks: withEnd(ticks, model.endStep, plotWidth) };
  }
  const end = Math.max(2, model.endStep);
  const ticks = logTicks(1, end);
  const stride = Math.ceil(ticks.length / Math.max(2, plotWidth / 48));
  return { scale: 'log', domain: [1, end], ticks: ticks.filter((_, index) => index % stride === 0) };
}

/** Pixels that the label of an axis' end needs to itself. */
const END_ROOM = 44;

/** Ticks from 0 on with the end among them, in place of the last one where the two would touch. */
function withEnd(ticks: readonly number[], end: number, plotWidth: number): number[] {
  const before = ticks.filter((tick) => tick === 0 || ((end - tick) / end) * plotWidth >= END_ROOM);
  return [...before, end];
}

/** Shown before there is anything to show. */
const EMPTY_LOSS: readonly [number, number] = [0.05, 3];
/** Losses below this are drawn at it: a figure of exactly 0 has no logarithm. */
const LOSS_FLOOR = 1e-6;

export function figureAxis(
  model: Pick<CurveAxes, 'name' | 'logY'> & {
    readonly arms: readonly LossLines[];
    readonly ghosts?: readonly Pick<GhostCurves, 'losses'>[];
  },
): Axis {
  if (model.name === 'accuracy') {
    return { scale: 'linear', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] };
  }
  const ranges = [lossRange(model.arms), ...(model.ghosts ?? []).map(({ losses }) => losses)];
  const [min, max] = ranges.reduce(joined) ?? EMPTY_LOSS;
  if (!model.logY) {
    const end = roundUp(max);
    return { scale: 'linear', domain: [0, end], ticks: evenTicks(end, 5) };
  }
  const top = roundUp(Math.max(max, 2 * LOSS_FLOOR));
  const bottom = Math.min(roundDown(Math.max(min, LOSS_FLOOR)), top / 10);
  return { scale: 'log', domain: [bottom, top], ticks: logTicks(bottom, top) };
}

/** Names of the figures, with their unit. */
export const FIGURE_NAMES: Readonly<Record<CurveName, string>> = {
  accuracy: 'accuracy',
  loss: 'loss (nats)',
};

export const stepTickText = (step: number): string => formatWhole(step);

export const figureTickText = (name: CurveName): ((figure: number) => string) =>
  name === 'accuracy' ? wholePercentText : lossTickText;

/** Thousands as the axis of steps has them: 10,000, and 1e5 from there on. */
const lossTickText = (loss: number): string =>
  loss >= 1000 && loss < 100_000 ? formatWhole(loss) : formatCompact(loss);

/** Where a value lies along an axis of `length` pixels, from its start; values beyond the ends lie at the ends. */
export function position({ scale, domain: [min, max] }: Axis, value: number, length: number): number {
  const clamped = Math.min(max, Math.max(min, value));
  const share =
    scale === 'log' ? Math.log(clamped / min) / Math.log(max / min) : (clamped - min) / (max - min);
  return share * length;
}

/** The value at a place along an axis: the inverse of `position`. */
export function valueAt({ scale, domain: [min, max] }: Axis, pixels: number, length: number): number {
  const share = Math.min(1, Math.max(0, pixels / length));
  return scale === 'log' ? min * (max / min) ** share : min + share * (max - min);
}
