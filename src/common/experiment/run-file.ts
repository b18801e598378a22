import * as v from 'valibot';
import { shortened } from '../lib/format.ts';
import type { Histogram } from '../lib/histogram.ts';
import { type Series, values } from '../lib/series.ts';
import { armLetter } from './arms.ts';
import type { ExperimentConfig } from './config.ts';
import { RibbonRowSchema, ribbonRow, StepSizeRowSchema, stepSizeRow } from './landscape.ts';
import { figuresOf, histogramOf, type LayerSnapshot, PROBES, type Probe } from './layer-snapshot.ts';
import { linkParameters, parseLink } from './link.ts';
import { ArmChangeSchema, EnvironmentSchema, MoveSchema } from './metrics.ts';
import { replayConfig } from './replay.ts';
import type { RunRecord } from './run-record.ts';
import { thinnedTo } from './snapshots.ts';
import { CURVE_COLUMNS, StudyFileSchema } from './study-file.ts';

/**
 * Written into every run file; a reader refuses a version it does not know. Version 1 had activations only, and fewer figures;
 * before version 3 no arm had a second curve, by batch statistics, and there were fewer settings: those a file lacks have the values
 * that were the only ones then. Before version 4 nothing was measured of the landscape, and there were no studies; before version 5
 * a run stayed on its backend.
 */
export const RUN_FILE_VERSION = 5;
/** A run file holds this many looks inside the layers at most. */
const MOST_LOOKS = 24;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** JSON has no NaN and no infinity: a figure that is not finite is null. */
const figure = v.nullable(v.number());

const LayerRowSchema = v.strictObject({
  step: count,
  layer: count,
  probe: v.picklist(PROBES),
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
  /** Pooled: the ends of the bins, one more than there are counts. */
  edges: v.array(figure),
  counts: v.array(count),
  min: v.optional(figure),
  max: v.optional(figure),
  norm: v.optional(figure),
  nan: v.optional(count),
  infinite: v.optional(count),
  saturated: v.optional(count),
  deadUnits: v.optional(count),
  /** Each unit's own mean taken off: equal bins from min to max. */
  centred: v.optional(v.strictObject({ min: figure, max: figure, counts: v.array(count) })),
});

export type LayerRow = v.InferOutput<typeof LayerRowSchema>;

const ArmFileSchema = v.strictObject({
  name: v.string(),
  ...CURVE_COLUMNS,
  /** By batch statistics at the same steps; null where the arm has no such second curve. */
  byBatchLoss: v.optional(v.array(figure)),
  byBatchAccuracy: v.optional(v.array(figure)),
  layers: v.array(LayerRowSchema),
});

/** A run as a JSON file: all its settings, where it was computed, and what each arm did. */
export const RunFileSchema = v.strictObject({
  format: v.literal('normscope-run'),
  version: v.picklist([1, 2, 3, 4, RUN_FILE_VERSION]),
  /** The link parameters of the experiment, as text. */
  config: v.record(v.string(), v.string()),
  environment: EnvironmentSchema,
  /** Training steps done. */
  steps: count,
  elapsedMs: v.number(),
  /** Changes made during the run; `step` is how many steps were done when each took effect. */
  changes: v.array(ArmChangeSchema),
  /** Where the run went on on another backend or renderer than that of `environment`. */
  moves: v.optional(v.array(MoveSchema)),
  arms: v.array(ArmFileSchema),
  stepSizes: v.optional(v.array(StepSizeRowSchema)),
  ribbons: v.optional(v.array(RibbonRowSchema)),
  ladder: v.optional(StudyFileSchema),
  repeats: v.optional(StudyFileSchema),
});
export type RunFile = v.InferOutput<typeof RunFileSchema>;

