import { expect, test } from 'vitest';
import type { ArmConfig } from '../../../../../src/common/experiment/config.ts';
import {
  newRecord,
  type RunRecord,
  recordTelemetry,
} from '../../../../../src/common/experiment/run-record.ts';
import { lagWords, runningLags } from '../../../../../src/page/ui/charts/running-lag.ts';
import { fixtureConfig, fixtureEnvironment } from '../../../../fixtures/record.ts';

/** A run whose training batches are at 75 % and whose tests are as told. */
function tested(arm: ArmConfig, ...tests: readonly (readonly [step: number, accuracy: number])[]): RunRecord {
  const step = Math.max(...tests.map(([at]) => at));
  const rows = Float32Array.from({ length: step }, () => 0.75);
  return recordTelemetry(newRecord(fixtureConfig({ config: { arms: [arm] } }), fixtureEnvironment), {
    step,
    elapsedMs: 1,
    stepsPerSecond: 1,
    train: [{ firstStep: 1, loss: rows, accuracy: rows }],
    tests: tests.map(([at, accuracy]) => ({ step: at, loss: [1], accuracy: [accuracy], byBatch: null })),
    changes: [],
    divergences: [],
    snapshots: [],
    stepSizes: [],
    ribbons: [],
  });
}

const BN: ArmConfig = { bn: true, rate: 0.1 };

test('running statistics that lag are told with the step, and both figures', () => {
  const [lag] = runningLags(tested(BN, [0, 0.1], [20, 0.102], [40, 0.5], [100, 0.74]));
  if (lag === undefined) throw new Error('nothing was found');
  expect(lagWords(lag)).toBe(
    'A at step 20: 10.2\u202f% on the test set with running statistics, 75.0\u202f% on its training batches.',
  );
  expect(lag.hasBoth).toBe(false);
});

test('what has other causes is not told', () => {
  expect(runningLags(tested(BN, [0, 0.1], [20, 0.7]))).toEqual([]);
  expect(runningLags(tested(BN, [0, 0.1], [800, 0.3])), 'too late for a lag').toEqual([]);
  expect(runningLags(tested({ ...BN, norm: { momentum: 0.01 } }, [800, 0.3]))).toHaveLength(1);
  expect(runningLags(tested({ ...BN, bn: false }, [20, 0.1]))).toEqual([]);
  expect(runningLags(tested({ ...BN, norm: { kind: 'layer' } }, [20, 0.1]))).toEqual([]);
  expect(runningLags(tested({ ...BN, norm: { inference: 'batch' } }, [20, 0.1]))).toEqual([]);
  expect(runningLags(tested({ ...BN, norm: { inference: 'both' } }, [20, 0.1]))[0]?.hasBoth).toBe(true);
});
