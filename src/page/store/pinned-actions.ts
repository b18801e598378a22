import type { RunRecord } from '../../common/experiment/run-record.ts';
import type { PageState, RunState } from './page-state.ts';
import { isSameRun, keptRecord, type PinnedRun, pinnedName } from './pinned-runs.ts';

/** Whether the run there is can be pinned, or why not. */
export type Pinning = 'can' | 'can-again' | 'no-run' | 'in-training' | 'is-pinned';

/** A run that trains cannot be pinned; one that is pinned can be again once it has trained on. */
export function selectPinning(state: PageState): Pinning {
  const { run } = state;
  if (run?.record == null || run.record.step === 0) return 'no-run';
  if (!AT_REST.includes(run.phase)) return 'in-training';
  const before = selectPinOf(state, run.record);
  if (before === null) return 'can';
  // One that was opened is read anew, and may be pinned as it is already.
  const isSame =
    before.record.arms === run.record.arms ||
    (run.phase === 'kept' && before.record.step === run.record.step);
  return isSame ? 'is-pinned' : 'can-again';
}

const AT_REST: readonly RunState['phase'][] = ['paused', 'finished', 'failed', 'kept'];

/** What a run is pinned as; null where it is not. */
export const selectPinOf = ({ pinned }: PageState, record: RunRecord | null): PinnedRun | null =>
  pinned.find((own) => record !== null && isSameRun(own.record, record)) ?? null;

/** Keeps the run as it is now. A run that is kept already takes its own place again. */
export function runPinned(state: PageState): PageState {
  const pinning = selectPinning(state);
  const record = state.run?.record ?? null;
  if (record === null || (pinning !== 'can' && pinning !== 'can-again')) return state;
  const before = selectPinOf(state, record);
  if (before !== null) return changed(state, before.id, () => ({ record: keptRecord(record) }));
  const kept = state.kept.list.find(({ key }) => key === state.run?.key);
  return recordPinned(state, record, kept?.name ?? '');
}

/** Pins a run that is not on the page, as it was read from the store; one that is pinned already stays as it is. */
export function recordPinned(state: PageState, record: RunRecord, wanted: string): PageState {
  if (selectPinOf(state, record) !== null) return state;
  const id = state.pinnedSoFar + 1;
  const name = pinnedName(wanted, id, namesBut(state, id));
  const run: PinnedRun = { id, name, hidden: false, record: keptRecord(record) };
  return { ...state, pinned: [...state.pinned, run], pinnedSoFar: id };
}

/** @param startedAt which tells the run */
export const recordUnpinned = (state: PageState, startedAt: string): PageState => ({
  ...state,
  pinned: state.pinned.filter(({ record }) => record.environment.startedAt !== startedAt),
});

/** @param startedAt which tells the run */
export function recordRenamed(state: PageState, startedAt: string, name: string): PageState {
  const own = state.pinned.find(({ record }) => record.environment.startedAt === startedAt);
  return own === undefined ? state : pinnedRenamed(state, own.id, name);
}

export const pinnedRenamed = (state: PageState, id: number, text: string): PageState =>
  changed(state, id, () => ({ name: pinnedName(text, id, namesBut(state, id)) }));

/** Hides the curves of a pinned run, or shows them again. */
export const pinnedHidden = (state: PageState, id: number): PageState =>
  changed(state, id, ({ hidden }) => ({ hidden: !hidden }));

export const allPinnedHidden = (state: PageState, hidden: boolean): PageState => ({
  ...state,
  pinned: state.pinned.map((own) => ({ ...own, hidden })),
});

export const pinnedRemoved = (state: PageState, id: number): PageState => ({
  ...state,
  pinned: state.pinned.filter((own) => own.id !== id),
});

const namesBut = ({ pinned }: PageState, id: number): readonly string[] =>
  pinned.flatMap((own) => (own.id === id ? [] : [own.name]));

const changed = (state: PageState, id: number, patch: (own: PinnedRun) => Partial<PinnedRun>): PageState => ({
  ...state,
  pinned: state.pinned.map((own) => (own.id === id ? { ...own, ...patch(own) } : own)),
});
