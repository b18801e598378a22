import { armTitle } from '../../src/common/experiment/arm-look.ts';
import type { ExperimentConfig } from '../../src/common/experiment/config.ts';
import type { MeasuredArm } from '../../src/common/experiment/preset-measurements.ts';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import { last } from '../../src/common/lib/series.ts';

/** What each arm came to in some runs of one experiment: mean and sample deviation of its last test accuracy. */
export const measuredRows = (
  { arms }: Pick<ExperimentConfig, 'arms'>,
  records: readonly RunRecord[],
): MeasuredArm[] =>
  arms.map((arm, index) => {
    const whole = records
      .flatMap(({ arms: own }) => own[index] ?? [])
      .filter((one) => one.divergedAt === null);
    const scores = whole.map(({ testAccuracy }) => last(testAccuracy));
    return {
      arm: armTitle(arm, index),
      unit: 'test accuracy',
      mean: scores.length === 0 ? null : rounded(meanOf(scores)),
      spread: scores.length < 2 ? null : rounded(sampleDeviation(scores)),
      n: scores.length,
      diverged: records.length - scores.length,
    };
  });

const meanOf = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;

/** With n - 1 under the fraction. */
function sampleDeviation(list: readonly number[]): number {
  const mean = meanOf(list);
  return Math.sqrt(list.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (list.length - 1));
}

const rounded = (value: number): number => Number(value.toFixed(5));
