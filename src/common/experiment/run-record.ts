import { append, emptyCounts, emptySeries, emptySingles, type Series } from '../lib/series.ts';
import type { ArmChange, ExperimentConfig } from './config.ts';
import type { Ribbon, StepSizeProbe } from './landscape.ts';
import type { LayerSnapshot } from './layer-snapshot.ts';
import type { Environment, Move, Telemetry, TestPoint, TrainRows } from './metrics.ts';
import { withSnapshot } from './snapshots.ts';

/** What one arm did, as columns. */
export interface ArmRecord {
  readonly step: Series;
  readonly trainLoss: Series;
  readonly trainAccuracy: Series;
  readonly testStep: Series;
  readonly testLoss: Series;
  readonly testAccuracy: Series;
  /** By batch statistics at the same steps, NaN where the arm has no such second curve. */
  readonly byBatchLoss: Series;
  readonly byBatchAccuracy: Series;
  /** The training step whose loss was not finite; null while the arm learns. */
  readonly divergedAt: number | null;
}

/** All that is known of a run. Telemetry is folded into it; nothing in it is ever rewritten. */
export interface RunRecord {
  readonly config: ExperimentConfig;
  readonly environment: Environment;
  readonly arms: readonly ArmRecord[];
  /** Changes that took effect, by the run's plan or by hand, in order. */
  readonly changes: readonly ArmChange[];
  /** Where it went on otherwise than on the backend of its environment, in order. */
  readonly moves: readonly Move[];
  /** Looks inside the layers, in order of step; thinned as the run grows, see `withSnapshot`. */
  readonly snapshots: readonly LayerSnapshot[];
  /** Step-size probes and ribbons of the landscape, in order of step. */
  readonly stepSizes: readonly StepSizeProbe[];
  readonly ribbons: readonly Ribbon[];
  readonly step: number;
  readonly elapsedMs: number;
  readonly stepsPerSecond: number;
}

/** An arm before anything is known of it. */
export const emptyArm: ArmRecord = {
  step: emptyCounts,
  trainLoss: emptySingles,
  trainAccuracy: emptySingles,
  testStep: emptyCounts,
  testLoss: emptySeries,
  testAccuracy: emptySeries,
  byBatchLoss: emptySeries,
  byBatchAccuracy: emptySeries,
  divergedAt: null,
};

export const newRecord = (config: ExperimentConfig, environment: Environment): RunRecord => ({
  config,
  environment,
  arms: config.arms.map(() => emptyArm),
  changes: [],
  moves: [],
  snapshots: [],
  stepSizes: [],
  ribbons: [],
  step: 0,
  elapsedMs: 0,
  stepsPerSecond: 0,
});

/** The record of a run that goes on, with a note where that is on another backend or renderer than before. */
export function recordMove(record: RunRecord, environment: Environment): RunRecord {
  if (!isElsewhere(record, environment)) return record;
  const { backend, renderer } = environment;
  return { ...record, moves: [...record.moves, { step: record.step, backend, renderer }] };
}

/** Whether an environment is another backend or renderer than that of the last steps. */
export function isElsewhere(
  record: Pick<RunRecord, 'environment' | 'moves'>,
  { backend, renderer }: Environment,
): boolean {
  const before = record.moves.at(-1) ?? record.environment;
  return before.backend !== backend || before.renderer !== renderer;
}

/** The record after some telemetry. Pure: the record given stays as it was. */
export function recordTelemetry(record: RunRecord, telemetry: Telemetry): RunRecord {
  const arms = record.arms.map((arm, index) => armWithTelemetry(arm, telemetry, index, record.arms.length));
  return {
    ...record,
    arms,
    changes: extended(record.changes, telemetry.changes),
    snapshots: telemetry.snapshots.reduce(withSnapshot, record.snapshots),
    stepSizes: extended(record.stepSizes, telemetry.stepSizes),
    ribbons: extended(record.ribbons, telemetry.ribbons),
    step: telemetry.step,
    elapsedMs: telemetry.elapsedMs,
    stepsPerSecond: telemetry.stepsPerSecond,
  };
}

/**
 * An arm after some telemetry.
 *
 * @param index the arm's place in the telemetry
 * @param arms how many the telemetry is of
 */
export function armWithTelemetry(
  arm: ArmRecord,
  { divergences, tests, train }: Pick<Telemetry, 'divergences' | 'tests' | 'train'>,
  index: number,
  arms: number,
): ArmRecord {
  const divergence = divergences.find((one) => one.arm === index);
  let next = { ...arm, divergedAt: arm.divergedAt ?? divergence?.step ?? null };
  for (const rows of train) next = withTrainRows(next, rows, index, arms);
  for (const point of tests) next = withTest(next, point, index);
  return next;
}

const extended = <T>(list: readonly T[], more: readonly T[]): readonly T[] =>
  more.length === 0 ? list : [...list, ...more];

function withTrainRows(arm: ArmRecord, rows: TrainRows, index: number, arms: number): ArmRecord {
  const steps: number[] = [];
  const loss: number[] = [];
  const accuracy: number[] = [];
  for (let row = 0; row * arms < rows.loss.length; row++) {
    const step = rows.firstStep + row;
    if (arm.divergedAt !== null && step >= arm.divergedAt) break;
    steps.push(step);
    loss.push(rows.loss[row * arms + index] as number);
    accuracy.push(rows.accuracy[row * arms + index] as number);
  }
  return {
    ...arm,
    step: append(arm.step, ...steps),
    trainLoss: append(arm.trainLoss, ...loss),
    trainAccuracy: append(arm.trainAccuracy, ...accuracy),
  };
}

function withTest(arm: ArmRecord, point: TestPoint, index: number): ArmRecord {
  const loss = point.loss[index] as number;
  const accuracy = point.accuracy[index] as number;
  if (!Number.isFinite(accuracy)) return arm;
  return {
    ...arm,
    testStep: append(arm.testStep, point.step),
    testLoss: append(arm.testLoss, loss),
    testAccuracy: append(arm.testAccuracy, accuracy),
    byBatchLoss: append(arm.byBatchLoss, point.byBatch?.loss[index] ?? Number.NaN),
    byBatchAccuracy: append(arm.byBatchAccuracy, point.byBatch?.accuracy[index] ?? Number.NaN),
  };
}
