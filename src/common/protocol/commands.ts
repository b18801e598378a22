import * as v from 'valibot';
import { CheckpointSchema } from '../experiment/checkpoint.ts';
import type { ExperimentConfig } from '../experiment/config.ts';
import { linkParameters, parseLink } from '../experiment/link.ts';
import { ArmChangeSchema } from '../experiment/metrics.ts';
import { SETTINGS } from '../experiment/settings.ts';
import type { StudyConfig } from '../studies/study.ts';
import { StudyCheckpointSchema } from '../studies/study-checkpoint.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const choices = <V extends string>(setting: { values: Readonly<Record<V, string>> }) =>
  v.picklist(Object.keys(setting.values) as V[]);

/** A config is checked by writing it as the parameters of a link and reading those back: one table of bounds serves all. */
function isExperiment(input: unknown): input is ExperimentConfig {
  try {
    return parseLink(linkParameters(input as ExperimentConfig)).problems.length === 0;
  } catch {
    return false;
  }
}
const ConfigSchema = v.custom<ExperimentConfig>(isExperiment, 'not an experiment');

const StudySchema: v.GenericSchema<StudyConfig> = v.strictObject({
  kind: v.picklist(['ladder', 'repeats']),
  base: ConfigSchema,
  columns: v.pipe(v.array(v.number()), v.minLength(1)),
});

/** When a run ends, and what is measured on its way. */
const PlanSchema = v.strictObject({
  steps: v.number(),
  target: v.number(),
  probeEvery: v.number(),
  ribbonsEvery: v.number(),
});
export type RunPlan = v.InferOutput<typeof PlanSchema>;

/** A file the person chose: what a browser's `File` has and structured cloning keeps. */
export interface ChosenFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

const ChosenFileSchema = v.custom<ChosenFile>(
  (input) => typeof input === 'object' && input !== null && 'arrayBuffer' in input && 'name' in input,
  'not a file',
);

const CommandSchema = v.variant('type', [
  /** Makes ready a data set; `files` when the person chose their own. */
  v.strictObject({
    type: v.literal('load-data'),
    requestId: id,
    data: choices(SETTINGS.data),
    files: v.array(ChosenFileSchema),
  }),
  /** Makes ready a backend, without a run. */
  v.strictObject({ type: v.literal('choose-backend'), requestId: id, backend: choices(SETTINGS.backend) }),
  /** Prepares a run on the data and the backend in use, and trains: until told otherwise, or for one step. */
  v.strictObject({
    type: v.literal('start-run'),
    runId: id,
    config: ConfigSchema,
    go: v.picklist(['on', 'one-step']),
    /** Where to go on from; null for the first step. */
    checkpoint: v.nullable(CheckpointSchema),
    /** Steps at which a worker before this one was lost while it measured the landscape: there nothing is measured by the plan. */
    skipProbesAt: v.optional(v.array(id)),
  }),
  /** Makes a checkpoint as soon as can be. */
  v.strictObject({ type: v.literal('save-run'), runId: id }),
  /** The last checkpoint is kept, which took so many milliseconds; another can be made. */
  v.strictObject({ type: v.literal('checkpoint-kept'), runId: id, tookMs: v.number() }),
  /** Asks for a sign of life. */
  v.strictObject({ type: v.literal('ping'), pingId: id }),
  v.strictObject({ type: v.literal('pause-run'), runId: id }),
  v.strictObject({ type: v.literal('resume-run'), runId: id }),
  /** One training step of a paused run. */
  v.strictObject({ type: v.literal('step-run'), runId: id }),
  /** Ends a run and frees what it held. */
  v.strictObject({ type: v.literal('end-run'), runId: id }),
  /** Changes an arm at the next step; the `step` given is not read. */
  v.strictObject({ type: v.literal('change-arm'), runId: id, change: ArmChangeSchema }),
  /** All of a plan can be changed in the middle of a run. */
  v.strictObject({ type: v.literal('set-plan'), runId: id, plan: PlanSchema }),
  /** Measures the landscape before the next step, of a run in training or paused. */
  v.strictObject({ type: v.literal('probe-run'), runId: id, what: v.picklist(['step-size', 'ribbons']) }),
  /** The page has drawn one telemetry batch and can take another. */
  v.strictObject({ type: v.literal('credit'), runId: id }),
  /** Prepares a study on the data and the backend in use, and trains it until told otherwise. */
  v.strictObject({
    type: v.literal('start-study'),
    studyId: id,
    study: StudySchema,
    /** Where to go on from; null for the first step. */
    checkpoint: v.nullable(StudyCheckpointSchema),
  }),
  /** As of a run. */
  v.strictObject({ type: v.literal('save-study'), studyId: id }),
  v.strictObject({ type: v.literal('study-kept'), studyId: id, tookMs: v.number() }),
  v.strictObject({ type: v.literal('pause-study'), studyId: id }),
  v.strictObject({ type: v.literal('resume-study'), studyId: id }),
  /** Ends a study and frees what it held. */
  v.strictObject({ type: v.literal('end-study'), studyId: id }),
  v.strictObject({ type: v.literal('study-credit'), studyId: id }),
]);

/** What the page asks of the worker. */
export type Command = v.InferOutput<typeof CommandSchema>;

/** Reads a command. @throws when it is none: a fault of ours, never of the person's. */
export const parseCommand = (input: unknown): Command => v.parse(CommandSchema, input);
