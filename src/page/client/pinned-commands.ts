import type { HeaderPatch } from '../persist/run-store.ts';
import type { PageState } from '../store/page-state.ts';
import type { PageStore } from '../store/page-store.ts';
import * as pinnedActions from '../store/pinned-actions.ts';
import type { PinnedRun } from '../store/pinned-runs.ts';

/**
 * What a person can do with pinned runs. The worker knows nothing of them.
 *
 * @param keep writes what has become of a pinned run to where runs are kept; `startedAt` tells the run
 */
export function createPinnedCommands(
  { getState, setState: update }: PageStore,
  keep: (startedAt: string, patch: HeaderPatch) => void,
) {
  const startOf = ({ record }: PinnedRun) => record.environment.startedAt;
  const find = (id: number) => getState().pinned.find((run) => run.id === id);

  return {
    pinRun() {
      update(pinnedActions.runPinned);
      const run = pinnedActions.selectPinOf(getState(), presentRecord(getState()));
      if (run !== null) keep(startOf(run), { pinned: true, name: run.name });
    },
    renamePinned(id: number, text: string) {
      update((before) => pinnedActions.pinnedRenamed(before, id, text));
      const run = find(id);
      if (run !== undefined) keep(startOf(run), { name: run.name });
    },
    /** Hides a pinned run, or shows it again. */
    togglePinned: (id: number) => update((before) => pinnedActions.pinnedHidden(before, id)),
    hideAllPinned: (hidden: boolean) => update((before) => pinnedActions.allPinnedHidden(before, hidden)),
    removePinned(id: number) {
      const run = find(id);
      update((before) => pinnedActions.pinnedRemoved(before, id));
      if (run !== undefined) keep(startOf(run), { pinned: false });
    },
  };
}

const presentRecord = ({ run }: PageState) => run?.record ?? null;
