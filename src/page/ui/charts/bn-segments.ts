import { type ArmTone, armName, armTone } from '../../../common/experiment/arm-look.ts';
import { changedArm } from '../../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { armLabel, armWords } from '../../export/arm-text.ts';
import type { Point } from './downsample.ts';

/** A stretch of a curve of one colour: switching normalization on or off starts another, unless the colour was given by hand. */
export interface Segment {
  /** Its place in the curve, from 0. */
  readonly place: number;
  readonly tone: ArmTone;
  readonly points: readonly Point[];
}

/** The arm as it stands after the changes so far. */
export const armNow = (record: RunRecord, arm: number): ArmConfig | undefined =>
  armAt(record, arm, Number.POSITIVE_INFINITY);

/**
 * Cuts a curve where the arm's colour changed. A change at step s shows from step s + 1 on; the last point before a cut is
 * also the first of the next segment, so that the line does not break.
 *
 * @param start the arm as the run began with it
 */
export function segmentsByTone(
  points: readonly Point[],
  start: ArmConfig,
  changes: readonly ArmChange[],
): readonly Segment[] {
  const segments: { place: number; tone: ArmTone; points: Point[] }[] = [
    { place: 0, tone: armTone(start), points: [] },
  ];
  const switches = changes.filter((change) => change.kind === 'bn');
  let own = start;
  let next = 0;
  for (const point of points) {
    for (let change = switches[next]; change && change.step < point.x; change = switches[++next]) {
      own = changedArm(own, change);
    }
    const tone = armTone(own);
    const current = segments.at(-1);
    if (current === undefined || current.tone === tone) current?.points.push(point);
    else segments.push({ place: segments.length, tone, points: [...current.points.slice(-1), point] });
  }
  return segments.filter((segment) => segment.points.length > 0);
}

/** An arm as it was in a training step: with the changes made before it. */
export function armAt(
  record: Pick<RunRecord, 'config' | 'changes'>,
  arm: number,
  step: number,
): ArmConfig | undefined {
  const start = record.config.arms[arm];
  return (
    start &&
    record.changes.filter((change) => change.arm === arm && change.step < step).reduce(changedArm, start)
  );
}

/** How an arm looks, and what it is called, in a training step. */
export interface ArmLook {
  readonly tone: ArmTone;
  /** The name given by hand; empty for none. */
  readonly own: string;
  /** "A", or "A · no centre" where it has a name by hand. */
  readonly label: string;
  /** The name given by hand, or what it is. */
  readonly name: string;
  /** The same within a sentence. */
  readonly words: string;
}

export const lookOfArm = (arm: ArmConfig | undefined, index: number): ArmLook => ({
  tone: arm === undefined ? 'plain' : armTone(arm),
  own: arm?.name ?? '',
  label: armLabel(arm, index),
  name: arm === undefined ? '' : armName(arm),
  words: arm === undefined ? '' : armWords(arm),
});

export const armLookAt = (
  record: Pick<RunRecord, 'config' | 'changes'>,
  arm: number,
  step: number,
): ArmLook => lookOfArm(armAt(record, arm, step), arm);
