import { describeChange } from '../../../common/experiment/changes.ts';
import type { ArmConfig, ExperimentConfig } from '../../../common/experiment/config.ts';
import type { ArmRecord, RunRecord } from '../../../common/experiment/run-record.ts';
import { at, type Series } from '../../../common/lib/series.ts';
import { armNow, type Segment, segmentsByBn } from './bn-segments.ts';
import type { CurveName, CurveView } from './chart-store.ts';
import { createDownsampler, type Point, thinned } from './downsample.ts';
import { stepAxisEnd } from './ticks.ts';

/** One arm's lines in one chart. */
export interface ArmCurves {
  readonly arm: number;
  /** Whether it has batch normalization now. */
  readonly bn: boolean;
  /** Means over the training batches of a few steps each. */
  readonly train: readonly Segment[];
  /** The whole test set, at every tested step. */
  readonly test: readonly Segment[];
  readonly divergedAt: number | null;
  /** The latest finite point of either line. */
  readonly lastPoint: Point | null;
  /** The latest finite test. */
  readonly lastTest: Point | null;
}

/** Changes that took effect at one step, in words. */
export interface ChangeMark {
  readonly step: number;
  readonly text: string;
}

/** All that a curve chart draws. */
export interface CurveModel {
  readonly name: CurveName;
  readonly arms: readonly ArmCurves[];
  readonly changes: readonly ChangeMark[];
  /** Last step of the x axis. */
  readonly endStep: number;
  readonly logX: boolean;
  readonly logY: boolean;
}

const TRAIN_POINTS = 320;
const TEST_POINTS = 500;
/** Of the training lines, when smoothing is on: a mean over the last 50 steps or so. */
const SMOOTHING = 0.98;

/** Columns that a chart shows of an arm. */
const columns = (arm: ArmRecord, name: CurveName): { train: Series; test: Series } =>
  name === 'accuracy'
    ? { train: arm.trainAccuracy, test: arm.testAccuracy }
    : { train: arm.trainLoss, test: arm.testLoss };

/**
 * Makes a function from a run to what a chart draws of it. Keep one for as long as the view stays the same: it
 * remembers what it has read, so that each call costs only what is new.
 */
export function createCurveModeller(
  name: CurveName,
  view: CurveView,
): (record: RunRecord | null, config: ExperimentConfig) => CurveModel {
  let downsamplers: ReturnType<typeof createDownsampler>[] = [];
  let width = 1;
  const spacing = view.logX ? 'log' : 'even';
  const smoothing = view.smooth ? SMOOTHING : 0;
  const armCurves = (record: RunRecord, arm: ArmRecord, index: number): ArmCurves => {
    downsamplers[index] ??= createDownsampler({ limit: TRAIN_POINTS, width, spacing, smoothing });
    const { train, test } = columns(arm, name);
    const trainPoints = downsamplers[index](arm.step, train);
    const testPoints = thinned(pointsOf(arm.testStep, test), TEST_POINTS);
    const startsWithBn = record.config.arms[index]?.bn ?? false;
    const changes = record.changes.filter((change) => change.arm === index);
    return {
      arm: index,
      bn: armNow(record, index)?.bn ?? startsWithBn,
      train: segmentsByBn(trainPoints, startsWithBn, changes),
      test: segmentsByBn(testPoints, startsWithBn, changes),
      divergedAt: arm.divergedAt,
      lastPoint: lastFinite(trainPoints, testPoints),
      lastTest: lastFinite(testPoints),
    };
  };
  return (record, config) => {
    const endStep = stepAxisEnd(config.steps, record?.step ?? 0);
    const needed = bucketWidth(endStep);
    if (needed !== width) {
      width = needed;
      downsamplers = [];
    }
    return {
      name,
      arms: record?.arms.map((arm, index) => armCurves(record, arm, index)) ?? config.arms.map(unstarted),
      changes: record === null ? [] : changeMarks(record),
      endStep,
      logX: view.logX,
      logY: name === 'loss' && view.logY,
    };
  };
}

/** Steps of a bucket such that the whole axis would hold as many as there may be: a line is as fine early as late. */
const bucketWidth = (endStep: number): number =>
  2 ** Math.max(0, Math.ceil(Math.log2(endStep / TRAIN_POINTS)));

const unstarted = ({ bn }: ArmConfig, arm: number): ArmCurves => ({
  arm,
  bn,
  train: [],
  test: [],
  divergedAt: null,
  lastPoint: null,
  lastTest: null,
});

const pointsOf = (steps: Series, values: Series): readonly Point[] =>
  Array.from({ length: values.length }, (_, index) => ({ x: at(steps, index), y: at(values, index) }));

function lastFinite(...lines: readonly (readonly Point[])[]): Point | null {
  const ends = lines.flatMap((line) => line.filter(({ y }) => Number.isFinite(y)).slice(-1));
  return ends.reduce<Point | null>((latest, end) => (latest && latest.x >= end.x ? latest : end), null);
}

/** One mark a step: changes to several arms at once share it. */
function changeMarks(record: RunRecord): ChangeMark[] {
  const byStep = new Map<number, typeof record.changes>();
  for (const change of record.changes) {
    byStep.set(change.step, [...(byStep.get(change.step) ?? []), change]);
  }
  return Array.from(byStep, ([step, changes]) => ({
    step,
    text: changes.map(describeChange).join(' · '),
  }));
}
