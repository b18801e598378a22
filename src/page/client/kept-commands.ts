import { rewind } from '../../common/experiment/rewind.ts';
import type { Preferences } from '../persist/preferences.ts';
import type { RunLocks } from '../persist/run-locks.ts';
import type { RunStore } from '../persist/run-store.ts';
import { StoreProblem } from '../persist/store-problem.ts';
import { keptChanged, rescueSet, runOpened, whenHiddenSet } from '../store/kept-actions.ts';
import type { KeptRun, WhenHidden } from '../store/kept-runs.ts';
import type { PageStore } from '../store/page-store.ts';
import * as pinnedActions from '../store/pinned-actions.ts';
import { cutName } from '../store/pinned-runs.ts';
import type { Autosave } from './autosave.ts';
import type { KeptList } from './kept-list.ts';
import type { TakenFile } from './take-files.ts';

/** What a person can do with the runs in the browser's store. */
export interface KeptCommands {
  /** Shows a kept run as it was, in place of the present one, which is kept too; it can then go on. */
  openKept(key: string): void;
  renameKept(key: string, name: string): void;
  /** Draws its curves behind those of other runs, or no more. */
  pinKept(key: string, pinned: boolean): void;
  deleteKept(keys: readonly string[]): void;
  /** Hands the run's file to the person. */
  exportKept(key: string): void;
  /** Takes in run files; a picture of ours brings its settings. */
  importKept(files: readonly File[]): void;
  dismissOffer(): void;
  dismissStoreProblem(): void;
  dismissRescue(): void;
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
  /** Makes ready what a run that was opened is to train on. */
  prepareFor(run: KeptRun): void;
  /** Hands a run's file to the person. */
  hand(run: KeptRun, record: NonNullable<Awaited<ReturnType<RunStore['load']>>['record']>): void;
  /** Reads a file that a person chose. */
  take(file: File): Promise<TakenFile>;
  /** Takes the settings of a link, as `experiment/link.ts` reads it. */
  takeSettings(query: string): void;
  /** Asks the browser not to clear the store when it is short of room. */
  askToStay(): void;
}

export function createKeptCommands(store: PageStore, host: KeptHost): KeptCommands {
  const { autosave, list, locks, runs } = host;
  const update = store.setState;
  const find = (key: string) => store.getState().kept.list.find((run) => run.key === key);
  const tell = (problem: string) => update((state) => keptChanged(state, { problem }));

  /** Does something with the store; what goes wrong is told, and the list is read anew. */
  const attempt = (work: () => Promise<unknown>): void => {
    work()
      .catch((error: unknown) => tell(StoreProblem.of(error).message))
      .then(() => list.refresh(true));
  };

  /** Reads a run and makes it this tab's own. */
  async function read({ config, key }: KeptRun) {
    const whole = await runs.load(key, config, true);
    if (whole.record !== null) await runs.adopt(key);
    return whole;
  }

  async function open(key: string): Promise<void> {
    const kept = find(key);
    if (kept === undefined || store.getState().run?.key === key) return;
    if (!(await locks.claim(key)))
      return tell('This run is open in another tab. Close it there, or export it and import the file here.');
    const { checkpoint, damage, record } = await read(kept).catch((error: unknown) => {
      locks.release(key);
      throw error;
    });
    if (record === null) {
      locks.release(key);
      return tell(damage ?? 'This run cannot be read.');
    }
    host.leaveRun();
    const stand = checkpoint === null ? { record, checkpoint } : rewind(record, checkpoint);
    autosave.setCheckpoint(key, stand.checkpoint);
    update((state) =>
      runOpened(state, {
        id: host.newId(),
        key,
        record: stand.record,
        outcome: kept.outcome,
        savedAt: kept.savedAt,
        hasWeights: checkpoint !== null,
      }),
    );
    if (damage !== null) tell(damage);
    host.prepareFor(kept);
  }

  async function pin(key: string, pinned: boolean): Promise<void> {
    const kept = find(key);
    if (kept === undefined) return;
    if (!pinned) {
      update((state) => pinnedActions.recordUnpinned(state, kept.startedAt));
      return runs.patch(key, { pinned });
    }
    const { damage, record } = await runs.load(key, kept.config, false);
    if (record === null) return tell(damage ?? 'This run cannot be read.');
    update((state) => pinnedActions.recordPinned(state, record, kept.name));
    host.askToStay();
    await runs.patch(key, { pinned });
  }

  async function take(file: File): Promise<void> {
    const taken = await host.take(file);
    switch (taken.kind) {
      case 'nothing':
        return tell(`${file.name}: ${taken.problem}`);
      case 'settings':
        return host.takeSettings(taken.query);
      case 'run': {
        const { record } = taken;
        const same = store
          .getState()
          .kept.list.find(
            ({ startedAt, step }) => startedAt === record.environment.startedAt && step === record.step,
          );
        if (same !== undefined) return tell(`${file.name}: this run is here already, as ${same.name}.`);
        const run = { key: host.newKey(), name: taken.name, record, checkpoint: null };
        await runs.save({ ...run, outcome: 'viewed' });
      }
    }
  }

  return {
    openKept: (key) => attempt(() => open(key)),
    renameKept(key, text) {
      const name = cutName(text);
      const kept = find(key);
      if (kept === undefined || name === '' || name === kept.name) return;
      update((state) => pinnedActions.recordRenamed(state, kept.startedAt, name));
      attempt(() => runs.patch(key, { name }));
    },
    pinKept: (key, pinned) => attempt(() => pin(key, pinned)),
    deleteKept(keys) {
      const present = store.getState().run?.key;
      const free = keys.filter((key) => find(key)?.elsewhere !== true && key !== present);
      for (const key of free) {
        const startedAt = find(key)?.startedAt;
        if (startedAt !== undefined) update((state) => pinnedActions.recordUnpinned(state, startedAt));
      }
      attempt(() => runs.remove(free));
    },
    exportKept(key) {
      const kept = find(key);
      if (kept === undefined) return;
      attempt(async () => {
        const { damage, record } = await runs.load(key, kept.config, true);
        if (record === null) tell(damage ?? 'This run cannot be read.');
        else host.hand(kept, record);
      });
    },
    importKept: (files) =>
      attempt(async () => {
        for (const file of files) await take(file);
      }),
    dismissOffer() {
      const { offer } = store.getState().kept;
      host.preferences.change({ notOffered: offer });
      update((state) => keptChanged(state, { offer: null }));
    },
    dismissStoreProblem: () => update((state) => keptChanged(state, { problem: null })),
    dismissRescue: () => update((state) => rescueSet(state, null)),
    setWhenHidden(whenHidden) {
      host.preferences.change({ whenHidden });
      update((state) => whenHiddenSet(state, whenHidden));
    },
  };
}
