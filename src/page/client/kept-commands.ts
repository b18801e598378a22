import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import { rewind } from '../../common/experiment/rewind.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import { joined } from '../../common/lib/format.ts';
import type { Preferences } from '../persist/preferences.ts';
import type { RunLocks } from '../persist/run-locks.ts';
import type { RunStore } from '../persist/run-store.ts';
import { StoreProblem, type StoreWork } from '../persist/store-problem.ts';
import {
  keptChanged,
  rescueSet,
  runNoticeDismissed,
  runOpened,
  whenHiddenSet,
} from '../store/kept-actions.ts';
import type { KeptRun, WhenHidden } from '../store/kept-runs.ts';
import type { PageStore } from '../store/page-store.ts';
import * as pinnedActions from '../store/pinned-actions.ts';
import { cutName } from '../store/pinned-runs.ts';
import type { Autosave } from './autosave.ts';
import type { KeptList } from './kept-list.ts';

/** What a person can do with the runs in the browser's store. */
export interface KeptCommands {
  /** Shows a kept run as it was, in place of the present one, which is kept too; it can then go on. */
  openKept(key: string): void;
  renameKept(key: string, name: string): void;
  /** Draws its curves behind those of other runs, or no more. */
  pinKept(key: string, pinned: boolean): void;
  /** One that another tab has open stays; the one on the page is ended first. */
  deleteKept(keys: readonly string[]): void;
  /** Hands the run's file to the person. */
  exportKept(key: string): void;
  dismissOffer(): void;
  dismissStoreProblem(): void;
  dismissRescue(): void;
  dismissRunNotice(): void;
  setWhenHidden(when: WhenHidden): void;
}

export interface KeptHost {
  readonly runs: RunStore;
  readonly locks: RunLocks;
  readonly list: KeptList;
  readonly autosave: Autosave;
  readonly preferences: { change(patch: Partial<Preferences>): void };
  newId(): number;
  newKey(): string;
  /** Ends the present run, and everything else that trains. */
  leaveRun(): void;
  /** Ends the present run without keeping what it came to since it was last kept. */
  dropRun(): void;
  /** Makes ready what a run that was opened is to train on. */
  prepareFor(run: KeptRun): void;
  /** Hands a run's file to the person. */
  hand(run: KeptRun, record: RunRecord): void;
  /** Asks the browser not to clear the store when it is short of room. */
  askToStay(): void;
}

const UNREADABLE = 'This run cannot be read.';

const notOpened = (name: string) =>
  `${name} was not opened, because another run began while it was being read. Open it again to leave that run.`;

