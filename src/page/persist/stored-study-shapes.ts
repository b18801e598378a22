import * as v from 'valibot';
import { EnvironmentSchema, MoveSchema } from '../../common/experiment/metrics.ts';
import { StudyCheckpointSchema } from '../../common/studies/study-checkpoint.ts';
import { StudyTelemetrySchema } from '../../common/studies/study-telemetry.ts';
import { ArmCurvesSchema, STORE_VERSION } from './stored-shapes.ts';

const moment = v.pipe(
  v.string(),
  v.maxLength(40),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'not a moment'),
);

/** All of a study but its weights: its curves are few and short, so the list of studies reads it whole. */
export const StudyRowSchema = v.strictObject({
  version: v.literal(STORE_VERSION),
  key: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  kind: v.picklist(['ladder', 'repeats']),
  /** ISO 8601, UTC: when it was last saved, and when it began. */
  savedAt: moment,
  startedAt: moment,
  /** The link parameters of what all its networks have in common, as text. */
  base: v.record(v.string(), v.string()),
  columns: v.array(v.number()),
  environment: EnvironmentSchema,
  members: v.array(ArmCurvesSchema),
  moves: v.array(MoveSchema),
  progress: v.omit(StudyTelemetrySchema, ['train', 'tests', 'divergences']),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
  /** The tab that wrote it last: another one must not write into the study. */
  writer: v.string(),
});
export type StudyRow = v.InferOutput<typeof StudyRowSchema>;

export const StudyWeightsSchema = v.strictObject({ key: v.string(), checkpoint: StudyCheckpointSchema });
