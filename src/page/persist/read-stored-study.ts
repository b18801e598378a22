import * as v from 'valibot';
import { isFigureOrNone, isSpan, LONGEST_TEXT } from '../../common/experiment/curve-faults.ts';
import { type ParsedLink, parseLink } from '../../common/experiment/link.ts';
import { studyPartsFaults } from '../../common/experiment/study-faults.ts';
import { last } from '../../common/lib/series.ts';
import type { StudyKind } from '../../common/studies/study.ts';
import type { StudyCheckpoint } from '../../common/studies/study-checkpoint.ts';
import { isFinished, type StudyRecord } from '../../common/studies/study-record.ts';
import { checkpointFits } from './checkpoint-fits.ts';
import { AT_ONCE } from './stored-shapes.ts';
import { type StudyRow, StudyRowSchema, StudyWeightsSchema } from './stored-study-shapes.ts';
import { recordOfRow } from './study-row.ts';

/** A stored study, as it could be read or not. */
export type ReadStudyRow =
  | {
      readonly key: string;
      readonly kind: StudyKind;
      /** ISO 8601, UTC. */
      readonly savedAt: string;
      /** That it takes, its weights included. */
      readonly bytes: number;
      readonly record: StudyRecord;
      readonly damage: null;
    }
  | {
      readonly key: string;
      /** What is wrong with it, in sentences. */
      readonly damage: string;
    };

/** Reads a study but for its weights. Never throws. */
export function readStudyRow(key: string, row: unknown): ReadStudyRow {
  const read = v.safeParse(StudyRowSchema, row, AT_ONCE);
  if (!read.success || read.output.key !== key)
    return { key, damage: 'What was stored of this study cannot be read. It can only be deleted.' };
  const { base, bytes, kind, savedAt } = read.output;
  const link = parseLink(Object.entries(base));
  for (const fault of rowFaults(read.output, link)) {
    const damage = `What was stored of this study does not fit together: ${fault}. It can only be deleted.`;
    return { key, damage };
  }
  return { key, kind, savedAt, bytes, record: recordOfRow(read.output, link.config), damage: null };
}

function* rowFaults(row: StudyRow, link: ParsedLink): Generator<string> {
  const { elapsedMs, leftMs, note } = row.progress;
  yield* studyPartsFaults({ ...row, elapsedMs }, link, 'the', isFigureOrNone);
  for (const [index, { testAccuracy }] of row.members.entries()) {
    if (!testAccuracy.every((accuracy) => accuracy >= 0 && accuracy <= 1))
      yield `testAccuracy of network ${index + 1} has a figure that is no share`;
  }
  if (!isProgress(row, link)) yield 'its progress does not fit its networks';
  if (leftMs !== null && !isSpan(leftMs)) yield `the time that is left is ${leftMs} ms`;
  if ((note?.length ?? 0) > LONGEST_TEXT) yield `its note has more than ${LONGEST_TEXT} characters`;
}

/** Whether a study can be as far as it says. */
function isProgress({ members, progress }: StudyRow, { config: { steps } }: ParsedLink): boolean {
  const { allMemberSteps, first, memberSteps, round, rounds, size, step } = progress;
  return (
    first + size <= members.length &&
    round <= rounds &&
    rounds <= members.length &&
    step <= steps &&
    memberSteps <= first * steps + size * step &&
    allMemberSteps === members.length * steps
  );
}

/** Reads what a study needs to go on; null where there is nothing, or it does not fit the study. Never throws. */
export function readStudyCheckpoint(row: unknown, record: StudyRecord): StudyCheckpoint | null {
  const read = v.safeParse(StudyWeightsSchema, row, AT_ONCE);
  if (!read.success) return null;
  const { checkpoint } = read.output;
  return isOfStudy(checkpoint, record) ? checkpoint : null;
}

function isOfStudy(checkpoint: StudyCheckpoint, { config, members, progress }: StudyRecord): boolean {
  const { columns, done, elapsedMs, note, round } = checkpoint;
  const { steps, arms } = config.base;
  const left = config.columns.length - done;
  const [first, size] = [done * arms.length, Math.min(columns, left) * arms.length];
  return (
    left > 0 &&
    columns <= config.columns.length &&
    isSpan(elapsedMs) &&
    (note?.length ?? 0) <= LONGEST_TEXT &&
    checkpointFits(round, size, steps) &&
    first * steps + size * round.step <= progress.memberSteps &&
    // What the study goes on from has been told: nothing of it is ever trained again.
    members.slice(0, first).every((member) => isFinished(member, steps)) &&
    members
      .slice(first, first + size)
      .every(({ divergedAt, step }) => divergedAt !== null || round.step === 0 || last(step) >= round.step)
  );
}
