import type { RunRecord } from '../../common/experiment/run-record.ts';
import { cleanText, isVisible } from '../../common/lib/clean-text.ts';

/** A run that is kept, to be compared with later ones. */
export interface PinnedRun {
  /** Counted from 1, and never given twice. */
  readonly id: number;
  /** No two have the same. */
  readonly name: string;
  readonly hidden: boolean;
  /** Without what was seen inside the layers and around the weights, which would be most of it. */
  readonly record: RunRecord;
}

/** What the page keeps of runs beside the one there is. */
export interface PinnedRuns {
  /** In the order in which they were pinned. */
  readonly pinned: readonly PinnedRun[];
  /** How many have been pinned, those removed since included. */
  readonly pinnedSoFar: number;
}

/** Longest name of a pinned run, in characters. */
export const LONGEST_RUN_NAME = 40;

/** Whether two records are of one run, at whatever step. */
export const isSameRun = (one: RunRecord, other: RunRecord): boolean =>
  one.environment.startedAt === other.environment.startedAt;

/** A record as it is kept. */
export const keptRecord = (record: RunRecord): RunRecord => ({
  ...record,
  snapshots: [],
  stepSizes: [],
  ribbons: [],
});

/**
 * The name that a pinned run gets when a person asks for one: trimmed and cut, "Run 3" for an empty one, with a number where
 * another has it already.
 *
 * @param others the names that are taken
 */
export function pinnedName(text: string, id: number, others: readonly string[]): string {
  const wanted = cutName(text) || `Run ${id}`;
  for (let copy = 1; ; copy++) {
    const mark = copy === 1 ? '' : ` (${copy})`;
    const name = `${cut(wanted, LONGEST_RUN_NAME - mark.length)}${mark}`;
    if (!others.includes(name)) return name;
  }
}

/** A name as a run may have it; empty where nothing is left of it. */
export function cutName(text: string): string {
  const name = cut(cleanText(text).trim(), LONGEST_RUN_NAME);
  return isVisible(name) ? name : '';
}

const cut = (text: string, most: number): string => [...text].slice(0, most).join('').trimEnd();
