import type { WorkerEvent } from '../../common/protocol/events.ts';
import type { StudyKind } from '../../common/studies/study.ts';
import { isComplete } from '../../common/studies/study-record.ts';
import type { ReadStudyRow } from '../persist/read-stored-study.ts';
import type { RunLocks } from '../persist/run-locks.ts';
import { StoreProblem, type StoreWork } from '../persist/store-problem.ts';
import type { StudyStore } from '../persist/study-store.ts';
import { keptChanged } from '../store/kept-actions.ts';
import type { KeptStudy } from '../store/kept-runs.ts';
import type { PageStore } from '../store/page-store.ts';
import { studyOpened, studyRekeyed, studySaved } from '../store/study-actions.ts';
import { STUDY_KINDS, type StudyState } from '../store/study-state.ts';
import type { SaveQueue } from './save-queue.ts';
import type { TrainerClient } from './trainer-client.ts';

/** Keeps the studies of the page in the browser's store, and brings back those of earlier visits. */
export interface StudyKeeper {
  hear(event: WorkerEvent): void;
  /** Finds out what there is of earlier visits, and lets the oldest go. */
  refresh(): Promise<void>;
  /** Shows a kept study as it was; it can then go on. */
  open(kind: StudyKind): Promise<void>;
  /** Deletes studies: one of the page that was cleared, or some that are kept. */
  remove(keys: readonly string[]): Promise<void>;
}

export interface StudyKeeperHost {
  readonly studies: StudyStore;
  readonly locks: RunLocks;
  readonly queue: SaveQueue;
  readonly client: Pick<TrainerClient, 'noteStudyKept'>;
  newId(): number;
  newKey(): string;
  /** Makes ready what a study that was opened is to train on. */
  prepareFor(study: StudyState): void;
}

/** So many studies of a kind are kept; those before them go when another one is begun. */
const MOST_KEPT = 3;

export function createStudyKeeper(store: PageStore, host: StudyKeeperHost): StudyKeeper {
  const { client, locks, queue, studies } = host;
  const update = store.setState;
  const onPage = () => STUDY_KINDS.flatMap((kind) => store.getState().studies[kind] ?? []);
  const present = (key: string) => onPage().find((study) => study.key === key) ?? null;

  const save = (key: string): Promise<void> =>
    queue.save(
      async () => {
        const study = present(key);
        if (study === null || study.record === null) return;
        await locks.claim(key);
        await studies.save({ key, record: study.record, checkpoint: study.checkpoint });
        update((state) => studySaved(state, key, new Date().toISOString()));
      },
      {
        onProblem: () => update((state) => studySaved(state, key, null)),
        // It goes on under a new key.
        onTaken() {
          locks.release(key);
          update((state) => studyRekeyed(state, key, host.newKey()));
        },
      },
    );

  async function refresh(): Promise<void> {
    try {
      const [rows, elsewhere] = await Promise.all([studies.list(), locks.elsewhere()]);
      const free = rows.filter(({ key }) => !elsewhere.has(key) && present(key) === null);
      const kept = STUDY_KINDS.map((kind) => free.flatMap((row) => keptStudy(row, kind)));
      const old = kept.flatMap((list) => list.slice(MOST_KEPT));
      if (old.length > 0) await studies.remove(old.map(({ key }) => key));
      const [ladder = null, repeats = null] = kept.map(([newest = null]) => newest);
      const damagedStudies = free.flatMap(({ damage, key }) => (damage === null ? [] : [key]));
      update((state) => keptChanged(state, { studies: { ladder, repeats }, damagedStudies }));
    } catch {
      // The list of runs tells what is wrong with the store.
    }
  }

  const tell = (problem: string) => update((state) => keptChanged(state, { problem }));

  async function attempt(doing: StoreWork, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      const { kind, message } = StoreProblem.of(error, doing);
      // That there is no store is told by the list of runs.
      if (kind !== 'none') tell(message);
    });
    await refresh();
  }

  async function show(key: string): Promise<void> {
    if (present(key) !== null) return;
    if (!(await locks.claim(key)))
      return tell('This was begun in another tab, which has it open. Close it there first.');
    try {
      const read = await studies.load(key);
      if (read === null || read.row.damage !== null)
        return tell(read?.row.damage ?? 'This is not kept any more.');
      await studies.adopt(key);
      const { checkpoint, row } = read;
      // Somebody in a hurry asks twice, or has begun another one meanwhile.
      if (store.getState().studies[row.kind] !== null) return;
      const isOver = isComplete(row.record);
      const message =
        isOver || checkpoint !== null ? null : 'Its weights are not kept: to go on is to begin anew.';
      const { record, savedAt } = row;
      const opened = { id: host.newId(), key, record, checkpoint, savedAt, message, isOver };
      update((state) => studyOpened(state, opened));
      const study = present(key);
      if (study !== null && !isOver) host.prepareFor(study);
    } finally {
      if (present(key) === null) locks.release(key);
    }
  }

  return {
    hear(event) {
      if (event.type !== 'study-checkpoint' && event.type !== 'study-state') return;
      const { studyId, type } = event;
      const key = onPage().find((study) => study.id === studyId)?.key;
      if (key === undefined) return;
      const startedAt = performance.now();
      if (type === 'study-checkpoint')
        void save(key).then(() => client.noteStudyKept(studyId, performance.now() - startedAt));
      else if (event.state === 'finished') void save(key);
    },
    refresh,
    open: (kind) => {
      const kept = store.getState().kept.studies[kind];
      return kept === null ? Promise.resolve() : attempt('read', () => show(kept.key));
    },
    remove: (keys) =>
      attempt('delete', async () => {
        await queue.settled();
        await studies.remove(keys);
        for (const key of keys) locks.release(key);
      }),
  };
}

/** What a person can do with the studies of earlier visits. */
export const keptStudyCommands = (store: PageStore, keeper: StudyKeeper) => ({
  /** Shows the study of an earlier visit. */
  openStudy: (kind: StudyKind) => void keeper.open(kind),
  deleteKeptStudy(kind: StudyKind) {
    const kept = store.getState().kept.studies[kind];
    if (kept !== null) void keeper.remove([kept.key]);
  },
  deleteDamagedStudies: () => void keeper.remove(store.getState().kept.damagedStudies),
});

function keptStudy(row: ReadStudyRow, kind: StudyKind): readonly KeptStudy[] {
  if (row.damage !== null || row.kind !== kind) return [];
  const { bytes, key, record, savedAt } = row;
  const { allMemberSteps, memberSteps } = record.progress;
  const networks = record.members.length;
  const share = isComplete(record) ? 1 : Math.min(1, memberSteps / allMemberSteps);
  return [{ key, bytes, savedAt, networks, share, startedAt: record.environment.startedAt }];
}
