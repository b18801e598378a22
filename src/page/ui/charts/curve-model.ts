import { describeChange } from '../../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig, ExperimentConfig } from '../../../common/experiment/config.ts';
import { normOf } from '../../../common/experiment/norm.ts';
import type { ArmRecord, RunRecord } from '../../../common/experiment/run-record.ts';
import type { Range } from '../../../common/lib/histogram.ts';
import { at, type Series } from '../../../common/lib/series.ts';
import { type ArmLook, armNow, lookOfArm, type Segment, segmentsByTone } from './bn-segments.ts';
import type { CurveName, CurveView } from './chart-store.ts';
import { createDownsampler, type Point, thinned } from './downsample.ts';
import { stepAxisEnd } from './ticks.ts';

/** One arm's lines in one chart. */
export interface ArmCurves extends Pick<ArmLook, 'tone' | 'label'> {
  readonly arm: number;
  /** Means over the training batches of a few steps each. */
  readonly train: readonly Segment[];
  /** The whole test set, at every tested step. */
  readonly test: readonly Segment[];
  /** The same by batch statistics, for an arm that has this second curve. */
  readonly byBatch: readonly Segment[];
  readonly divergedAt: number | null;
  /** The latest finite point of either line. */
  readonly lastPoint: Point | null;
  /** The latest finite test. */
  readonly lastTest: Point | null;
}

/** What is drawn of an arm of a pinned run. */
export type GhostArm = Pick<ArmCurves, 'arm' | 'test' | 'divergedAt'>;

/** What one chart draws of a pinned run. */
export interface GhostCurves {
  readonly id: number;
  readonly name: string;
  /** Those of its settings that are other than the present ones: what it had. */
  readonly words: string;
  readonly arms: readonly GhostArm[];
  /** The last step that was tested. */
  readonly endStep: number;
  /** Smallest and largest loss that the axis is to show; null for none, and in the chart of accuracy. */
  readonly losses: Range | null;
}

/** Changes that took effect at one step, in words. */
export interface ChangeMark {
  readonly step: number;
  readonly text: string;
}

/** What decides the axes of a curve chart, and the room around them. */
export interface CurveAxes {
  readonly name: CurveName;
  readonly changes: readonly ChangeMark[];
  /** Last step of the x axis. */
  readonly endStep: number;
  readonly logX: boolean;
  readonly logY: boolean;
}

/** All that a curve chart draws. */
export interface CurveModel extends CurveAxes {
  readonly arms: readonly ArmCurves[];
  /** Pinned runs, drawn behind. */
  readonly ghosts: readonly GhostCurves[];
  /** Whether some arm has, or is to have, the second test curve. */
  readonly hasByBatch: boolean;
}

const TRAIN_POINTS = 320;
/** Points that a line of tests is drawn with, at most. */
export const TEST_POINTS = 500;
/** Of the training lines, when smoothing is on: a mean over the last 50 steps or so. */
const SMOOTHING = 0.98;

/** Columns that a chart shows of an arm. */
export const curveColumns = (
  arm: ArmRecord,
  name: CurveName,
): { readonly train: Series; readonly test: Series; readonly byBatch: Series } =>
  name === 'accuracy'
    ? { train: arm.trainAccuracy, test: arm.testAccuracy, byBatch: arm.byBatchAccuracy }
    : { train: arm.trainLoss, test: arm.testLoss, byBatch: arm.byBatchLoss };

/** Whether an arm is to be tested by batch statistics as well. */
const wantsByBatch = (arm: ArmConfig): boolean => arm.bn && normOf(arm).inference === 'both';

/**
 * Makes a function from a run to what a chart draws of it. Keep one for as long as the view stays the same: it
 * remembers what it has read, so that each call costs only what is new.
 */
