import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { PRESETS } from '../../common/experiment/presets.ts';
import type { SettingValue } from '../../common/experiment/settings.ts';
import { keysFor } from './arm-slots.ts';
import { type PageState, type Resource, type RunState, ratesAreEqual } from './page-state.ts';

/** Settings other than the arms that can be edited one at a time. */
export type EditableSettings = Omit<ExperimentConfig, 'arms' | 'changes' | 'preset'>;

const requested = <T>(resource: Resource<T>, requestId: number): Resource<T> => ({
  ...resource,
  requestId,
  status: 'loading',
  progress: null,
  message: null,
});

export const dataRequested = (
  state: PageState,
  requestId: number,
  data: SettingValue<'data'>,
): PageState => ({
  ...state,
  asked: { ...state.asked, data },
  data: requested(state.data, requestId),
});

export const backendRequested = (
  state: PageState,
  requestId: number,
  backend: SettingValue<'backend'>,
): PageState => ({
  ...state,
  asked: { ...state.asked, backend },
  backend: requested(state.backend, requestId),
});

/** Edits settings that a new run takes up. */
export const settingsChanged = (state: PageState, patch: Partial<EditableSettings>): PageState => ({
  ...state,
  asked: { ...state.asked, ...patch },
});

/** Edits when the run ends, which acts on a run that exists as well. */
export function endChanged(state: PageState, end: { steps?: number; target?: number }): PageState {
  const asked = { ...state.asked, ...end };
  const { run } = state;
  if (run === null) return { ...state, asked };
  const record = run.record && { ...run.record, config: { ...run.record.config, ...end } };
  const startConfig = { ...run.startConfig, ...end };
  return { ...state, asked, run: { ...run, config: { ...run.config, ...end }, startConfig, record } };
}

/** Takes a preset's settings; the data and the backend, which belong to this machine, stay. */
export function presetChosen(state: PageState, preset: SettingValue<'preset'>): PageState {
  const { data, backend } = state.asked;
  const asked = { ...PRESETS[preset], data, backend };
  const askedKeys = keysFor(asked.arms.length, state);
  return { ...state, asked, askedKeys, ratesLinked: ratesAreEqual(asked.arms) };
}

export const ratesLinkedSet = (state: PageState, ratesLinked: boolean): PageState => ({
  ...state,
  ratesLinked,
});

/** Drops the changes that a link asked to replay. */
export const changesDropped = (state: PageState): PageState => ({
  ...state,
  asked: { ...state.asked, changes: [] },
});

export function runStarted(state: PageState, id: number, wants: RunState['wants']): PageState {
  const run: RunState = {
    id,
    phase: 'preparing',
    wants,
    compiled: null,
    finishReason: null,
    message: null,
    config: state.asked,
    startConfig: state.asked,
    finishedTarget: 0,
    record: null,
    armKeys: state.askedKeys,
    arms: state.asked.arms,
    pending: [],
    armsTouched: false,
    data: null,
  };
  return { ...state, run };
}

export const runWanted = (state: PageState, wants: RunState['wants']): PageState => ({
  ...state,
  run: state.run && { ...state.run, wants },
});

export const runEnded = (state: PageState): PageState => ({ ...state, run: null });

/** Puts the controls back to what the run was started with and changed to since. */
export function changesUndone(state: PageState): PageState {
  if (state.run === null) return state;
  const { armKeys: askedKeys, config: asked } = state.run;
  return { ...state, asked, askedKeys, ratesLinked: state.ratesLinked && ratesAreEqual(asked.arms) };
}

/** The worker is gone: what it held is lost, what the page has recorded stays to be seen. */
export function trainerStopped(state: PageState, message: string): PageState {
  const { run } = state;
  const gone = { progress: null, inUse: null, message: null, status: 'failed' } as const;
  return {
    ...state,
    trainerMessage: message,
    run: run && { ...run, phase: 'failed', wants: 'paused', message },
    data: { ...state.data, ...gone },
    backend: { ...state.backend, ...gone },
  };
}

/** A new worker is there; it knows nothing yet. */
export const trainerRestarted = (state: PageState): PageState => ({
  ...state,
  trainerMessage: null,
  run: null,
});

export const linkProblemsDismissed = (state: PageState): PageState => ({ ...state, linkProblems: [] });
