import type { Environment, Move } from '../experiment/metrics.ts';
import { type ArmRecord, armWithTelemetry, emptyArm, isElsewhere } from '../experiment/run-record.ts';
import { type StudyConfig, studyMembers } from './study.ts';
import type { StudyTelemetry } from './study-telemetry.ts';

/** How far a study is. */
export type StudyProgress = Omit<StudyTelemetry, 'train' | 'tests' | 'divergences'>;

/** All that is known of a study. Telemetry is folded into it; nothing in it is ever rewritten. */
export interface StudyRecord {
  readonly config: StudyConfig;
  readonly environment: Environment;
  /** One a member, in the order of `studyMembers`; those that have not had their turn are empty. */
  readonly members: readonly ArmRecord[];
  /** Where it went on otherwise than on the backend of its environment, in order; a step is one of all its networks. */
  readonly moves: readonly Move[];
  readonly progress: StudyProgress;
}

export const newStudyRecord = (config: StudyConfig, environment: Environment): StudyRecord => {
  const members = studyMembers(config);
  return {
    config,
    environment,
    members: members.map(() => emptyArm),
    moves: [],
    progress: {
      first: 0,
      size: 0,
      round: 0,
      rounds: 0,
      step: 0,
      memberSteps: 0,
      allMemberSteps: members.length * config.base.steps,
      elapsedMs: 0,
      leftMs: null,
      note: null,
    },
  };
};

/** The record of a study that goes on, with a note where that is on another backend or renderer than before. */
export function recordStudyMove(record: StudyRecord, environment: Environment): StudyRecord {
  if (!isElsewhere(record, environment)) return record;
  const { backend, renderer } = environment;
  return { ...record, moves: [...record.moves, { step: record.progress.memberSteps, backend, renderer }] };
}

/** The record after some telemetry. Pure: the record given stays as it was. */
export function recordStudyTelemetry(record: StudyRecord, telemetry: StudyTelemetry): StudyRecord {
  const { divergences, tests, train, ...progress } = telemetry;
  const { first, size } = progress;
  // A round that did not fit was begun anew: what its members had told does not count.
  const isFirst = train.some(({ firstStep }) => firstStep === 1);
  const members = record.members.map((member, index) => {
    if (index < first || index >= first + size) return member;
    const own = isFirst && member.step.length > 0 ? emptyArm : member;
    return armWithTelemetry(own, telemetry, index - first, size);
  });
  return { ...record, members, progress };
}

/** Whether every member has had its turn: trained to the end, or broken down. */
export const isComplete = ({ config, members }: StudyRecord): boolean =>
  members.every((member) => isFinished(member, config.base.steps));

/** Whether a member has been tested at its last step, or has broken down. */
export const isFinished = ({ divergedAt, testStep }: ArmRecord, steps: number): boolean =>
  divergedAt !== null || (testStep.length > 0 && testStep.storage[testStep.length - 1] === steps);
