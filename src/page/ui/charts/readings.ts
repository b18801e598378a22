import { armLetter } from '../../../common/experiment/arms.ts';
import { describeChange } from '../../../common/experiment/changes.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { formatPercent, formatWhole } from '../../../common/lib/format.ts';
import { at, type Series } from '../../../common/lib/series.ts';
import { figureText } from '../../export/number-text.ts';
import type { Ghost } from '../../store/compared-runs.ts';
import { type ArmLook, armLookAt } from './bn-segments.ts';
import type { CurveName } from './chart-store.ts';
import { curveColumns } from './curve-model.ts';

/** What one arm's curves say at a step. */
export interface ArmReading {
  readonly arm: number;
  readonly look: ArmLook;
  /** The latest test at or before the step. */
  readonly test: { readonly step: number; readonly value: number } | null;
  /** The same test by batch statistics, of an arm that has this second curve. */
  readonly byBatch: number | null;
  /** The training batch of the step. */
  readonly train: number | null;
  /** Set when the arm had diverged by then. */
  readonly divergedAt: number | null;
}

/** What a chart's curves say at a step. */
export function readingsAt(record: RunRecord, name: CurveName, step: number): ArmReading[] {
  return record.arms.map((arm, index) => {
    const { test, byBatch, train } = curveColumns(arm, name);
    const tested = lastAtOrBefore(arm.testStep, step);
    const trained = lastAtOrBefore(arm.step, step);
    return {
      arm: index,
      look: armLookAt(record, index, step),
      test: tested === -1 ? null : { step: at(arm.testStep, tested), value: at(test, tested) },
      byBatch: tested === -1 ? null : finiteOrNull(at(byBatch, tested)),
      train: trained !== -1 && at(arm.step, trained) === step ? at(train, trained) : null,
      divergedAt: arm.divergedAt !== null && step >= arm.divergedAt ? arm.divergedAt : null,
    };
  });
}

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

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
  const arms = readingsAt(record, name, record.step).map((reading) => describeArm(reading, name));
  return `${title}, after ${formatWhole(record.step)} steps. ${arms.join('; ')}.`;
}

/** What the tests of pinned runs came to, a sentence each. */
export const describeGhosts = (ghosts: readonly Ghost[], name: CurveName): string =>
  ghosts
    .map((ghost) => {
      const ends = readingsAt(ghost.record, name, ghost.record.step);
      const arms = ends.map((reading) => describeArm({ ...reading, byBatch: null, train: null }, name));
      return `Pinned, ${ghost.name}: ${arms.join('; ')}.`;
    })
    .join(' ');

const describeArm = (reading: ArmReading, name: CurveName): string =>
  `${armLetter(reading.arm)} (${reading.look.words}): ${describeReading(reading, name)}`;

/** One arm's reading in words: "95.2 % test, 96.0 % train". */
export function describeReading({ test, byBatch, train, divergedAt }: ArmReading, name: CurveName): string {
  if (divergedAt !== null) return `diverged at step ${formatWhole(divergedAt)}`;
  const parts = [];
  if (test !== null) parts.push(`${readingText(name, test.value)} test`);
  if (byBatch !== null) parts.push(`${readingText(name, byBatch)} test by batch statistics`);
  if (train !== null) parts.push(`${readingText(name, train)} train`);
  return parts.join(', ') || 'no figure yet';
}