export function createKeptCommands(store: PageStore, host: KeptHost): KeptCommands {
  const { autosave, list, locks, runs } = host;
  const update = store.setState;
  const find = (key: string) => store.getState().kept.list.find((run) => run.key === key);
  const isPresent = (key: string) => store.getState().run?.key === key;
  const tell = (problem: string) => update((state) => keptChanged(state, { problem }));

  /** Does something with the store; what goes wrong is told, and the list is read anew. */
  const attempt = (doing: StoreWork, work: () => Promise<unknown>): void => {
    work()
      .catch((error: unknown) => tell(StoreProblem.of(error, doing).message))
      .then(() => list.refresh(true));
  };

  /** The run that was asked for last. */
  let opening: string | null = null;

  async function open(key: string): Promise<void> {
    const kept = find(key);
    if (kept === undefined || isPresent(key)) return;
    if (kept.damage !== null) return tell(kept.damage);
    opening = key;
    const left = store.getState().run?.id ?? null;
    if (!(await locks.claim(key)))
      return tell('This run is open in another tab. Close it there, or export it and import the file here.');
    try {
      const read = await runs.load(key, kept.config, true);
      if (read.record === null) return tell(read.damage ?? UNREADABLE);
      await runs.adopt(key);
      // Somebody in a hurry asks twice, or for another one.
      if (isPresent(key) || opening !== key) return;
      // Reading may be slow, and a run that was started meanwhile is wanted more.
      if ((store.getState().run?.id ?? null) !== left) return tell(notOpened(kept.name));
      show(kept, read.record, read.checkpoint);
      if (read.damage !== null) tell(read.damage);
    } finally {
      if (!isPresent(key)) locks.release(key);
    }
  }

  function show(kept: KeptRun, record: RunRecord, checkpoint: Checkpoint | null): void {
    const { key, outcome, savedAt } = kept;
    host.leaveRun();
    const stand = checkpoint === null ? { record, checkpoint } : rewind(record, checkpoint);
    autosave.setCheckpoint(key, stand.checkpoint);
    const hasWeights = checkpoint !== null;
    const id = host.newId();
    update((state) => runOpened(state, { id, key, outcome, savedAt, record: stand.record, hasWeights }));
    host.prepareFor(kept);
  }

  async function pin(key: string, pinned: boolean): Promise<void> {
    const kept = find(key);
    if (kept === undefined) return;
    if (!pinned) {
      update((state) => pinnedActions.recordUnpinned(state, kept.startedAt));
      return runs.patch(key, { pinned });
    }
    if (kept.damage !== null) return tell(kept.damage);
    const { damage, record } = await runs.load(key, kept.config, false);
    if (record === null) return tell(damage ?? UNREADABLE);
    update((state) => pinnedActions.recordPinned(state, record, kept.name));
    host.askToStay();
    await runs.patch(key, { pinned });
  }

  /** Deletes runs that no other tab has; the one on the page is ended first, and kept no more. */
  async function remove(keys: readonly string[]): Promise<void> {
    const wanted = keys.flatMap((key) => find(key) ?? []);
    const claims = await Promise.all(wanted.map(({ key }) => locks.claim(key)));
    const free = wanted.filter((_, index) => claims[index]);
    try {
      if (free.some(({ key }) => isPresent(key))) host.dropRun();
      await autosave.settled();
      await runs.remove(free.map(({ key }) => key));
    } finally {
      for (const { key } of free) locks.release(key);
    }
    for (const { pinned, startedAt } of free)
      if (pinned) update((state) => pinnedActions.recordUnpinned(state, startedAt));
    const stay = wanted.filter((_, index) => !claims[index]).map(({ name }) => name);
    if (stay.length > 0) {
      const word = stay.length === 1 ? 'is' : 'are';
      tell(`${joined(stay)} ${word} open in another tab and cannot be deleted here. Close it there first.`);
    }
  }

  return {
    openKept: (key) => attempt('read', () => open(key)),
    renameKept(key, text) {
      const name = cutName(text);
      const kept = find(key);
      if (kept === undefined || name === '' || name === kept.name) return;
      update((state) => pinnedActions.recordRenamed(state, kept.startedAt, name));
      attempt('store', () => runs.patch(key, { name }));
    },
    pinKept: (key, pinned) => attempt('store', () => pin(key, pinned)),
    deleteKept: (keys) => attempt('delete', () => remove(keys)),
    exportKept(key) {
      const kept = find(key);
      if (kept === undefined) return;
      if (kept.damage !== null) return tell(kept.damage);
      attempt('read', async () => {
        const { damage, record } = await runs.load(key, kept.config, true);
        if (record === null) tell(damage ?? UNREADABLE);
        else host.hand(kept, record);
      });
    },
    dismissOffer() {
      const { offer } = store.getState().kept;
      host.preferences.change({ notOffered: offer });
      update((state) => keptChanged(state, { offer: null }));
    },
    dismissStoreProblem: () => update((state) => keptChanged(state, { problem: null })),
    dismissRunNotice: () => update(runNoticeDismissed),
    dismissRescue: () => update((state) => rescueSet(state, null)),
    setWhenHidden(whenHidden) {
      host.preferences.change({ whenHidden });
      update((state) => whenHiddenSet(state, whenHidden));
    },
  };
}
