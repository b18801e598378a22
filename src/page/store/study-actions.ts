import type { StudySettings } from '../../common/experiment/study-settings.ts';
import type { WorkerEvent } from '../../common/protocol/events.ts';
import type { StudyConfig, StudyKind } from '../../common/studies/study.ts';
import { newStudyRecord, recordStudyTelemetry } from '../../common/studies/study-record.ts';
import type { PageState } from './page-state.ts';
import { isOpen, type PageView, type StudyState } from './study-state.ts';

type StudyEvent = Extract<WorkerEvent, { studyId: number }>;

const KINDS: readonly StudyKind[] = ['ladder', 'repeats'];

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

export function studyStarted(state: PageState, id: number, config: StudyConfig): PageState {
  const study: StudyState = {
    id,
    phase: 'preparing',
    wants: 'on',
    compiled: null,
    message: null,
    config,
    record: null,
  };
  return withStudy(state, config.kind, study);
}

export const studyWanted = (state: PageState, kind: StudyKind, wants: StudyState['wants']): PageState => {
  const study = state.studies[kind];
  return study === null ? state : withStudy(state, kind, { ...study, wants });
};

export const studyCleared = (state: PageState, kind: StudyKind): PageState => withStudy(state, kind, null);

/** What the worker held of studies is gone; what the page has recorded stays to be seen. */
export const studiesLost = (state: PageState, message: string): PageState =>
  KINDS.reduce((before, kind) => {
    const study = before.studies[kind];
    if (study === null || !isOpen(study)) return before;
    return withStudy(before, kind, { ...study, phase: 'failed', wants: 'paused', message });
  }, state);

/** The page after news of a study; those of one that is gone change nothing. */
export function applyStudyEvent(state: PageState, event: StudyEvent): PageState {
  const kind = KINDS.find((one) => state.studies[one]?.id === event.studyId);
  const study = kind === undefined ? null : state.studies[kind];
  return kind === undefined || study === null ? state : withStudy(state, kind, studyAfter(study, event));
}

function studyAfter(study: StudyState, event: StudyEvent): StudyState {
  switch (event.type) {
    case 'study-progress':
      return { ...study, compiled: { done: event.done, total: event.total } };
    case 'study-begun':
      return { ...study, record: newStudyRecord(study.config, event.environment) };
    case 'study-telemetry':
      return { ...study, record: study.record && recordStudyTelemetry(study.record, event.telemetry) };
    case 'study-state': {
      const wants = event.state === 'finished' ? 'paused' : study.wants;
      return { ...study, phase: event.state, wants, compiled: null };
    }
    case 'study-failed':
      return { ...study, phase: 'failed', wants: 'paused', message: event.message };
  }
}

const withStudy = (state: PageState, kind: StudyKind, study: StudyState | null): PageState => ({
  ...state,
  studies: { ...state.studies, [kind]: study },
});
