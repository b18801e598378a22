import type { ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import type { StudySettings } from '../../common/experiment/study-settings.ts';
import {
  ladderRows,
  ladderStudy,
  repeatsStudy,
  type StudyConfig,
  type StudyKind,
} from '../../common/studies/study.ts';
import type { StudyCheckpoint } from '../../common/studies/study-checkpoint.ts';
import type { StudyRecord } from '../../common/studies/study-record.ts';

export const STUDY_KINDS: readonly StudyKind[] = ['ladder', 'repeats'];

/** What the page shows: one run, a study of many, or the runs that are kept. */
export type PageView = 'run' | StudyKind | 'kept';

/** What the page knows of a study. What was measured stays when it is stopped, or fails. */
export interface StudyState {
  readonly id: number;
  /** Under which it is kept in the browser's store. */
  readonly key: string;
  /** `kept`: not in the worker, until it goes on from where it was last saved. */
  readonly phase: 'preparing' | 'training' | 'testing' | 'paused' | 'finished' | 'failed' | 'kept';
  /** What the person last asked for; the phase follows a moment later. */
  readonly wants: 'on' | 'paused';
  /** Programs compiled for the GPU so far, of how many, while it is being prepared; null when nothing is told. */
  readonly compiled: { readonly done: number; readonly total: number } | null;
  /** Why it failed, or is not in the worker, and what to do. */
  readonly message: string | null;
  readonly config: StudyConfig;
  /** Where it can go on from; null before it was first saved, and when it is over. */
  readonly checkpoint: StudyCheckpoint | null;
  /** When it was last saved, ISO 8601; null before the first time, and where it could not be. */
  readonly savedAt: string | null;
  /** Null until it has begun. */
  readonly record: StudyRecord | null;
}

/** Whether a study is not over: it can be stopped, or go on. */
export const isOpen = ({ phase }: StudyState): boolean => phase !== 'finished' && phase !== 'failed';

/** Whether a study trains, or is about to. */
export const isUnderWay = (study: StudyState | null): study is StudyState =>
  study !== null && isOpen(study) && study.wants === 'on';

/** What of the page decides a study. */
export interface StudyAsked {
  readonly asked: ExperimentConfig;
  readonly askedKeys: readonly number[];
  readonly ladderWithout: readonly number[];
  readonly studySettings: StudySettings;
}

/** An arm that can climb the ladder. */
export interface LadderChoice {
  readonly key: number;
  readonly arm: ArmConfig;
  readonly isTaken: boolean;
}

/** The arms that can climb the ladder; one left out takes along those that differ from it by rate alone. One always climbs. */
export function ladderChoices({
  asked: { arms },
  askedKeys,
  ladderWithout,
}: Omit<StudyAsked, 'studySettings'>): readonly LadderChoice[] {
  const choices = ladderRows(arms).map((arm): LadderChoice => {
    const key = askedKeys[arms.indexOf(arm)] as number;
    return { key, arm, isTaken: !ladderWithout.includes(key) };
  });
  return choices.some(({ isTaken }) => isTaken)
    ? choices
    : choices.map((choice) => ({ ...choice, isTaken: true }));
}

/** The study that would be started now. */
export function studyAsked(state: StudyAsked, kind: StudyKind): StudyConfig {
  const { asked, studySettings } = state;
  if (kind === 'repeats') return repeatsStudy(asked, studySettings);
  const rows = ladderChoices(state).flatMap(({ arm, isTaken }) => (isTaken ? [arm] : []));
  return ladderStudy(asked, rows, studySettings);
}

/** What of an experiment a study does not read: a difference there is none of the study's. */
export const STUDY_IGNORES: Readonly<Record<StudyKind, readonly (keyof ExperimentConfig)[]>> = {
  ladder: ['steps', 'target', 'changes', 'probeEvery', 'ribbonsEvery', 'evalEvery'],
  repeats: ['target', 'probeEvery', 'ribbonsEvery'],
};
