import { joined } from '../../common/lib/format.ts';
import type { StudyRecord } from '../../common/studies/study-record.ts';
import type { RunStore } from '../persist/run-store.ts';
import { StoreProblem } from '../persist/store-problem.ts';
import type { StudyStore } from '../persist/study-store.ts';
import type { PageStore } from '../store/page-store.ts';
import { studyCleared, viewChosen } from '../store/study-actions.ts';
import type { PageView } from '../store/study-state.ts';
import type { KeptList } from './kept-list.ts';
import type { StudyKeeper } from './study-keeper.ts';
import type { TakenFile } from './take-files.ts';

/** What came of a run file. */
export interface RunImport {
  /** What was done, a sentence; null for nothing. */
  readonly done: string | null;
  readonly problems: readonly string[];
  readonly undo?: () => void;
}

export interface ImportHost {
  readonly runs: RunStore;
  readonly studies: StudyStore;
  readonly list: KeptList;
  readonly keeper: Pick<StudyKeeper, 'refresh' | 'open' | 'remove'>;
  newKey(): string;
  deleteKept(keys: readonly string[]): void;
}

const CALLED = { ladder: 'learning-rate sweep', repeats: 'results over seeds' } as const;

/** Keeps the run and the studies of a run file in the browser's store, and shows where they are. The run on the page stays. */
export function createImportRuns(store: PageStore, host: ImportHost) {
  const { keeper, list, newKey, runs, studies } = host;

  /** @returns the run's key, or what stands against it */
  async function keepRun({
    name,
    record,
  }: TakenFile & { kind: 'run' }): Promise<{ key: string } | { problem: string } | null> {
    if (record === null) return null;
    const same = store
      .getState()
      .kept.list.find(
        ({ startedAt, step }) => startedAt === record.environment.startedAt && step === record.step,
      );
    if (same !== undefined) return { problem: `this run is here already, as ${same.name}.` };
    const key = newKey();
    await runs.save({ key, name, record, checkpoint: null, outcome: 'viewed' });
    return { key };
  }

  async function keepStudy(record: StudyRecord): Promise<{ key: string } | { problem: string }> {
    const { kind } = record.config;
    const isSame = (other: StudyRecord | null) =>
      other?.config.kind === kind &&
      other.environment.startedAt === record.environment.startedAt &&
      other.progress.memberSteps >= record.progress.memberSteps;
    const kept = await studies.list();
    const isHere =
      isSame(store.getState().studies[kind]?.record ?? null) ||
      kept.some((row) => row.damage === null && isSame(row.record));
    if (isHere) return { problem: `its ${CALLED[kind]} are here already.`.replace('sweep are', 'sweep is') };
    const key = newKey();
    await studies.save({ key, record, checkpoint: null });
    await keeper.refresh();
    // One that is on the page stays there; this one is then offered once that one is cleared.
    if (store.getState().studies[kind] === null) await keeper.open(kind);
    return { key };
  }

  function forget(runKeys: readonly string[], studyKeys: readonly string[], view: PageView): void {
    for (const study of Object.values(store.getState().studies)) {
      if (study !== null && studyKeys.includes(study.key))
        store.setState((state) => studyCleared(state, study.config.kind));
    }
    if (studyKeys.length > 0) void keeper.remove(studyKeys);
    if (runKeys.length > 0) host.deleteKept(runKeys);
    store.setState((state) => viewChosen(state, view));
  }

  return async (file: string, taken: TakenFile & { kind: 'run' }): Promise<RunImport> => {
    const { view } = store.getState();
    const problems: string[] = [];
    const [runKeys, studyKeys, brought]: [string[], string[], string[]] = [[], [], []];
    try {
      const run = await keepRun(taken);
      if (run !== null && 'key' in run) runKeys.push(run.key);
      else if (run !== null) problems.push(`${file}: ${run.problem}`);
      for (const study of taken.studies) {
        const kept = await keepStudy(study);
        if ('problem' in kept) problems.push(`${file}: ${kept.problem}`);
        else {
          studyKeys.push(kept.key);
          brought.push(CALLED[study.config.kind]);
        }
      }
    } catch (error) {
      problems.push(`${file}: ${StoreProblem.of(error, 'store').message}`);
    }
    // Among the files to come may be the same once more.
    await list.refresh(true);
    if (runKeys.length === 0 && studyKeys.length === 0) return { done: null, problems };
    const [kind] = taken.studies.map(({ config }) => config.kind);
    store.setState((state) => viewChosen(state, runKeys.length > 0 ? 'kept' : (kind ?? view)));
    return {
      done:
        runKeys.length > 0
          ? `Opened ${file} as a past run${brought.length > 0 ? `, with its ${joined(brought)}` : ''}.`
          : `Opened the ${joined(brought)} of ${file}.`,
      problems,
      undo: () => forget(runKeys, studyKeys, view),
    };
  };
}
