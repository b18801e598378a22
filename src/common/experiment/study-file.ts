import * as v from 'valibot';
import { EnvironmentSchema, MoveSchema } from './metrics.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** JSON has no NaN and no infinity: a figure that is not finite is null. */
const figure = v.nullable(v.number());

/** What a network did, as columns. */
export const CURVE_COLUMNS = {
  step: v.array(count),
  trainLoss: v.array(figure),
  trainAccuracy: v.array(figure),
  testStep: v.array(count),
  testLoss: v.array(figure),
  testAccuracy: v.array(figure),
  /** The training step whose loss was not finite; null for a network that learns. */
  divergedAt: v.nullable(count),
};

const MemberFileSchema = v.strictObject({
  /** The arm as a link writes it, its own rate included: "bn:0.1". */
  arm: v.string(),
  seed: count,
  /** Its training steps are evenly spread; of long runs not every one is told. */
  ...CURVE_COLUMNS,
});

/** A study in a run file: an experiment at many learning rates, or over many seeds. */
export const StudyFileSchema = v.strictObject({
  kind: v.picklist(['ladder', 'repeats']),
  /** The link parameters of what all its networks have in common, as text. */
  config: v.record(v.string(), v.string()),
  environment: EnvironmentSchema,
  /** The learning rates, or the seeds. */
  columns: v.array(v.number()),
  /** Whether every network has been trained to the end, or has broken down. */
  complete: v.boolean(),
  elapsedMs: v.number(),
  /** Where it went on on another backend or renderer; a step is one of all its networks. */
  moves: v.optional(v.array(MoveSchema)),
  members: v.array(MemberFileSchema),
});
export type StudyFile = v.InferOutput<typeof StudyFileSchema>;
