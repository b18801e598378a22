import { describe, expect, it } from 'vitest';
import { newRecord, recordTelemetry } from '../../../../src/common/experiment/run-record.ts';
import { emptySeries, values } from '../../../../src/common/lib/series.ts';
import { fixtureConfig, fixtureEnvironment, fixtureTelemetry } from '../../../fixtures/record.ts';

const fresh = () => newRecord(fixtureConfig({}), fixtureEnvironment);
const rows = (firstStep: number, loss: number[]) => ({
  ...fixtureTelemetry({}, 0, 1),
  tests: [],
  train: [{ firstStep, loss: Float32Array.from(loss), accuracy: Float32Array.from(loss) }],
});

describe('a run record', () => {
  it('puts each arm’s figures into that arm’s columns', () => {
    const record = recordTelemetry(fresh(), rows(1, [1, 2, 3, 4]));
    const [a, b] = record.arms;
    expect(Array.from(values(a?.trainLoss ?? emptySeries))).toEqual([1, 3]);
    expect(Array.from(values(b?.trainLoss ?? emptySeries))).toEqual([2, 4]);
  });

  it('is the same whether telemetry came in one piece or in many', () => {
    const whole = recordTelemetry(fresh(), fixtureTelemetry({}, 0, 90));
    let pieces = fresh();
    for (const [from, to] of [
      [0, 7],
      [7, 40],
      [40, 90],
    ] as const) {
      pieces = recordTelemetry(pieces, fixtureTelemetry({}, from, to));
    }
    for (const [arm, { trainLoss, testAccuracy, step }] of whole.arms.entries()) {
      const other = pieces.arms[arm];
      expect(values(step)).toEqual(other && values(other.step));
      expect(values(trainLoss)).toEqual(other && values(other.trainLoss));
      expect(values(testAccuracy)).toEqual(other && values(other.testAccuracy));
    }
  });

  it('leaves the record it was given as it was', () => {
    const before = recordTelemetry(fresh(), fixtureTelemetry({}, 0, 10));
    const after = recordTelemetry(before, fixtureTelemetry({}, 10, 20));
    expect(before.arms[0]?.step.length).toBe(10);
    expect(after.arms[0]?.step.length).toBe(20);
  });

  it('takes nothing from an arm after it diverged, and all from the other', () => {
    const telemetry = {
      ...rows(5, [1, 1, 1, Number.NaN, 1, Number.NaN]),
      divergences: [{ arm: 1, step: 6 }],
    };
    const record = recordTelemetry(fresh(), telemetry);
    expect(record.arms.map(({ step }) => step.length)).toEqual([3, 1]);
    expect(record.arms.map(({ divergedAt }) => divergedAt)).toEqual([null, 6]);
  });
});
