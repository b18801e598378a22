import type { KeptRun } from './kept-runs.ts';

/** So many runs stay that nobody has named or pinned. */
export const MOST_KEPT_RUNS = 200;

/** Whether a person has given the run a name, or brought it from a file. */
const isNamed = ({ name }: KeptRun): boolean => !/^Run \d+$/.test(name);

/**
 * The runs that make room for newer ones, by their keys: the oldest that are neither pinned nor named, are not on the page and are open
 * in no other tab. One that cannot be read stays until a person deletes it.
 */
export function runsToDrop(
  list: readonly KeptRun[],
  onPage: string | null,
  most = MOST_KEPT_RUNS,
): readonly string[] {
  const replaceable = list.filter((run) => !run.pinned && !isNamed(run) && run.damage === null);
  return replaceable
    .toSorted((one, other) => other.savedAt.localeCompare(one.savedAt))
    .slice(most)
    .filter(({ elsewhere, key }) => !elsewhere && key !== onPage)
    .map(({ key }) => key);
}
