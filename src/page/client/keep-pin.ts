import type { HeaderPatch, RunStore } from '../persist/run-store.ts';
import { StoreProblem } from '../persist/store-problem.ts';
import { keptChanged } from '../store/kept-actions.ts';
import type { PageStore } from '../store/page-store.ts';
import type { Autosave } from './autosave.ts';
import type { KeptList } from './kept-list.ts';

interface KeepPinHost {
  readonly runs: Pick<RunStore, 'patch'>;
  readonly list: Pick<KeptList, 'refresh'>;
  readonly autosave: Pick<Autosave, 'keepLast' | 'settled'>;
}

/** Writes what has become of a pinned run to where runs are kept; `startedAt` tells the run. What goes wrong is told. */
export function createKeepPin(store: PageStore, { autosave, list, runs }: KeepPinHost) {
  const { getState, setState } = store;

  async function write(startedAt: string, patch: HeaderPatch): Promise<void> {
    const { kept, run } = getState();
    const same = kept.list.filter((own) => own.startedAt === startedAt);
    const isPresent = run?.record?.environment.startedAt === startedAt;
    const key = isPresent ? run.key : (same.find(({ pinned }) => pinned) ?? same[0])?.key;
    if (key === undefined) return;
    // One that has just been paused may not be kept yet.
    if (isPresent) await (same.length === 0 ? autosave.keepLast() : autosave.settled());
    await runs.patch(key, patch);
  }

  return (startedAt: string, patch: HeaderPatch): void => {
    write(startedAt, patch)
      .catch((error: unknown) =>
        setState((state) => keptChanged(state, { problem: StoreProblem.of(error).message })),
      )
      .then(() => list.refresh(true));
  };
}
