import type { StudySettings } from '../../common/experiment/study-settings.ts';
import type { StudyKind } from '../../common/studies/study.ts';
import type { PageStore } from '../store/page-store.ts';
import * as studyActions from '../store/study-actions.ts';
import { isOpen, isUnderWay, type PageView, STUDY_KINDS, studyAsked } from '../store/study-state.ts';
import type { TrainerClient } from './trainer-client.ts';

export interface StudyCommandsHost {
  newId(): number;
  newKey(): string;
  pauseRun(): void;
  /** Deletes a study from the browser's store. */
  forget(key: string): void;
}

/** What a person can do with studies. One thing trains at a time: what trained before is paused, and can go on later. */
export function createStudyCommands(
  store: PageStore,
  client: TrainerClient,
  { forget, newId, newKey, pauseRun }: StudyCommandsHost,
) {
  const state = () => store.getState();
  const update = store.setState;

  /** Stops what trains, but for one. */
  function pauseStudies(but: StudyKind | null = null) {
    for (const kind of STUDY_KINDS) if (kind !== but && isUnderWay(state().studies[kind])) pause(kind);
  }

  function pause(kind: StudyKind) {
    const study = state().studies[kind];
    if (study === null || !isOpen(study)) return;
    update((before) => studyActions.studyWanted(before, kind, 'paused'));
    client.pauseStudy(study.id);
  }

  function clear(kind: StudyKind) {
    const study = state().studies[kind];
    if (study === null) return;
    if (isOpen(study) && study.phase !== 'kept') client.endStudy(study.id);
    update((before) => studyActions.studyCleared(before, kind));
    forget(study.key);
  }

  /** Sends a study on the page into the worker, which does not have it. @returns its new id */
  function goOn(kind: StudyKind): number {
    const id = newId();
    update((before) => studyActions.studyGoesOn(before, kind, id));
    const study = state().studies[kind];
    if (study !== null) client.startStudy(id, study.config, study.checkpoint);
    return id;
  }

  const commands = {
    showView: (view: PageView) => update((before) => studyActions.viewChosen(before, view)),
    changeStudySettings: (patch: Partial<StudySettings>) =>
      update((before) => studyActions.studySettingsChanged(before, patch)),
    toggleLadderArm: (key: number) => update((before) => studyActions.ladderArmToggled(before, key)),
    /** Measures anew; what was measured before goes. */
    startStudy(kind: StudyKind) {
      clear(kind);
      pauseRun();
      pauseStudies(kind);
      const [id, study] = [newId(), studyAsked(state(), kind)];
      update((before) => studyActions.studyStarted(before, id, newKey(), study));
      client.startStudy(id, study, null);
    },
    pauseStudy: pause,
    resumeStudy(kind: StudyKind) {
      const study = state().studies[kind];
      if (study === null || !isOpen(study)) return;
      pauseRun();
      pauseStudies(kind);
      if (study.phase === 'kept') {
        goOn(kind);
        return;
      }
      update((before) => studyActions.studyWanted(before, kind, 'on'));
      client.resumeStudy(study.id);
    },
    clearStudy: clear,
  };
  return { commands, pauseStudies, goOn };
}
