import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import { linkParameters } from '../../common/experiment/link.ts';
import type { RunLocks } from '../persist/run-locks.ts';
import type { RunStore } from '../persist/run-store.ts';
import { keptChanged, runRekeyed } from '../store/kept-actions.ts';
import type { RunState } from '../store/page-state.ts';
import type { PageStore } from '../store/page-store.ts';
import type { SaveQueue } from './save-queue.ts';
import type { TrainerClient } from './trainer-client.ts';

/** Keeps the present run in the browser's store, as often as the worker makes a checkpoint. */
export interface Autosave {
  /** A checkpoint has come; all that led to it is in the store of the page. */
  keep(runId: number, checkpoint: Checkpoint): void;
  /** The run is over, or about to leave the page: what it told since the last checkpoint is kept as well. */
  keepLast(): Promise<void>;
  /** Settles once all that was to be kept has been written, or could not be. */
  settled(): Promise<unknown>;
  /** What is planned of a run that was opened, and has not trained on since, has changed. */
  keepPlan(): void;
  /** The run has finished since it was last kept. */
  noteOutcome(): void;
  /** Where the present run can go on from; null before the first checkpoint. */
  checkpoint(): Checkpoint | null;
  /** The present run can go on from here: it has been read from the store, or put back. */
  setCheckpoint(key: string, checkpoint: Checkpoint | null): void;
}

export interface AutosaveHost {
  readonly runs: RunStore;
  readonly locks: RunLocks;
  readonly queue: SaveQueue;
  readonly client: Pick<TrainerClient, 'noteKept'>;
  newKey(): string;
  /** What a run is called that has no name. */
  newName(): string;
  /** Asks the browser not to clear the store; see `KeptHost`. */
  askToStay(): void;
  /** The list of runs has changed. */
  onKept(key: string): void;
}

export function createAutosave(store: PageStore, host: AutosaveHost): Autosave {
  const { client, locks, queue, runs } = host;
  let latest: { readonly key: string; readonly checkpoint: Checkpoint | null } | null = null;
  /** Once a visit, when there is something to lose. */
  let hasAsked = false;
  const update = store.setState;
  const present = () => store.getState().run;
  const checkpoint = () => (latest !== null && latest.key === present()?.key ? latest.checkpoint : null);

  const write = async (run: RunState, from: Checkpoint | null): Promise<void> => {
    const { key, record } = run;
    if (record === null || record.step === 0) return;
    const outcome = run.finishReason ?? 'unfinished';
    await locks.claim(key);
    await runs.save({ key, name: host.newName(), record, outcome, checkpoint: from });
    if (!hasAsked) host.askToStay();
    hasAsked = true;
    host.onKept(key);
  };

  const save = (run: RunState, from: Checkpoint | null): Promise<void> =>
    queue.save(() => write(run, from), {
      onSaved: () =>
        update((state) =>
          state.run?.id === run.id ? keptChanged(state, { savedAt: new Date().toISOString() }) : state,
        ),
      onProblem: () => update((state) => keptChanged(state, { savedAt: null })),
      // It goes on under a new key.
      onTaken() {
        if (present()?.key !== run.key) return;
        const key = host.newKey();
        locks.release(run.key);
        update((state) => runRekeyed(state, key));
        if (latest?.key === run.key) latest = { ...latest, key };
      },
    });

  return {
    keep(runId, made) {
      const run = present();
      if (run?.id !== runId) return;
      latest = { key: run.key, checkpoint: made };
      const startedAt = performance.now();
      void save(run, made).then(() => client.noteKept(runId, performance.now() - startedAt));
    },
    keepLast() {
      const run = present();
      return run === null || run.phase === 'kept' ? Promise.resolve() : save(run, checkpoint());
    },
    settled: queue.settled,
    keepPlan() {
      const run = present();
      if (run?.phase !== 'kept' || run.record === null) return;
      const { key, record } = run;
      const patch = async () => {
        await runs.patch(key, { config: Object.fromEntries(linkParameters(record.config)) });
        host.onKept(key);
      };
      void queue.save(patch, { onTaken: () => undefined });
    },
    noteOutcome() {
      const run = present();
      if (run?.finishReason == null) return;
      const { finishReason: outcome, key } = run;
      void queue.quietly(async () => {
        await runs.patch(key, { outcome });
        host.onKept(key);
      });
    },
    checkpoint,
    setCheckpoint(key, made) {
      latest = { key, checkpoint: made };
    },
  };
}
