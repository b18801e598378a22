import { formatWhole } from '../../common/lib/format.ts';
import type { StudyConfig } from '../../common/studies/study.ts';
import type { Dataset } from '../data/dataset.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import { mostArms } from '../engine/most-arms.ts';
import { StudyRound } from './study-round.ts';

/** How many columns of a study train side by side. */
export interface RoundSize {
  readonly columns: number;
  /** What a step of one column took, in milliseconds; null when it was not timed. */
  readonly msOfOne: number | null;
  /** Why not all train side by side, in a sentence; null where they do. */
  readonly note: string | null;
}

/** A study that cannot be made, and would not be another time either. */
export class StudyRefused extends Error {}

/** A step that takes longer keeps people waiting who want to stop. */
export const LONGEST_STEP_MS = 400;
/** So much slower may a step of many be than as many steps of one: machines are noisy. */
const MARGIN = 1.25;
/** Steps shorter than this cannot be told apart by timing a few. */
const SHORT_STEP_MS = 40;

/**
 * Finds out how many columns can train side by side: as many as fit into memory, and as keep a step short, by the time that a step of one
 * column takes here.
 *
 * @param longestStepMs `Infinity` times nothing: only memory counts
 * @returns null when it was told to stop meanwhile
 * @throws StudyRefused with a sentence when not even one column fits
 */
export async function findRoundSize(
  study: StudyConfig,
  data: Dataset,
  backend: BackendName,
  stops: () => boolean,
  longestStepMs: number,
): Promise<RoundSize | null> {
  const rows = study.base.arms.length;
  const all = study.columns.length;
  const fit = Math.floor(mostArms(study.base, backend) / rows);
  if (fit < 1) {
    throw new StudyRefused(
      `${formatWhole(rows)} networks of this size do not fit side by side into the memory that a page may use. Choose a smaller network, a smaller batch or fewer arms.`,
    );
  }
  if (all === 1 || longestStepMs === Number.POSITIVE_INFINITY) {
    const columns = evenly(all, Math.min(all, fit));
    return { columns, msOfOne: null, note: noteOf({ all, columns, fit, rows }) };
  }
  const msOfOne = await timeOne(study, data, backend);
  if (stops()) return null;
  const quick = Math.max(1, Math.floor(longestStepMs / msOfOne));
  const columns = evenly(all, Math.min(all, fit, quick));
  return { columns, msOfOne, note: noteOf({ all, columns, fit, rows }) };
}

/** Whether a step of several columns takes no longer than theirs one after the other; of short ones nobody can say. */
export const isWorthIt = (ms: number, msOfOne: number, columns: number): boolean =>
  ms <= SHORT_STEP_MS || ms <= MARGIN * columns * msOfOne;

/** As few rounds as that takes, all of about the same size. */
const evenly = (all: number, most: number): number => Math.ceil(all / Math.ceil(all / most));

function noteOf({ all, columns, fit, rows }: { all: number; columns: number; fit: number; rows: number }) {
  if (columns >= all) return null;
  const why =
    columns >= fit || Math.ceil(all / fit) === Math.ceil(all / columns)
      ? 'more do not fit into memory'
      : 'a step of more would take too long here';
  return `${formatWhole(columns * rows)} of ${formatWhole(all * rows)} networks train side by side, the rest in further rounds: ${why}.`;
}

async function timeOne(study: StudyConfig, data: Dataset, backend: BackendName): Promise<number> {
  const quiet = { onProgress: () => undefined, onState: () => undefined };
  const round = new StudyRound(study, study.columns.slice(0, 1), data, backend, quiet);
  try {
    await round.run.prepare();
    return await round.timeSteps();
  } finally {
    await round.run.dispose();
  }
}
