import { armLetter } from '../../common/experiment/arms.ts';
import { curveFaults, isFigureOrNone, originFaults } from '../../common/experiment/curve-faults.ts';
import type { ArmRecord, RunRecord } from '../../common/experiment/run-record.ts';
import { countsOf, seriesOf, singlesOf, values } from '../../common/lib/series.ts';
import { type ArmCurves, type Curves, STORE_VERSION } from './stored-shapes.ts';

/** A record as it is stored. Losses and accuracies of training came in single precision, and keep it. */
export const curvesOf = (key: string, record: RunRecord): Curves => ({
  version: STORE_VERSION,
  key,
  environment: record.environment,
  arms: record.arms.map(armCurves),
  changes: [...record.changes],
  moves: [...record.moves],
  stepSizes: [...record.stepSizes],
  ribbons: [...record.ribbons],
  step: record.step,
  elapsedMs: record.elapsedMs,
  stepsPerSecond: record.stepsPerSecond,
});

/** An arm as it is stored. */
export const armCurves = (own: ArmRecord): ArmCurves => ({
  step: new Uint32Array(values(own.step)),
  trainLoss: new Float32Array(values(own.trainLoss)),
  trainAccuracy: new Float32Array(values(own.trainAccuracy)),
  testStep: new Uint32Array(values(own.testStep)),
  testLoss: new Float64Array(values(own.testLoss)),
  testAccuracy: new Float64Array(values(own.testAccuracy)),
  byBatchLoss: new Float64Array(values(own.byBatchLoss)),
  byBatchAccuracy: new Float64Array(values(own.byBatchAccuracy)),
  divergedAt: own.divergedAt,
});

export const armOfCurves = (own: ArmCurves): ArmRecord => ({
  step: countsOf(own.step),
  trainLoss: singlesOf(own.trainLoss),
  trainAccuracy: singlesOf(own.trainAccuracy),
  testStep: countsOf(own.testStep),
  testLoss: seriesOf(own.testLoss),
  testAccuracy: seriesOf(own.testAccuracy),
  byBatchLoss: seriesOf(own.byBatchLoss),
  byBatchAccuracy: seriesOf(own.byBatchAccuracy),
  divergedAt: own.divergedAt,
});

/** What is wrong with curves that have the right shape, in a few words; null where nothing is. */
export function faultIn(curves: Curves, wantedArms: number): string | null {
  const { arms, step } = curves;
  if (arms.length !== wantedArms) return `it is of ${arms.length} networks instead of ${wantedArms}`;
  for (const fault of originFaults(curves, 'the run')) return fault;
  for (const [index, own] of arms.entries())
    for (const fault of curveFaults(own, `arm ${armLetter(index)}`, step, isFigureOrNone)) return fault;
  return null;
}

/** Bytes of the curves, roughly: lists of numbers are nearly all of them. */
export const bytesOfCurves = ({ arms, ribbons, stepSizes }: Curves): number =>
  bytesOfArms(arms) + (8 * (JSON.stringify(stepSizes).length + JSON.stringify(ribbons).length)) / 16;

export const bytesOfArms = (arms: readonly ArmCurves[]): number =>
  arms.reduce(
    (total, own) =>
      total +
      Object.values(own).reduce<number>(
        (sum, list) => sum + (ArrayBuffer.isView(list) ? list.byteLength : 8),
        0,
      ),
    0,
  );
