import * as v from 'valibot';
import { DivergenceSchema, TestPointSchema, TrainRowsSchema } from '../experiment/metrics.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What happened in a study since the batch before. Arms are those of the round, from 0. */
export const StudyTelemetrySchema = v.strictObject({
  /** The first member of the round in training, and how many train side by side. */
  first: count,
  size: count,
  /** From 1; of how many, as far as is known. */
  round: count,
  rounds: count,
  /** Steps done in this round. */
  step: count,
  /** Steps of all members, those done and those to do in all: two members that train 500 steps are 1,000. */
  memberSteps: count,
  allMemberSteps: count,
  /** Time at work, in milliseconds, pauses left out; and about how much is left, null while nobody knows. */
  elapsedMs: v.number(),
  leftMs: v.nullable(v.number()),
  /** Why not all train at once, in a sentence; null where they do. */
  note: v.nullable(v.string()),
  train: v.array(TrainRowsSchema),
  tests: v.array(TestPointSchema),
  divergences: v.array(DivergenceSchema),
});
export type StudyTelemetry = v.InferOutput<typeof StudyTelemetrySchema>;