export function createCurveModeller(
  name: CurveName,
  view: CurveView,
): (record: RunRecord | null, config: ExperimentConfig, ghosts?: readonly GhostCurves[]) => CurveModel {
  let downsamplers: ReturnType<typeof createDownsampler>[] = [];
  let width = 1;
  const spacing = view.logX ? 'log' : 'even';
  const smoothing = view.smooth ? SMOOTHING : 0;
  const armCurves = (record: RunRecord, arm: ArmRecord, index: number): ArmCurves => {
    downsamplers[index] ??= createDownsampler({ limit: TRAIN_POINTS, width, spacing, smoothing });
    const { train, test, byBatch } = curveColumns(arm, name);
    const trainPoints = downsamplers[index](arm.step, train);
    const testPoints = thinned(pointsOf(arm.testStep, test), TEST_POINTS);
    const byBatchPoints = hasFinite(byBatch) ? thinned(pointsOf(arm.testStep, byBatch), TEST_POINTS) : [];
    const start = record.config.arms[index] ?? UNKNOWN_ARM;
    const changes = record.changes.filter((change) => change.arm === index);
    const segments = (points: readonly Point[]) => segmentsByTone(points, start, changes);
    return {
      arm: index,
      ...shown(armNow(record, index) ?? start, index),
      train: segments(trainPoints),
      test: segments(testPoints),
      byBatch: segments(byBatchPoints),
      divergedAt: arm.divergedAt,
      lastPoint: lastFinite(trainPoints, testPoints),
      lastTest: lastFinite(testPoints),
    };
  };
  return (record, config, ghosts = NO_GHOSTS) => {
    const endStep = Math.max(
      stepAxisEnd(config.steps, record?.step ?? 0),
      ...ghosts.map((ghost) => ghost.endStep),
    );
    const needed = bucketWidth(endStep);
    if (needed !== width) {
      width = needed;
      downsamplers = [];
    }
    const arms =
      record?.arms.map((arm, index) => armCurves(record, arm, index)) ?? config.arms.map(unstarted);
    return {
      name,
      arms,
      ghosts,
      hasByBatch:
        (record?.config ?? config).arms.some(wantsByBatch) || arms.some(({ byBatch }) => byBatch.length > 0),
      changes: record === null ? [] : changeMarks(record.changes),
      endStep,
      logX: view.logX,
      logY: name === 'loss' && view.logY,
    };
  };
}

/** Steps of a bucket such that the whole axis would hold as many as there may be: a line is as fine early as late. */
const bucketWidth = (endStep: number): number =>
  2 ** Math.max(0, Math.ceil(Math.log2(endStep / TRAIN_POINTS)));

/** The same list each time, so that what draws it is left alone. */
const NO_GHOSTS: readonly GhostCurves[] = [];

export const UNKNOWN_ARM: ArmConfig = { bn: false, rate: 0 };

const shown = (arm: ArmConfig, index: number): Pick<ArmLook, 'tone' | 'label'> => {
  const { tone, label } = lookOfArm(arm, index);
  return { tone, label };
};

const unstarted = (arm: ArmConfig, index: number): ArmCurves => ({
  arm: index,
  ...shown(arm, index),
  train: [],
  test: [],
  byBatch: [],
  divergedAt: null,
  lastPoint: null,
  lastTest: null,
});

export const pointsOf = (steps: Series, values: Series): readonly Point[] =>
  Array.from({ length: values.length }, (_, index) => ({ x: at(steps, index), y: at(values, index) }));

/** Whether some value is a number: a second curve is NaN for an arm that has none. */
export const hasFinite = (series: Series): boolean => {
  for (let index = 0; index < series.length; index++) if (Number.isFinite(at(series, index))) return true;
  return false;
};

function lastFinite(...lines: readonly (readonly Point[])[]): Point | null {
  const ends = lines.flatMap((line) => line.filter(({ y }) => Number.isFinite(y)).slice(-1));
  return ends.reduce<Point | null>((latest, end) => (latest && latest.x >= end.x ? latest : end), null);
}

/** One mark a step: changes to several arms at once share it. */
export function changeMarks(taken: readonly ArmChange[]): ChangeMark[] {
  const byStep = new Map<number, readonly ArmChange[]>();
  for (const change of taken) {
    byStep.set(change.step, [...(byStep.get(change.step) ?? []), change]);
  }
  return Array.from(byStep, ([step, changes]) => ({
    step,
    text: changes.map(describeChange).join(' · '),
  }));
}
