import type { Environment } from '../../common/experiment/metrics.ts';
import type { StudySettings } from '../../common/experiment/study-settings.ts';
import type { WorkerEvent } from '../../common/protocol/events.ts';
import type { StudyConfig, StudyKind } from '../../common/studies/study.ts';
import { rewindStudy } from '../../common/studies/study-checkpoint.ts';
import {
  newStudyRecord,
  recordStudyMove,
  recordStudyTelemetry,
  type StudyRecord,
} from '../../common/studies/study-record.ts';
import type { PageState } from './page-state.ts';
import { isOpen, type PageView, STUDY_KINDS, type StudyState } from './study-state.ts';

type StudyEvent = Extract<WorkerEvent, { studyId: number }>;

export const viewChosen = (state: PageState, view: PageView): PageState => ({ ...state, view });

export const studySettingsChanged = (state: PageState, patch: Partial<StudySettings>): PageState => ({
  ...state,
  studySettings: { ...state.studySettings, ...patch },
});

/** Takes an arm into the ladder, or leaves it out. */
export const ladderArmToggled = (state: PageState, key: number): PageState => ({
  ...state,
  ladderWithout: state.ladderWithout.includes(key)
    ? state.ladderWithout.filter((one) => one !== key)
    : [...state.ladderWithout, key],
});

/** @param key under which it will be kept */
export function studyStarted(state: PageState, id: number, key: string, config: StudyConfig): PageState {
  const study: StudyState = {
    id,
    key,
    phase: 'preparing',
    wants: 'on',
    compiled: null,
    message: null,
    config,
    checkpoint: null,
    savedAt: null,
    record: null,
  };
  return withStudy(state, config.kind, study);
}

export const studyWanted = (state: PageState, kind: StudyKind, wants: StudyState['wants']): PageState => {
  const study = state.studies[kind];
  return study === null ? state : withStudy(state, kind, { ...study, wants });
};

export const studyCleared = (state: PageState, kind: StudyKind): PageState => withStudy(state, kind, null);

/** What the worker held of studies is gone; what the page has recorded stays to be seen, and can go on. */
export const studiesLost = (state: PageState, message: string): PageState =>
  STUDY_KINDS.reduce((before, kind) => {
    const study = before.studies[kind];
    if (study === null || !isOpen(study) || study.phase === 'kept') return before;
    return withStudy(before, kind, { ...study, phase: 'kept', wants: 'paused', compiled: null, message });
  }, state);

/** A study is on its way into a worker, where it goes on from where it was last saved. @param id what the worker will call it */
export function studyGoesOn(state: PageState, kind: StudyKind, id: number): PageState {
  const study = state.studies[kind];
  if (study === null) return state;
  const { checkpoint, record } = study;
  return withStudy(state, kind, {
    ...study,
    id,
    phase: 'preparing',
    wants: 'on',
    message: null,
    record: record && checkpoint && rewindStudy(record, checkpoint),
  });
}

/** A study as it was read from the browser's store. */
export interface OpenedStudy extends Pick<StudyState, 'id' | 'key' | 'checkpoint' | 'savedAt' | 'message'> {
  readonly record: StudyRecord;
  /** Whether nothing of it is left to be measured. */
  readonly isOver: boolean;
}

/** Shows a study from the store, where it can go on from. */
export function studyOpened(state: PageState, { isOver, ...opened }: OpenedStudy): PageState {
  const { checkpoint, record } = opened;
  const { config } = record;
  const phase = isOver ? 'finished' : 'kept';
  const stand = checkpoint === null ? record : rewindStudy(record, checkpoint);
  const study: StudyState = { ...opened, phase, wants: 'paused', compiled: null, config, record: stand };
  return withStudy(state, config.kind, study);
}

/** A study takes another key, because another tab has taken the first. */
export const studyRekeyed = (state: PageState, before: string, key: string): PageState =>
  withKept(state, before, { key });

/** A study has been saved, or could not be. */
export const studySaved = (state: PageState, key: string, savedAt: string | null): PageState =>
  withKept(state, key, { savedAt });

const withKept = (state: PageState, key: string, patch: Partial<StudyState>): PageState =>
  STUDY_KINDS.reduce((all, kind) => {
    const study = all.studies[kind];
    return study?.key === key ? withStudy(all, kind, { ...study, ...patch }) : all;
  }, state);

/** The page after news of a study; those of one that is gone change nothing. */
export function applyStudyEvent(state: PageState, event: StudyEvent): PageState {
  const kind = STUDY_KINDS.find((one) => state.studies[one]?.id === event.studyId);
  const study = kind === undefined ? null : state.studies[kind];
  // What is still said of one that the worker had is out of date.
  if (kind === undefined || study === null || study.phase === 'kept') return state;
  return withStudy(state, kind, studyAfter(study, event));
}

function studyAfter(study: StudyState, event: StudyEvent): StudyState {
  switch (event.type) {
    case 'study-progress':
      return { ...study, compiled: { done: event.done, total: event.total } };
    case 'study-begun':
      return { ...study, record: begunRecord(study, event.environment) };
    case 'study-telemetry':
      return { ...study, record: study.record && recordStudyTelemetry(study.record, event.telemetry) };
    case 'study-state': {
      const wants = event.state === 'finished' ? 'paused' : study.wants;
      const checkpoint = event.state === 'finished' ? null : study.checkpoint;
      return { ...study, phase: event.state, wants, checkpoint, compiled: null };
    }
    case 'study-checkpoint':
      return { ...study, checkpoint: event.checkpoint };
    case 'study-failed': {
      // What is broken goes on in a new worker: `client/rescue.ts` sees to that.
      if (event.cause === 'broken') return study;
      // One that could not be gone on with is still there to be seen, and to be tried again.
      const phase = study.phase === 'preparing' && study.checkpoint !== null ? 'kept' : 'failed';
      return { ...study, phase, wants: 'paused', compiled: null, message: event.message };
    }
  }
}

const begunRecord = ({ config, record }: StudyState, environment: Environment): StudyRecord =>
  record === null ? newStudyRecord(config, environment) : recordStudyMove(record, environment);

const withStudy = (state: PageState, kind: StudyKind, study: StudyState | null): PageState => ({
  ...state,
  studies: { ...state.studies, [kind]: study },
});
