import * as v from 'valibot';
import { type Series, values } from '../lib/series.ts';
import { armLetter } from './arms.ts';
import type { ExperimentConfig } from './config.ts';
import { linkParameters, parseLink } from './link.ts';
import { ArmChangeSchema, EnvironmentSchema, type LayerSummary } from './metrics.ts';
import { replayConfig } from './replay.ts';
import type { RunRecord } from './run-record.ts';

/** Written into every run file; a reader refuses a version it does not know. */
export const RUN_FILE_VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** JSON has no NaN and no infinity: a figure that is not finite is null. */
const figure = v.nullable(v.number());

const LayerRowSchema = v.strictObject({
  step: count,
  layer: count,
  probe: v.literal('activation'),
  mean: figure,
  std: figure,
  unitStd: figure,
  imageStd: figure,
  p15: figure,
  p50: figure,
  p85: figure,
  zeros: count,
  nonFinite: count,
  count,
  edges: v.array(figure),
  counts: v.array(count),
});

const ArmFileSchema = v.strictObject({
  name: v.string(),
  step: v.array(count),
  trainLoss: v.array(figure),
  trainAccuracy: v.array(figure),
  testStep: v.array(count),
  testLoss: v.array(figure),
  testAccuracy: v.array(figure),
  divergedAt: v.nullable(count),
  layers: v.array(LayerRowSchema),
});

/** A run as a JSON file: all its settings, where it was computed, and what each arm did. */
export const RunFileSchema = v.strictObject({
  format: v.literal('normscope-run'),
  version: v.literal(RUN_FILE_VERSION),
  /** The link parameters of the experiment, as text. */
  config: v.record(v.string(), v.string()),
  environment: EnvironmentSchema,
  /** Training steps done. */
  steps: count,
  elapsedMs: v.number(),
  /** Changes made during the run; `step` is how many steps were done when each took effect. */
  changes: v.array(ArmChangeSchema),
  arms: v.array(ArmFileSchema),
});
export type RunFile = v.InferOutput<typeof RunFileSchema>;

/** The run file of a record. */
export function buildRunFile(record: RunRecord): RunFile {
  return {
    format: 'normscope-run',
    version: RUN_FILE_VERSION,
    config: Object.fromEntries(linkParameters(record.config)),
    environment: record.environment,
    steps: record.step,
    elapsedMs: record.elapsedMs,
    changes: [...record.changes],
    arms: record.arms.map((arm, index) => ({
      name: armLetter(index),
      step: column(arm.step),
      trainLoss: figures(arm.trainLoss),
      trainAccuracy: figures(arm.trainAccuracy),
      testStep: column(arm.testStep),
      testLoss: figures(arm.testLoss),
      testAccuracy: figures(arm.testAccuracy),
      divergedAt: arm.divergedAt,
      layers: record.snapshots.flatMap((snapshot) =>
        (snapshot.arms[index] ?? []).map((summary) => layerRow(snapshot.step, summary)),
      ),
    })),
  };
}

const column = (series: Series): number[] => Array.from(values(series));
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
const figures = (series: Series): (number | null)[] => Array.from(values(series), finite);

function layerRow(step: number, summary: LayerSummary): v.InferOutput<typeof LayerRowSchema> {
  const { histogram, layer, probe, zeros, nonFinite, count: total } = summary;
  const bins = histogram.counts.length;
  const width = (histogram.max - histogram.min) / bins;
  return {
    step,
    layer,
    probe,
    mean: finite(summary.mean),
    std: finite(summary.std),
    unitStd: finite(summary.unitStd),
    imageStd: finite(summary.imageStd),
    p15: finite(summary.p15),
    p50: finite(summary.p50),
    p85: finite(summary.p85),
    zeros,
    nonFinite,
    count: total,
    edges: Array.from({ length: bins + 1 }, (_, edge) => finite(histogram.min + edge * width)),
    counts: Array.from(histogram.counts),
  };
}

/** The experiment that repeats a run, with every change that was made or planned. */
export function replayOf({ changes, config, steps }: RunFile): ExperimentConfig {
  return replayConfig({ config: parseLink(Object.entries(config)).config, changes, step: steps });
}

/** Reads a run file. The error names what is wrong with it. */
export function parseRunFile(input: unknown): { value: RunFile } | { error: string } {
  const result = v.safeParse(RunFileSchema, input);
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue);
    return { error: `This is no Normscope run file: ${path === null ? '' : `${path}: `}${issue.message}` };
  }
  const { problems } = parseLink(Object.entries(result.output.config));
  return problems[0] === undefined
    ? { value: result.output }
    : { error: `The run file's settings cannot be used: ${problems[0]}` };
}
