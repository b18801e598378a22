import * as v from 'valibot';
import { CheckpointSchema } from '../../common/experiment/checkpoint.ts';
import { RibbonSchema, StepSizeProbeSchema } from '../../common/experiment/landscape.ts';
import { LayerSnapshotSchema } from '../../common/experiment/layer-snapshot.ts';
import { ArmChangeSchema, EnvironmentSchema, MoveSchema } from '../../common/experiment/metrics.ts';
import { SETTINGS } from '../../common/experiment/settings.ts';
import { cleanText } from '../../common/lib/clean-text.ts';

/** Written into every row; a row of another version is named as such, and left as it is. */
export const STORE_VERSION = 1;

/** How rows are parsed. One fault is enough: all those of a list of many wrong things take gigabytes. */
export const AT_ONCE = { abortEarly: true } as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const step = v.pipe(count, v.maxValue(SETTINGS.steps.max));
/** A test of the last weights may find what the next step would have found. */
const endOfArm = v.nullable(v.pipe(count, v.maxValue(SETTINGS.steps.max + 1)));
const accuracy = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const numbers = v.custom<Float32Array | Float64Array>(
  (input) => input instanceof Float32Array || input instanceof Float64Array,
  'not a list of numbers',
);
/** They came in single precision. */
const single = v.instance(Float32Array);
const steps = v.instance(Uint32Array);

/** Longest name of a run, in characters; longer ones were not written by this page. */
const LONGEST_NAME = 200;

/** What the list of runs shows, small: one row a run. */
export const HeaderSchema = v.strictObject({
  version: v.literal(STORE_VERSION),
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: v.pipe(v.string(), v.maxLength(LONGEST_NAME), v.transform(cleanText)),
  /** ISO 8601, UTC: when the run began, which tells it from others; and when it was last saved. */
  startedAt: v.pipe(v.string(), v.maxLength(40)),
  savedAt: v.pipe(v.string(), v.maxLength(40)),
  /** The link parameters of the experiment as it was started, as text. */
  config: v.record(v.string(), v.string()),
  step,
  outcome: v.picklist(['unfinished', 'steps', 'target', 'all-diverged', 'viewed']),
  arms: v.array(v.strictObject({ testAccuracy: v.nullable(accuracy), divergedAt: endOfArm })),
  /** Changes of arms during the run, those worth a word; rows of earlier versions have none of them. */
  changes: v.optional(v.array(ArmChangeSchema)),
  bytes: v.pipe(count, v.maxValue(Number.MAX_SAFE_INTEGER)),
  pinned: v.boolean(),
  canGoOn: v.boolean(),
  /** The tab that wrote it last: another one must not write into the run. */
  writer: v.string(),
});
export type Header = v.InferOutput<typeof HeaderSchema>;

export const ArmCurvesSchema = v.strictObject({
  step: steps,
  trainLoss: single,
  trainAccuracy: single,
  testStep: steps,
  testLoss: numbers,
  testAccuracy: numbers,
  byBatchLoss: numbers,
  byBatchAccuracy: numbers,
  divergedAt: endOfArm,
});
export type ArmCurves = v.InferOutput<typeof ArmCurvesSchema>;

/** All that a run told, but for its looks inside the layers. */
export const CurvesSchema = v.strictObject({
  version: v.literal(STORE_VERSION),
  key: v.string(),
  environment: EnvironmentSchema,
  arms: v.array(ArmCurvesSchema),
  changes: v.array(ArmChangeSchema),
  moves: v.array(MoveSchema),
  stepSizes: v.array(StepSizeProbeSchema),
  ribbons: v.array(RibbonSchema),
  step,
  elapsedMs: v.pipe(v.number(), v.minValue(0)),
  stepsPerSecond: v.pipe(v.number(), v.minValue(0)),
});
export type Curves = v.InferOutput<typeof CurvesSchema>;

export const WeightsSchema = v.strictObject({ key: v.string(), checkpoint: CheckpointSchema });
export const LookSchema = v.strictObject({ key: v.string(), step: count, snapshot: LayerSnapshotSchema });
export type Look = v.InferOutput<typeof LookSchema>;
