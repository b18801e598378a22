import { formatArms } from '../experiment/arms.ts';
import { linkParameters, parseLink } from '../experiment/link.ts';
import type { ArmRecord } from '../experiment/run-record.ts';
import type { StudyFile } from '../experiment/study-file.ts';
import { countsOf, last, type Series, seriesOf, singlesOf, values } from '../lib/series.ts';
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

/**
 * The record of a study that is in a file, to be looked at again; `readRunFile` has checked the file. It is as far as its networks are;
 * how it was trained in rounds no file says.
 */
export function recordOfStudyFile(file: StudyFile): StudyRecord {
  const { config: base } = parseLink(Object.entries(file.config));
  const members = file.members.map(armRecord);
  const steps = members.map((member) => (member.step.length > 0 ? last(member.step) : 0));
  return {
    config: { kind: file.kind, base, columns: file.columns },
    environment: file.environment,
    members,
    moves: file.moves ?? [],
    progress: {
      first: 0,
      size: members.length,
      round: 1,
      rounds: 1,
      step: Math.max(0, ...steps),
      memberSteps: steps.reduce((sum, own) => sum + own, 0),
      allMemberSteps: members.length * base.steps,
      elapsedMs: file.elapsedMs,
      leftMs: null,
      note: null,
    },
  };
}

function armRecord(own: StudyFile['members'][number]): ArmRecord {
  const figures = (list: readonly (number | null)[]) => list.map((value) => value ?? Number.NaN);
  // A test without a score says nothing.
  const tested = own.testStep.flatMap((_, index) => (own.testAccuracy[index] == null ? [] : [index]));
  const test = (list: readonly (number | null)[]) =>
    seriesOf(figures(tested.map((index) => list[index] ?? null)));
  return {
    step: countsOf(own.step),
    trainLoss: singlesOf(figures(own.trainLoss)),
    trainAccuracy: singlesOf(figures(own.trainAccuracy)),
    testStep: countsOf(tested.map((index) => own.testStep[index] ?? 0)),
    testLoss: test(own.testLoss),
    testAccuracy: test(own.testAccuracy),
    byBatchLoss: seriesOf(tested.map(() => Number.NaN)),
    byBatchAccuracy: seriesOf(tested.map(() => Number.NaN)),
    divergedAt: own.divergedAt,
  };
}
