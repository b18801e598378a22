import * as v from 'valibot';
import { CheckpointSchema } from '../experiment/checkpoint.ts';
import { rewoundArm } from '../experiment/rewind.ts';
import { emptyArm } from '../experiment/run-record.ts';
import type { StudyRecord } from './study-record.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** All that a study needs to go on as if it had never stopped, beside its config. */
export const StudyCheckpointSchema = v.strictObject({
  /** Columns whose rounds are over. */
  done: count,
  /** Columns that train side by side; fewer where no more are left. */
  columns: v.pipe(count, v.minValue(1)),
  /** Why not all train at once, in a sentence; null where they do. */
  note: v.nullable(v.string()),
  /** Time at work, in milliseconds. */
  elapsedMs: v.pipe(v.number(), v.minValue(0)),
  /** Of the round under way; its arms are the round's. */
  round: CheckpointSchema,
});
export type StudyCheckpoint = v.InferOutput<typeof StudyCheckpointSchema>;

/** Takes off a record what came after a checkpoint, so that a study that goes on from there tells nothing twice. */
export function rewindStudy(record: StudyRecord, checkpoint: StudyCheckpoint): StudyRecord {
  const { columns, done, elapsedMs, note, round } = checkpoint;
  const { base, columns: all } = record.config;
  const [first, size] = [done * base.arms.length, round.arms.length];
  const testedUpTo = round.testDue ? round.step - 1 : round.step;
  const memberSteps = first * base.steps + size * round.step;
  return {
    ...record,
    members: record.members.map((own, index) => {
      if (index < first) return own;
      const arm = round.arms[index - first];
      return arm === undefined ? emptyArm : rewoundArm(own, round.step, testedUpTo, arm.divergedAt);
    }),
    moves: record.moves.filter(({ step }) => step < memberSteps),
    progress: {
      first,
      size,
      round: Math.floor(done / columns) + 1,
      rounds: Math.ceil(all.length / columns),
      step: round.step,
      memberSteps,
      allMemberSteps: record.progress.allMemberSteps,
      elapsedMs,
      leftMs: null,
      note,
    },
  };
}
