import { ARM_TONES, type ArmTone } from '../../../common/experiment/arm-look.ts';
import { armLetter } from '../../../common/experiment/arms.ts';
import { BINS, type LayerSnapshot, type Probe } from '../../../common/experiment/layer-snapshot.ts';
import { openRange, type Range } from '../../../common/lib/histogram.ts';
import { type AxisText, axisText, NO_AXIS } from './axis-text.ts';
import { armLookAt } from './bn-segments.ts';
import { type Heights, heightsOver } from './layer-bins.ts';
import { looksAlive } from './layer-rows.ts';
import { sharedRange, valuesOf } from './layer-values.ts';
import { chosenArms, type LayersLook } from './layers-look.ts';

/** How full a bin at most looks in a histogram that only looks alive. */
const PALE = 0.2;

/** One arm's histograms over training: a column of bins for each pixel across. */
export interface TimeStrip {
  readonly arm: number;
  readonly letter: string;
  /** Its colour at the end. */
  readonly tone: ArmTone;
  /** Heights of the bins, 0 to 1, lowest value first, one column after the other; NaN where there is none: [columns, BINS]. */
  readonly levels: Float32Array;
  /** The arm's colour in each column, a place in `ARM_TONES`. */
  readonly tones: Uint8Array;
  readonly columns: number;
  /** The axis of values. */
  readonly axis: AxisText;
}

/** The strips of a layer's card, over the same steps. */
export interface TimePlot {
  readonly strips: readonly TimeStrip[];
  readonly steps: Range;
}

/** What the strips of one probe are made from: the shown step has no part in it. */
export type TimeSource = Pick<LayersLook, 'run' | 'snapshots' | 'view'>;

/** @param columns pixels across: no more columns than these, however many the snapshots */
export function timePlot(
  { run, snapshots, view }: TimeSource,
  layer: number,
  probe: Probe,
  columns: number,
): TimePlot | null {
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  if (first === undefined || last === undefined || columns < 1) return null;
  const shown = columnSnapshots(snapshots, columns);
  const distinct = [...new Set(shown)];
  const arms = chosenArms(view, run.config.arms.length);
  const read = (snapshot: LayerSnapshot, arm: number) => valuesOf(snapshot, arm, layer, probe, view.spread);
  const rangeOf = (some: readonly number[]) =>
    sharedRange(some.flatMap((arm) => distinct.map((snapshot) => read(snapshot, arm))));
  const shared = rangeOf(arms);
  const strips = arms.map((arm): TimeStrip => {
    const values = view.ownRange ? rangeOf([arm]) : shared;
    const range = values && openRange(values);
    const levels = new Float32Array(columns * BINS);
    const tones = new Uint8Array(columns);
    let drawn: { snapshot: LayerSnapshot | null; at: number } = { snapshot: null, at: 0 };
    for (const [column, snapshot] of shown.entries()) {
      const at = column * BINS;
      if (drawn.snapshot === snapshot) {
        levels.copyWithin(at, drawn.at, drawn.at + BINS);
        tones[column] = tones[column - 1] ?? 0;
        continue;
      }
      drawn = { snapshot, at };
      tones[column] = ARM_TONES.indexOf(armLookAt(run, arm, snapshot.step).tone);
      const own = range && read(snapshot, arm);
      if (own) {
        const full = looksAlive(own.figures, probe, view.spread) ? PALE : 1;
        setColumn(levels.subarray(at, at + BINS), heightsOver(own, range, view.logCounts), full);
      } else levels.fill(Number.NaN, at, at + BINS);
    }
    return {
      arm,
      letter: armLetter(arm),
      tone: ARM_TONES[tones.at(-1) ?? 0] ?? 'plain',
      levels,
      tones,
      columns,
      axis: range ? axisText(range) : NO_AXIS,
    };
  });
  return { strips, steps: [first.step, last.step] };
}

/** The snapshot of each column: the newest at or before its step, on an axis that is even in steps. */
export function columnSnapshots(
  snapshots: readonly LayerSnapshot[],
  columns: number,
): readonly LayerSnapshot[] {
  const first = snapshots[0]?.step ?? 0;
  const span = (snapshots.at(-1)?.step ?? 0) - first;
  let index = 0;
  return Array.from({ length: columns }, (_, column) => {
    const step = first + (span * column) / Math.max(1, columns - 1);
    while ((snapshots[index + 1]?.step ?? Number.POSITIVE_INFINITY) <= step) index++;
    return snapshots[index];
  }).filter((snapshot) => snapshot !== undefined);
}

/** Where a step stands on the axis, 0 to 1; null outside of it. */
export function stepPlace(step: number, [first, last]: Range): number | null {
  if (step < first || step > last) return null;
  return last > first ? (step - first) / (last - first) : 1;
}

/** @param full the level of the fullest bin */
function setColumn(column: Float32Array, { heights, spike }: Heights, full: number): void {
  if (spike !== null) {
    column[Math.min(BINS - 1, Math.max(0, Math.floor(spike * BINS)))] = full;
    return;
  }
  for (let bin = 0; bin < BINS; bin++) {
    column[bin] = full * (heights[Math.floor((bin * heights.length) / BINS)] ?? 0);
  }
}
