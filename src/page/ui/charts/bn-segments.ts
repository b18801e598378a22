import { changedArm } from '../../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { Point } from './downsample.ts';

/** A stretch of a curve during which the arm had, or had not, batch normalization. */
export interface Segment {
  /** Its place in the curve, from 0. */
  readonly place: number;
  readonly bn: boolean;
  readonly points: readonly Point[];
}

/** The arm as it stands after the changes so far. */
export const armNow = (record: RunRecord, arm: number): ArmConfig | undefined => {
  const start = record.config.arms[arm];
  return start && record.changes.filter((change) => change.arm === arm).reduce(changedArm, start);
};

/**
 * Cuts a curve where the arm's batch normalization was switched. A change at step s shows from step s + 1 on; the last
 * point before a cut is also the first of the next segment, so that the line does not break.
 */
export function segmentsByBn(
  points: readonly Point[],
  startsWithBn: boolean,
  changes: readonly ArmChange[],
): readonly Segment[] {
  const segments: { place: number; bn: boolean; points: Point[] }[] = [
    { place: 0, bn: startsWithBn, points: [] },
  ];
  const switches = changes.filter((change) => change.kind === 'bn');
  let next = 0;
  for (const point of points) {
    let bn = segments.at(-1)?.bn ?? startsWithBn;
    for (let change = switches[next]; change && change.step < point.x; change = switches[++next]) {
      bn = change.on;
    }
    const current = segments.at(-1);
    if (current === undefined || current.bn === bn) current?.points.push(point);
    else segments.push({ place: segments.length, bn, points: [...current.points.slice(-1), point] });
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
