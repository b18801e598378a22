import * as v from 'valibot';
import { RibbonSchema, StepSizeProbeSchema } from './landscape.ts';
import { LayerSnapshotSchema } from './layer-snapshot.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A figure that may be NaN or infinite, which `v.number()` refuses: a net that has broken down must be able to say so. */
const figure = v.custom<number>((input) => typeof input === 'number', 'not a number');

/** Loss (mean cross-entropy, nats) and accuracy (0 to 1) on the whole test set after `step` steps, one entry an arm. */
export const TestPointSchema = v.strictObject({
  step: count,
  loss: v.array(figure),
  accuracy: v.array(figure),
  /** By batch statistics, for the arms whose second curve that is and NaN for others; null when no arm has one. */
  byBatch: v.nullable(v.strictObject({ loss: v.array(figure), accuracy: v.array(figure) })),
});
export type TestPoint = v.InferOutput<typeof TestPointSchema>;

/** Training-batch figures of consecutive steps: row i is step `firstStep + i`, one column an arm. */
export const TrainRowsSchema = v.strictObject({
  firstStep: count,
  loss: v.instance(Float32Array),
  accuracy: v.instance(Float32Array),
});
export type TrainRows = v.InferOutput<typeof TrainRowsSchema>;

/** An arm's loss became non-finite in the forward pass of training step `step`; the arm stands still from then on. */
export const DivergenceSchema = v.strictObject({ arm: count, step: count });
export type Divergence = v.InferOutput<typeof DivergenceSchema>;

export const ArmChangeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('bn'), step: count, arm: count, on: v.boolean() }),
  v.strictObject({ kind: v.literal('rate'), step: count, arm: count, rate: v.number() }),
]);

/** What happened since the batch before: deltas, never history. */
export const TelemetrySchema = v.strictObject({
  /** Training steps done. */
  step: count,
  /** Time spent training and testing, pauses left out. */
  elapsedMs: v.number(),
  /** Over the last second or so of training, tests left out; 0 when unknown. */
  stepsPerSecond: v.number(),
  train: v.array(TrainRowsSchema),
  tests: v.array(TestPointSchema),
  changes: v.array(ArmChangeSchema),
  divergences: v.array(DivergenceSchema),
  /** Looks inside the layers, in order of step. */
  snapshots: v.array(LayerSnapshotSchema),
  stepSizes: v.array(StepSizeProbeSchema),
  ribbons: v.array(RibbonSchema),
});
export type Telemetry = v.InferOutput<typeof TelemetrySchema>;

/** Where a run was computed, so that its figures can be judged. */
export const EnvironmentSchema = v.strictObject({
  appVersion: v.string(),
  backend: v.picklist(['webgl', 'wasm', 'cpu']),
  /** Why this backend, in a sentence. */
  backendReason: v.string(),
  /** The graphics renderer's or the processor's name, as far as it is told. */
  renderer: v.string(),
  /** Name and size of the data: "MNIST (60,000 + 10,000 images)". */
  data: v.string(),
  /** Of the content of the data: tells data sets of one name apart. Runs of older versions have none. */
  dataHash: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))),
  platform: v.string(),
  /** ISO 8601, UTC. */
  startedAt: v.string(),
});
export type Environment = v.InferOutput<typeof EnvironmentSchema>;

/** A run that went on elsewhere: from the step after `step` on, on another backend or renderer than before. */
export const MoveSchema = v.strictObject({
  step: count,
  backend: EnvironmentSchema.entries.backend,
  renderer: v.pipe(v.string(), v.maxLength(1000)),
});
export type Move = v.InferOutput<typeof MoveSchema>;
