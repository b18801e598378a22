import type { Ghost } from '../../store/compared-runs.ts';
import { segmentsByTone } from './bn-segments.ts';
import type { CurveName } from './chart-store.ts';
import {
  curveColumns,
  type GhostArm,
  type GhostCurves,
  heightOf,
  pointsOf,
  TEST_POINTS,
  UNKNOWN_ARM,
} from './curve-model.ts';
import { thinned } from './downsample.ts';
import { lossRange } from './loss-range.ts';

/** What a curve chart draws of a pinned run: its tests alone. */
export function ghostCurves({ id, name, record, words }: Ghost, chart: CurveName): GhostCurves {
  const arms = record.arms.map((arm, index): GhostArm => {
    const tests = pointsOf(arm.testStep, curveColumns(arm, chart).test);
    const start = record.config.arms[index] ?? UNKNOWN_ARM;
    const changes = record.changes.filter((change) => change.arm === index);
    return {
      arm: index,
      test: segmentsByTone(thinned(tests, TEST_POINTS, heightOf), start, changes),
      divergedAt: arm.divergedAt,
    };
  });
  const steps = arms.flatMap(({ test }) => test.flatMap(({ points }) => points.map(({ x }) => x)));
  return {
    id,
    name,
    words,
    arms,
    endStep: Math.max(0, ...steps),
    losses: chart === 'loss' ? lossRange(arms) : null,
  };
}
