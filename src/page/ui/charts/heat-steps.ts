import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import { evenTicks, roundUp } from './ticks.ts';

/** The steps along a heat map: from the start of step `first` to the end of the last one, which is not in it. */
export interface StepSpan {
  readonly first: number;
  readonly end: number;
}

/**
 * The steps that heat maps show. A whole run is drawn on an axis that ends at a round number ahead of it, so that the axis
 * stays while the run goes on.
 *
 * @param range chosen steps; null for all
 */
export function stepSpan(
  snapshots: readonly LayerSnapshot[],
  stepsDone: number,
  plannedSteps: number,
  range: readonly [number, number] | null,
): StepSpan {
  const first = snapshots[0]?.step ?? 0;
  const ahead = Math.min(Math.max(plannedSteps, stepsDone), roundUp(Math.max(1, stepsDone)));
  const last = stepsDone === 0 ? 0 : ahead;
  return { first, end: Math.max(first, range === null ? last : Math.min(last, range[1])) + 1 };
}

/** From a step, the start of its cell, to pixels from the left. */
export const stepPlace = ({ first, end }: StepSpan, step: number, pixels: number): number =>
  ((step - first) / (end - first)) * pixels;

/**
 * Which snapshot lies under each column of pixels: the newest one at or before the step at the column's middle.
 *
 * @param steps of the snapshots, rising
 * @param stepsDone the newest snapshot reaches as far as the run has come
 * @returns [pixels] indices, -1 where there is nothing yet
 */
export function columnsOf(
  steps: readonly number[],
  span: StepSpan,
  stepsDone: number,
  pixels: number,
): Int32Array<ArrayBuffer> {
  const columns = new Int32Array(pixels).fill(-1);
  const newest = steps.length - 1;
  const lastStep = steps[newest];
  if (lastStep === undefined) return columns;
  const reach = stepPlace(span, Math.max(stepsDone, lastStep) + 1, pixels);
  const covered = Math.min(pixels, Math.max(1, Math.round(reach)));
  let index = 0;
  for (let column = 0; column < covered; column++) {
    const step = span.first + ((column + 0.5) / pixels) * (span.end - span.first);
    while (index < newest && (steps[index + 1] as number) <= step) index++;
    columns[column] = index;
  }
  // However short its stretch, the newest one is seen.
  columns[covered - 1] = newest;
  return columns;
}

/** Pixels between two labels of the axis of steps. */
const TICK_ROOM = 68;

/** Round steps along the axis; its first one where there is none else. */
export function stepTicks({ first, end }: StepSpan, pixels: number): number[] {
  const last = end - 1;
  if (last === 0) return [0];
  const count = Math.max(1, Math.floor(pixels / TICK_ROOM)) * (end / (end - first));
  const ticks = evenTicks(last, count).filter((tick) => tick >= first);
  return ticks.length > 1 || first === last ? ticks : [first, last];
}

/** The step at a place along the axis, 0 to 1. */
export const valueAtPlace = ({ first, end }: StepSpan, place: number): number =>
  first + Math.min(1, Math.max(0, place)) * (end - first);

/** Index of the snapshot that covers a step: the newest one at or before it, or the first. */
export function indexAt(steps: readonly number[], step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle] as number) <= step) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
