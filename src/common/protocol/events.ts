import * as v from 'valibot';
import { CheckpointSchema } from '../experiment/checkpoint.ts';
import { EnvironmentSchema, TelemetrySchema } from '../experiment/metrics.ts';
import { SETTINGS } from '../experiment/settings.ts';
import { StudyCheckpointSchema } from '../studies/study-checkpoint.ts';
import { StudyTelemetrySchema } from '../studies/study-telemetry.ts';

const id = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the page shows of a data set. */
export const DataSummarySchema = v.strictObject({
  source: v.picklist(['mnist', 'generated', 'gaussian', 'files']),
  name: v.string(),
  trainCount: v.number(),
  testCount: v.number(),
  /** Of the content; see `Environment`. */
  hash: v.optional(v.string()),
  /** Something worth knowing, in a sentence: a checksum that differs, how a pair was split. */
  note: v.nullable(v.string()),
  /** A few examples, 784 bytes each, and their labels. */
  sampleImages: v.instance(Uint8Array),
  sampleLabels: v.instance(Uint8Array),
});
export type DataSummary = v.InferOutput<typeof DataSummarySchema>;

export const BackendSummarySchema = v.strictObject({
  asked: v.picklist(Object.keys(SETTINGS.backend.values) as (keyof typeof SETTINGS.backend.values)[]),
  backend: v.picklist(['webgl', 'wasm', 'cpu']),
  /** Why this one, in a sentence. */
  reason: v.string(),
  renderer: v.string(),
  /** True when an emulated GPU or the plain CPU makes training slow. */
  slow: v.boolean(),
});
export type BackendSummary = v.InferOutput<typeof BackendSummarySchema>;

/** `broken`: it may go on from a checkpoint in a new worker; `refused`: it would only fail again. */
const Cause = v.picklist(['broken', 'refused']);

const EventSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('data-progress'),
    requestId: id,
    /** What is going on, for people: "Drawing digits". */
    label: v.string(),
    done: v.number(),
    total: v.number(),
  }),
  v.strictObject({ type: v.literal('data-ready'), requestId: id, data: DataSummarySchema }),
  /** The data asked for can't be had; the data in use stay. */
  v.strictObject({ type: v.literal('data-failed'), requestId: id, message: v.string() }),
  v.strictObject({ type: v.literal('backend-ready'), requestId: id, backend: BackendSummarySchema }),
  v.strictObject({ type: v.literal('backend-failed'), requestId: id, message: v.string() }),
  /** Programs for the GPU are being compiled, so many of so many. */
  v.strictObject({ type: v.literal('run-progress'), runId: id, done: v.number(), total: v.number() }),
  /** The run exists: initial weights are set, nothing is trained. */
  v.strictObject({ type: v.literal('run-prepared'), runId: id, environment: EnvironmentSchema }),
  /** One batch; the next is sent after a `credit`. */
  v.strictObject({ type: v.literal('telemetry'), runId: id, telemetry: TelemetrySchema }),
  v.strictObject({
    type: v.literal('run-state'),
    runId: id,
    state: v.picklist(['training', 'testing', 'probing', 'paused', 'finished']),
    /** Why it finished: by steps, by target, or because no arm is left. */
    reason: v.nullable(v.picklist(['steps', 'target', 'all-diverged'])),
  }),
  /** Something was left out and the run goes on: what and why, in a sentence. */
  v.strictObject({ type: v.literal('run-notice'), runId: id, message: v.string() }),
  v.strictObject({ type: v.literal('run-failed'), runId: id, message: v.string(), cause: Cause }),
  /** All that led to it has been told before. The next is made after a `checkpoint-kept`. */
  v.strictObject({ type: v.literal('run-checkpoint'), runId: id, checkpoint: CheckpointSchema }),
  /** What this worker trained on is gone, and it cannot have it again: only a new worker can. */
  v.strictObject({ type: v.literal('backend-lost'), message: v.string() }),
  v.strictObject({
    type: v.literal('pong'),
    pingId: id,
    /** How long a run in training has made no progress, in milliseconds. */
    quietMs: v.number(),
    /** What the run holds on the device. */
    device: v.strictObject({ tensors: v.number(), bytes: v.number() }),
  }),
  /** As of a run: programs compiled, for the round that comes. */
  v.strictObject({ type: v.literal('study-progress'), studyId: id, done: v.number(), total: v.number() }),
  v.strictObject({ type: v.literal('study-begun'), studyId: id, environment: EnvironmentSchema }),
  v.strictObject({ type: v.literal('study-telemetry'), studyId: id, telemetry: StudyTelemetrySchema }),
  v.strictObject({
    type: v.literal('study-state'),
    studyId: id,
    state: v.picklist(['preparing', 'training', 'testing', 'paused', 'finished']),
  }),
  /** As of a run: all that led to it has been told before, and the next is made after a `study-kept`. */
  v.strictObject({ type: v.literal('study-checkpoint'), studyId: id, checkpoint: StudyCheckpointSchema }),
  v.strictObject({ type: v.literal('study-failed'), studyId: id, message: v.string(), cause: Cause }),
]);

/** What the worker tells the page: facts, in order. */
export type WorkerEvent = v.InferOutput<typeof EventSchema>;

/** Reads an event. @throws when it is none. */
export const parseEvent = (input: unknown): WorkerEvent => v.parse(EventSchema, input);
