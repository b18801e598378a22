import * as v from 'valibot';
import { ArmChangeSchema } from './metrics.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Written into every checkpoint; one of another version is not gone on from. */
export const CHECKPOINT_VERSION = 1;

const ArmStateSchema = v.strictObject({
  /** As it is now, changes in the middle of the run included. */
  bn: v.boolean(),
  rate: v.number(),
  /** The training step whose loss was not finite: the arm stands still; null while it learns. */
  divergedAt: v.nullable(count),
  /** Steps that the optimizer has made. */
  updates: count,
  /** The same of gamma and beta, which begin again when normalization is switched; older checkpoints do not say it. */
  normUpdates: v.optional(count),
  /**
   * All that training changes: of each hidden layer W, gamma, beta, running mean, running variance, then what the optimizer
   * remembers of W, gamma, beta, and where it has a bias beside normalization, that and what is remembered of it; of the output layer W, bias, and what the optimizer remembers of them.
   */
  values: v.instance(Float32Array),
});

/**
 * All that a run needs to go on as if it had never stopped, beside its config. Batches and noise are told from the seed and the
 * number of the step, so the step says where the generators stand.
 */
export const CheckpointSchema = v.strictObject({
  version: v.literal(CHECKPOINT_VERSION),
  /** Training steps done. */
  step: count,
  elapsedMs: v.pipe(v.number(), v.minValue(0)),
  arms: v.pipe(v.array(ArmStateSchema), v.minLength(1)),
  /** Changes still to be made, planned or asked for, in order of step. */
  changes: v.array(ArmChangeSchema),
  /** The step whose networks were tested last; -1 before the first test, and where one has only begun. */
  testedAt: v.pipe(v.number(), v.integer(), v.minValue(-1)),
  /** Whether the networks are to be tested before the next step. */
  testDue: v.boolean(),
  targetReached: v.boolean(),
  /** The step at which each measurement of the landscape was last made; null for never. */
  measuredAt: v.strictObject({ 'step-size': v.nullable(count), ribbons: v.nullable(count) }),
  /** Tells the data set from others; see `markOfData`. */
  data: v.string(),
  /** Of all values; see `checksumOf`. */
  checksum: v.number(),
});
export type Checkpoint = v.InferOutput<typeof CheckpointSchema>;

/** Bytes of what the arms hold. */
export const bytesOfCheckpoint = ({ arms }: Checkpoint): number =>
  arms.reduce((total, { values }) => total + values.byteLength, 0);
