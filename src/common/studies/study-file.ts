import { formatArms } from '../experiment/arms.ts';
import { linkParameters } from '../experiment/link.ts';
import type { ArmRecord } from '../experiment/run-record.ts';
import type { StudyFile } from '../experiment/study-file.ts';
import { type Series, values } from '../lib/series.ts';
import { type StudyMember, studyMembers } from './study.ts';
import { isComplete, type StudyRecord } from './study-record.ts';

/** A run file tells so many training steps of a member at most. */
const MOST_STEPS = 1000;

/** A study as a run file has it. */
export const buildStudyFile = (record: StudyRecord): StudyFile => ({
  kind: record.config.kind,
  config: Object.fromEntries(linkParameters(record.config.base)),
  environment: record.environment,
  columns: [...record.config.columns],
  complete: isComplete(record),
  elapsedMs: record.progress.elapsedMs,
  moves: [...record.moves],
  members: studyMembers(record.config).map((member, index) =>
    memberFile(member, record.members[index] as ArmRecord),
  ),
});

function memberFile({ arm, seed }: StudyMember, own: ArmRecord): StudyFile['members'][number] {
  const stride = Math.ceil(Math.max(1, own.step.length) / MOST_STEPS);
  // The last step of each stretch, so that the very last is among them.
  const told = (series: Series) =>
    Array.from(values(series)).filter((_, index) => (own.step.length - 1 - index) % stride === 0);
  return {
    arm: formatArms([arm]),
    seed,
    step: told(own.step),
    trainLoss: told(own.trainLoss).map(finite),
    trainAccuracy: told(own.trainAccuracy).map(finite),
    testStep: Array.from(values(own.testStep)),
    testLoss: Array.from(values(own.testLoss), finite),
    testAccuracy: Array.from(values(own.testAccuracy), finite),
    divergedAt: own.divergedAt,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
