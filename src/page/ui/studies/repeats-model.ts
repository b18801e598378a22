import type { ArmRecord } from '../../../common/experiment/run-record.ts';
import { append, at, emptySeries, type Series } from '../../../common/lib/series.ts';
import { type Band, bandOf, type Interval, mean } from '../../../common/lib/statistics.ts';
import { memberAt } from '../../../common/studies/study.ts';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import { type ArmLook, lookOfArm, type Segment, segmentsByTone } from '../charts/bn-segments.ts';
import type { CurveName, RepeatsView } from '../charts/chart-store.ts';
import { type CurveAxes, changeMarks, curveColumns, TEST_POINTS } from '../charts/curve-model.ts';
import { type Point, thinned } from '../charts/downsample.ts';
import type { LossLines } from '../charts/loss-range.ts';

/** What the seeds tested at a step came to. */
export interface StepReading {
  readonly step: number;
  readonly mean: number;
  /** Null where the seeds are too few for such a band. */
  readonly band: Interval | null;
  /** How many seeds it is the mean of: those tested at this step, without any that broke down before. */
  readonly seeds: number;
}

/** One arm over all seeds. */
export interface RepeatsArm extends LossLines {
  readonly arm: number;
  readonly look: ArmLook;
  readonly readings: readonly StepReading[];
  readonly mean: readonly Segment[];
  readonly low: readonly Point[];
  readonly high: readonly Point[];
  /** A line for each seed, at its column's place. */
  readonly test: readonly Segment[];
  /** Where seeds broke down: the seed's column, and the place, at the height of its last test. */
  readonly broken: readonly (Point & { readonly column: number })[];
}

/** All that the chart over seeds draws. */
export interface RepeatsModel extends CurveAxes {
  readonly arms: readonly RepeatsArm[];
  readonly band: Band;
  readonly singles: boolean;
  /** How many seeds there are to be. */
  readonly seeds: number;
  /** All steps at which any network was tested. */
  readonly steps: Series;
}

/** The chart over seeds. */
export function repeatsModel({ config, members }: StudyRecord, view: RepeatsView): RepeatsModel {
  const { base, columns } = config;
  const arms = base.arms.map((start, row): RepeatsArm => {
    const own = columns.map((_, column) => members[memberAt(config, row, column)]);
    const lines = own.map((member) => (member === undefined ? [] : testPoints(member, view.figure)));
    const readings = readingsOf(lines, view.band);
    const drawn = thinned(readings, TEST_POINTS, (one) => one.mean);
    const changes = base.changes.filter(({ arm }) => arm === row);
    const look = lookOfArm(start, row);
    return {
      arm: row,
      look,
      readings,
      mean: segmentsByTone(
        pointsOf(drawn, (one) => one.mean),
        start,
        changes,
      ),
      low: pointsOf(drawn, ({ band }) => band?.low),
      high: pointsOf(drawn, ({ band }) => band?.high),
      test: lines.map((points, place) => ({
        place,
        tone: look.tone,
        points: thinned(points, TEST_POINTS, (one) => one.y),
      })),
      divergedAt: null,
      broken: own.flatMap((member, column) =>
        member === undefined || member.divergedAt === null
          ? []
          : { column, x: member.divergedAt, y: lines[column]?.at(-1)?.y ?? Number.NEGATIVE_INFINITY },
      ),
    };
  });
  return {
    name: view.figure,
    arms,
    band: view.band,
    singles: view.singles,
    seeds: columns.length,
    steps: unionOf(arms),
    changes: changeMarks(base.changes),
    endStep: Math.max(1, base.steps),
    logX: view.logX,
    logY: view.figure === 'loss' && view.logY,
  };
}

/** The tests of one network until it broke down. */
function testPoints(member: ArmRecord, name: CurveName): readonly Point[] {
  const { test } = curveColumns(member, name);
  const end = member.divergedAt ?? Number.POSITIVE_INFINITY;
  return Array.from({ length: test.length }, (_, index) => ({
    x: at(member.testStep, index),
    y: at(test, index),
  })).filter(({ x, y }) => x < end && Number.isFinite(y));
}

function readingsOf(lines: readonly (readonly Point[])[], band: Band): readonly StepReading[] {
  const byStep = new Map<number, number[]>();
  for (const { x, y } of lines.flat()) {
    const there = byStep.get(x);
    if (there === undefined) byStep.set(x, [y]);
    else there.push(y);
  }
  return Array.from(byStep, ([step, values]) => ({
    step,
    mean: mean(values),
    band: bandOf(values, band),
    seeds: values.length,
  })).sort((one, other) => one.step - other.step);
}

const pointsOf = (
  readings: readonly StepReading[],
  value: (reading: StepReading) => number | undefined,
): readonly Point[] => readings.map((reading) => ({ x: reading.step, y: value(reading) ?? Number.NaN }));

function unionOf(arms: readonly RepeatsArm[]): Series {
  const steps = new Set(arms.flatMap(({ readings }) => readings.map(({ step }) => step)));
  return append(emptySeries, ...[...steps].sort((one, other) => one - other));
}

/** What an arm's seeds came to at the last test at or before a step; null before the first. */
export const readingAt = ({ readings }: RepeatsArm, step: number): StepReading | null =>
  readings.findLast((reading) => reading.step <= step) ?? null;
