import { bytesOf, type LayerSnapshot } from './layer-snapshot.ts';

/** All snapshots of a run together take no more than this. */
export const SNAPSHOT_BYTES = 96 * 2 ** 20;
/** More of them than this no slider can tell apart. */
export const MOST_SNAPSHOTS = 600;
/** Before about this step snapshots stay evenly close, later ever further apart: early on, much happens. */
const EARLY_STEPS = 100;

/**
 * Adds a snapshot and, where there are too many then, leaves out those that tell least: whose neighbours lie closest, seen on an
 * axis of steps that is even at first and logarithmic later. Landmarks and the newest stay.
 */
export function withSnapshot(
  snapshots: readonly LayerSnapshot[],
  added: LayerSnapshot,
): readonly LayerSnapshot[] {
  const before = snapshots.filter(({ step }) => step < added.step);
  const same = snapshots.some(({ landmark, step }) => step === added.step && landmark);
  return thinnedTo([...before, same ? { ...added, landmark: true } : added], mostOf(added));
}

/** How many snapshots like this one are kept. */
export const mostOf = (snapshot: LayerSnapshot): number =>
  Math.min(MOST_SNAPSHOTS, Math.max(2, Math.floor(SNAPSHOT_BYTES / Math.max(1, bytesOf(snapshot)))));

/** At most `limit` of the snapshots. */
export function thinnedTo(snapshots: readonly LayerSnapshot[], limit: number): readonly LayerSnapshot[] {
  const kept = [...snapshots];
  while (kept.length > limit) {
    let [least, smallest] = [-1, Number.POSITIVE_INFINITY];
    for (let index = 1; index + 1 < kept.length; index++) {
      if (kept[index]?.landmark) continue;
      const gap = placeOf(kept[index + 1]) - placeOf(kept[index - 1]);
      if (gap < smallest) [least, smallest] = [index, gap];
    }
    if (least === -1) break;
    kept.splice(least, 1);
  }
  return kept;
}

const placeOf = (snapshot: LayerSnapshot | undefined): number =>
  Math.log((snapshot?.step ?? 0) + EARLY_STEPS);

/** The newest snapshot at or before a step; the newest of all for null. */
export function snapshotAt(snapshots: readonly LayerSnapshot[], step: number | null): LayerSnapshot | null {
  if (step === null) return snapshots.at(-1) ?? null;
  return snapshots.findLast((one) => one.step <= step) ?? snapshots[0] ?? null;
}

/** Bytes of all of them. */
export const bytesOfAll = (snapshots: readonly LayerSnapshot[]): number =>
  snapshots.reduce((total, snapshot) => total + bytesOf(snapshot), 0);
