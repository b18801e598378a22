import type { LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';
import { snapshotAt } from '../../../common/experiment/snapshots.ts';
import type { ChartState } from './chart-store.ts';

/** Time between two steps while the time bar plays, in milliseconds. */
export const PLAY_MS = 125;
/** A whole run is played in this many pictures at most, about 20 seconds. */
const MOST_PICTURES = 160;

/**
 * Which of some snapshots is shown.
 *
 * @param step the step chosen; null for the newest
 * @returns its place; 0 where there is none
 */
export function placeOfStep(snapshots: readonly LayerSnapshot[], step: number | null): number {
  const shown = snapshotAt(snapshots, step);
  return shown === null ? 0 : snapshots.indexOf(shown);
}

/** The step shown next while the time bar plays; null at the end. */
export function nextStep(snapshots: readonly LayerSnapshot[], step: number | null): number | null {
  const last = snapshots.length - 1;
  const place = step === null ? last : placeOfStep(snapshots, step);
  if (place >= last) return null;
  const stride = Math.ceil(snapshots.length / MOST_PICTURES);
  return snapshots[Math.min(last, place + stride)]?.step ?? null;
}

/** Where playing begins: at the shown step, or anew when that is the last. */
export function firstStep(snapshots: readonly LayerSnapshot[], step: number | null): number | null {
  const goesOn = nextStep(snapshots, step) !== null;
  const place = goesOn ? placeOfStep(snapshots, step) : 0;
  return snapshots[place]?.step ?? null;
}

/** The range of steps between two places; null where that is the whole run, which may still grow. */
export function rangeOf(
  snapshots: readonly LayerSnapshot[],
  [from, to]: readonly [number, number],
): ChartState['range'] {
  const [first, last] = [snapshots[from], snapshots[to]];
  const isAll = from <= 0 && to >= snapshots.length - 1;
  return isAll || first === undefined || last === undefined ? null : [first.step, last.step];
}

/** The places of a range's ends among all snapshots. */
export function placesOf(snapshots: readonly LayerSnapshot[], range: ChartState['range']): [number, number] {
  const last = Math.max(0, snapshots.length - 1);
  if (range === null) return [0, last];
  const from = snapshots.findIndex(({ step }) => step >= range[0]);
  return [from === -1 ? last : from, placeOfStep(snapshots, range[1])];
}
