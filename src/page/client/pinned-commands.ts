import type { PageStore } from '../store/page-store.ts';
import * as pinnedActions from '../store/pinned-actions.ts';

/** What a person can do with pinned runs. The worker knows nothing of them. */
export const createPinnedCommands = ({ setState: update }: PageStore) => ({
  pinRun: () => update(pinnedActions.runPinned),
  renamePinned: (id: number, text: string) =>
    update((before) => pinnedActions.pinnedRenamed(before, id, text)),
  /** Hides a pinned run, or shows it again. */
  togglePinned: (id: number) => update((before) => pinnedActions.pinnedHidden(before, id)),
  hideAllPinned: (hidden: boolean) => update((before) => pinnedActions.allPinnedHidden(before, hidden)),
  removePinned: (id: number) => update((before) => pinnedActions.pinnedRemoved(before, id)),
});
