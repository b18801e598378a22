import { changedArm, formatChanges } from '../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { replayConfig } from '../../common/experiment/replay.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import { keysFor } from './arm-slots.ts';
import type { KeptOutcome, KeptRuns, Rescue, WhenHidden } from './kept-runs.ts';
import { type PageState, type RunState, ratesAreEqual } from './page-state.ts';

/** The page after news of the browser's store. */
export const keptChanged = (state: PageState, patch: Partial<KeptRuns>): PageState => ({
  ...state,
  kept: { ...state.kept, ...patch },
});

export const whenHiddenSet = (state: PageState, whenHidden: WhenHidden): PageState => ({
  ...state,
  whenHidden,
});

export const runNoticeDismissed = (state: PageState): PageState =>
  state.run === null ? state : { ...state, run: { ...state.run, notice: null } };

export const rescueSet = (state: PageState, rescue: Rescue | null): PageState => ({ ...state, rescue });

/** A run as it was read from the store. */
export interface OpenedRun {
  readonly id: number;
  readonly key: string;
  /** Where it stands; with all that is planned of it. */
  readonly record: RunRecord;
  readonly outcome: KeptOutcome;
  /** When it was last saved. */
  readonly savedAt: string;
  readonly hasWeights: boolean;
}

/** Shows a run from the store, as it was: its settings are those of the controls then. */
export function runOpened(
  state: PageState,
  { hasWeights, id, key, outcome, record, savedAt }: OpenedRun,
): PageState {
  const planned = new Set(record.config.changes.map((change) => formatChanges([change])));
  const byHand = record.changes.filter((change) => !planned.has(formatChanges([change])));
  const arms = armsAfter(record.config, record.changes);
  const config: ExperimentConfig = { ...record.config, arms: armsAfter(record.config, byHand) };
  // A person's own files cannot be had again without the person.
  const data =
    config.data === 'files' && state.data.inUse?.source !== 'files'
      ? (state.data.inUse?.source ?? 'mnist')
      : config.data;
  const askedKeys = keysFor(arms.length, state);
  const run: RunState = {
    id,
    key,
    hasWeights,
    phase: 'kept',
    wants: 'paused',
    compiled: null,
    finishReason: outcome === 'unfinished' || outcome === 'viewed' ? null : outcome,
    message: null,
    config,
    startConfig: record.config,
    finishedTarget: outcome === 'target' ? record.config.target : 0,
    record,
    armKeys: askedKeys,
    arms,
    pending: [],
    armsTouched: false,
    data: null,
  };
  return {
    ...state,
    asked: { ...config, data },
    askedKeys,
    ratesLinked: ratesAreEqual(config.arms),
    run,
    view: 'run',
    kept: { ...state.kept, offer: null, savedAt },
  };
}

const armsAfter = ({ arms }: ExperimentConfig, changes: readonly ArmChange[]): readonly ArmConfig[] =>
  arms.map((arm, index) => changes.filter((change) => change.arm === index).reduce(changedArm, arm));

/** The run is on its way into a worker, where it goes on. @param id what the worker will call it */
export const runGoesOn = (state: PageState, id: number, wants: RunState['wants']): PageState => ({
  ...state,
  run: state.run && {
    ...state.run,
    id,
    wants,
    phase: 'preparing',
    compiled: null,
    message: null,
    finishReason: null,
  },
});

/**
 * The worker is gone, and with it what the run had there: it stands where it was last saved, and is to go on from there.
 *
 * @param record as it was then; null where it is to begin anew, with the changes made in it planned
 */
export function runLost(state: PageState, record: RunRecord | null): PageState {
  const { run } = state;
  if (run === null) return state;
  const startConfig =
    record === null && run.record !== null ? replayConfig(run.record) : (record?.config ?? run.startConfig);
  const arms = armsAfter(startConfig, record?.changes ?? []);
  return { ...state, run: { ...run, phase: 'kept', compiled: null, startConfig, record, arms } };
}

/** The worker is gone, and a new one that knows nothing is asked for all that the page needs. */
export const trainerReplaced = (state: PageState): PageState => ({
  ...state,
  trainerMessage: null,
  data: { ...state.data, inUse: null },
  backend: { ...state.backend, inUse: null },
});

/** A run from the store takes another key, because another tab has taken the first. */
export const runRekeyed = (state: PageState, key: string): PageState => ({
  ...state,
  run: state.run && { ...state.run, key },
});