/** The run file of a record, and of what else was measured. */
export function buildRunFile(record: RunRecord, studies: Pick<RunFile, 'ladder' | 'repeats'> = {}): RunFile {
  return {
    format: 'normscope-run',
    version: RUN_FILE_VERSION,
    config: Object.fromEntries(linkParameters(record.config)),
    environment: record.environment,
    steps: record.step,
    elapsedMs: record.elapsedMs,
    changes: [...record.changes],
    moves: [...record.moves],
    arms: record.arms.map((arm, index) => ({
      name: armLetter(index),
      step: column(arm.step),
      trainLoss: figures(arm.trainLoss),
      trainAccuracy: figures(arm.trainAccuracy),
      testStep: column(arm.testStep),
      testLoss: figures(arm.testLoss),
      testAccuracy: figures(arm.testAccuracy),
      byBatchLoss: figures(arm.byBatchLoss),
      byBatchAccuracy: figures(arm.byBatchAccuracy),
      divergedAt: arm.divergedAt,
      layers: thinnedTo(record.snapshots, MOST_LOOKS).flatMap((snapshot) => layerRows(snapshot, index)),
    })),
    stepSizes: record.stepSizes.map(stepSizeRow),
    ribbons: record.ribbons.map(ribbonRow),
    ...studies,
  };
}

const column = (series: Series): number[] => Array.from(values(series));
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
const figures = (series: Series): (number | null)[] => Array.from(values(series), finite);

const layerRows = (snapshot: LayerSnapshot, arm: number): LayerRow[] =>
  Array.from({ length: snapshot.layers }, (_, index) => index + 1).flatMap((layer) =>
    PROBES.flatMap((probe) => layerRow(snapshot, arm, layer, probe) ?? []),
  );

function layerRow(snapshot: LayerSnapshot, arm: number, layer: number, probe: Probe): LayerRow | null {
  const figures = figuresOf(snapshot, arm, layer, probe);
  if (figures === null) return null;
  const pooled = histogramOf(snapshot, arm, layer, probe, 'pooled') ?? NO_BINS;
  const centred = histogramOf(snapshot, arm, layer, probe, 'centred') ?? NO_BINS;
  return {
    step: snapshot.step,
    layer,
    probe,
    mean: finite(figures.mean),
    std: finite(figures.std),
    unitStd: finite(figures.unitStd),
    imageStd: finite(figures.imageStd),
    p15: finite(figures.p15),
    p50: finite(figures.p50),
    p85: finite(figures.p85),
    zeros: figures.zeros,
    nonFinite: figures.nan + figures.infinite,
    count: figures.count,
    edges: edgesOf(pooled),
    counts: Array.from(pooled.counts),
    min: finite(figures.min),
    max: finite(figures.max),
    norm: finite(figures.norm),
    nan: figures.nan,
    infinite: figures.infinite,
    saturated: figures.saturated,
    deadUnits: figures.deadUnits,
    centred: { min: finite(centred.min), max: finite(centred.max), counts: Array.from(centred.counts) },
  };
}

const NO_BINS: Histogram = { min: Number.NaN, max: Number.NaN, counts: [] };

/** To nine digits, which tell single-precision numbers apart. */
const edgesOf = ({ min, max, counts }: Histogram): number[] =>
  counts.length === 0
    ? []
    : Array.from({ length: counts.length + 1 }, (_, edge) =>
        Number((min + (edge * (max - min)) / counts.length).toPrecision(9)),
      );

/** The experiment that repeats a run, with every change that was made or planned. */
export function replayOf({ changes, config, steps }: RunFile): ExperimentConfig {
  return replayConfig({ config: parseLink(Object.entries(config)).config, changes, step: steps });
}

/**
 * Reads the form of a run file. The error names what is wrong with it. Whether its parts fit together is asked by `readRunFile`, which
 * reads a file's text.
 */
export function parseRunFile(input: unknown): { value: RunFile } | { error: string } {
  // A file of empty lists has millions of faults, and all of them together take gigabytes.
  const result = v.safeParse(RunFileSchema, input, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const path = v.getDotPath(issue);
    const fault = `${path === null ? '' : `${path}: `}${issue.message}`;
    return { error: `This is no Normscope run file: ${shortened(fault, 200)}` };
  }
  const { problems } = parseLink(Object.entries(result.output.config));
  return problems[0] === undefined
    ? { value: result.output }
    : { error: `The run file's settings cannot be used: ${problems[0]}` };
}
