import type { ExperimentConfig } from '../../common/experiment/config.ts';
import type { ParsedLink } from '../../common/experiment/link.ts';
import { PRESETS } from '../../common/experiment/presets.ts';
import type { SettingValue } from '../../common/experiment/settings.ts';
import type { RunPlan } from '../../common/protocol/commands.ts';
import { keysFor } from './arm-slots.ts';
import { initialState, type PageState, type Resource, type RunState, ratesAreEqual } from './page-state.ts';
import { studiesLost } from './study-actions.ts';

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
  ...studiesLost(state, BACKEND_CHANGED),
  asked: { ...state.asked, backend },
  backend: requested(state.backend, requestId),
});

const BACKEND_CHANGED =
  'Measuring stopped when the backend was changed. It can go on there from where it was last saved.';

/** Edits settings that a new run takes up. */
export const settingsChanged = (state: PageState, patch: Partial<EditableSettings>): PageState => ({
  ...state,
  asked: { ...state.asked, ...patch },
});

/** Edits when the run ends and what is measured on its way, which acts on a run that exists as well. */
export function planChanged(state: PageState, plan: Partial<RunPlan>): PageState {
  const asked = { ...state.asked, ...plan };
  const { run } = state;
  if (run === null) return { ...state, asked };
  const record = run.record && { ...run.record, config: { ...run.record.config, ...plan } };
  const startConfig = { ...run.startConfig, ...plan };
  return { ...state, asked, run: { ...run, config: { ...run.config, ...plan }, startConfig, record } };
}

/** Takes a preset's settings; the data and the backend, which belong to this machine, stay. */
export function presetChosen(state: PageState, preset: SettingValue<'preset'>): PageState {
  const { data, backend, transpose } = state.asked;
  const asked = { ...PRESETS[preset], data, backend, transpose };
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

/** @param key under which the run will be kept */
export function runStarted(
  state: PageState,
  id: number,
  wants: RunState['wants'],
  key = String(id),
): PageState {
  const run: RunState = {
    id,
    key,
    hasWeights: true,
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
    ...studiesLost(state, message),
    trainerMessage: message,
    run: run && { ...run, phase: 'failed', wants: 'paused', message },
    data: { ...state.data, ...gone },
    backend: { ...state.backend, ...gone },
  };
}

/** A new worker is there; it knows nothing yet. A run that has told something stays, to be looked at and to go on. */
export const trainerRestarted = (state: PageState, hasWeights: boolean): PageState => ({
  ...state,
  trainerMessage: null,
  run:
    state.run === null || state.run.record === null
      ? null
      : { ...state.run, phase: 'kept', wants: 'paused', message: null, compiled: null, hasWeights },
});

/** Takes the settings of a link, as the page does when it is opened by it. */
export function linkUsed(state: PageState, link: ParsedLink): PageState {
  const { asked, linkProblems, studySettings } = initialState(link);
  const askedKeys = keysFor(asked.arms.length, state);
  return { ...state, asked, askedKeys, linkProblems, studySettings, ratesLinked: ratesAreEqual(asked.arms) };
}

/** Puts the settings back to what they were; the run, the data and the backend that there are stay. */
export const settingsRestored = (state: PageState, before: PageState): PageState => ({
  ...state,
  asked: before.asked,
  askedKeys: before.askedKeys,
  ratesLinked: before.ratesLinked,
  linkProblems: before.linkProblems,
  studySettings: before.studySettings,
});

export const linkProblemsDismissed = (state: PageState): PageState => ({ ...state, linkProblems: [] });
