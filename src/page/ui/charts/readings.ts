import { armLetter } from '../../../common/experiment/arms.ts';
import { changedArm, describeChange } from '../../../common/experiment/changes.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatPercent, formatWhole } from '../../../common/lib/format.ts';
import { at, type Series } from '../../../common/lib/series.ts';
import { figureText } from '../../export/number-text.ts';
import type { CurveName } from './chart-store.ts';

/** What one arm's curves say at a step. */
export interface ArmReading {
  readonly arm: number;
  readonly bn: boolean;
  /** The latest test at or before the step. */
  readonly test: { readonly step: number; readonly value: number } | null;
  /** The training batch of the step. */
  readonly train: number | null;
  /** Set when the arm had diverged by then. */
  readonly divergedAt: number | null;
}

/** What a chart's curves say at a step. */
export function readingsAt(record: RunRecord, name: CurveName, step: number): ArmReading[] {
  return record.arms.map((arm, index) => {
    const tests = name === 'accuracy' ? arm.testAccuracy : arm.testLoss;
    const train = name === 'accuracy' ? arm.trainAccuracy : arm.trainLoss;
    const tested = lastAtOrBefore(arm.testStep, step);
    const trained = lastAtOrBefore(arm.step, step);
    const start = record.config.arms[index] ?? { bn: false, rate: 0 };
    const changes = record.changes.filter((change) => change.arm === index && change.step < step);
    return {
      arm: index,
      bn: changes.reduce(changedArm, start).bn,
      test: tested === -1 ? null : { step: at(arm.testStep, tested), value: at(tests, tested) },
      train: trained !== -1 && at(arm.step, trained) === step ? at(train, trained) : null,
      divergedAt: arm.divergedAt !== null && step >= arm.divergedAt ? arm.divergedAt : null,
    };
  });
}

/** Changes that took effect within `reach` steps of a step, in words. */
export const changesNear = (record: RunRecord, step: number, reach: number): string[] =>
  record.changes
    .filter((change) => Math.abs(change.step - step) <= reach)
    .map((change) => `${describeChange(change)} (step ${formatWhole(change.step)})`);

/** Index of the last value at or below a bound in a rising series; -1 when there is none. */
export function lastAtOrBefore(series: Series, bound: number): number {
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(series, middle) <= bound) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A figure of a chart in words. */
export const readingText = (name: CurveName, value: number): string =>
  name === 'accuracy' && Number.isFinite(value) ? formatPercent(value) : figureText(value);

/** A whole chart in one sentence, for those who cannot see it. */
export function describeCurves(record: RunRecord | null, name: CurveName): string {
  const title = name === 'accuracy' ? 'Accuracy by training step' : 'Loss in nats by training step';
  if (record === null) return `${title}. Nothing is trained yet.`;
  const arms = readingsAt(record, name, record.step).map((reading) => {
    const kind = reading.bn ? 'batch normalization' : 'plain';
    return `${armLetter(reading.arm)} (${kind}): ${describeReading(reading, name)}`;
  });
  return `${title}, after ${formatWhole(record.step)} steps. ${arms.join('; ')}.`;
}

/** One arm's reading in words: "95.2 % test, 96.0 % train". */
export function describeReading({ test, train, divergedAt }: ArmReading, name: CurveName): string {
  if (divergedAt !== null) return `diverged at step ${formatWhole(divergedAt)}`;
  const parts = [];
  if (test !== null) parts.push(`${readingText(name, test.value)} test`);
  if (train !== null) parts.push(`${readingText(name, train)} train`);
  return parts.join(', ') || 'no figure yet';
}
