import { describe, expect, it } from 'vitest';
import { newRecord, recordTelemetry } from '../../../../src/common/experiment/run-record.ts';
import { emptySeries, last, values } from '../../../../src/common/lib/series.ts';
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

  it('takes 12 bytes a step and network, and at most twice that for what is still to come', () => {
    const steps = 10_000;
    let record = fresh();
    for (let first = 1; first <= steps; first += 100)
      record = recordTelemetry(record, rows(first, new Array<number>(200).fill(0.1)));
    for (const { step, trainAccuracy, trainLoss } of record.arms) {
      expect(step.length).toBe(steps);
      const columns = [step, trainLoss, trainAccuracy];
      expect(columns.reduce((sum, series) => sum + values(series).byteLength, 0)).toBe(12 * steps);
      const held = columns.reduce((sum, { storage }) => sum + storage.byteLength, 0);
      expect(held).toBeLessThanOrEqual(2 * 12 * steps);
    }
  });

  it('keeps every figure as it came: losses of training in single precision, accuracies of tests in double', () => {
    const test = { step: 1, loss: [0.1, 0.3], accuracy: [0.9433, 0.9], byBatch: null };
    const record = recordTelemetry(fresh(), { ...rows(1, [0.1, 0.7]), tests: [test] });
    const [a, b] = record.arms;
    expect([a, b].map((arm) => arm && last(arm.trainLoss))).toEqual([0.1, 0.7].map(Math.fround));
    expect([a, b].map((arm) => arm && last(arm.testAccuracy))).toEqual([0.9433, 0.9]);
    expect([a, b].map((arm) => arm && last(arm.testLoss))).toEqual([0.1, 0.3]);
  });
});
