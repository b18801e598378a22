import { expect, test } from 'vitest';
import { append, emptySeries } from '../../../../../src/common/lib/series.ts';
import { stepByKey } from '../../../../../src/page/ui/charts/cursor-keys.ts';
import {
  changesNear,
  describeCurves,
  lastAtOrBefore,
  readingsAt,
} from '../../../../../src/page/ui/charts/readings.ts';
import { MIXED_ARMS } from '../../../../fixtures/arms.ts';
import { fixtureRecord } from '../../../../fixtures/record.ts';

const record = fixtureRecord({
  step: 500,
  divergedAt: [null, 410],
  changes: [{ kind: 'bn', step: 300, arm: 1, on: true }],
});

test('a reading has the latest test at or before the step, and the batch of the step itself', () => {
  const [a] = readingsAt(record, 'accuracy', 205);
  expect(a?.test?.step).toBe(200);
  expect(a?.test?.value).toBeGreaterThan(0.5);
  expect(a?.train).toBeCloseTo(record.arms[0]?.trainAccuracy.storage[204] ?? Number.NaN, 12);
});

test('at step 0 there is a test and no training batch', () => {
  expect(readingsAt(record, 'loss', 0)[0]).toMatchObject({ test: { step: 0 }, train: null });
});

test('a reading follows the switch of batch normalization from the step after it', () => {
  expect(readingsAt(record, 'loss', 300)[1]?.look.tone).toBe('plain');
  expect(readingsAt(record, 'loss', 301)[1]?.look.tone).toBe('bn');
});

test('an arm has diverged from its step on, not before', () => {
  expect(readingsAt(record, 'loss', 409)[1]?.divergedAt).toBeNull();
  expect(readingsAt(record, 'loss', 410)[1]?.divergedAt).toBe(410);
});

test('changes near a step are told with their own step', () => {
  expect(changesNear(record, 303, 5)).toEqual(['B: batch normalization on (step 300)']);
  expect(changesNear(record, 310, 5)).toEqual([]);
});

test('a chart is described in one sentence with its figures', () => {
  expect(describeCurves(null, 'loss')).toBe('Loss in nats by training step. Nothing is trained yet.');
  const text = describeCurves(record, 'accuracy');
  expect(text).toMatch(/after 500 steps\. A \(batch normalization\): \d+\.\d.% test, \d+\.\d.% train; B/);
  expect(text).toContain('diverged at step 410');
});

test('the last value at or before a bound is found in a rising series', () => {
  const steps = append(emptySeries, 0, 10, 20);
  expect([-1, 0, 9, 10, 25].map((bound) => lastAtOrBefore(steps, bound))).toEqual([-1, 0, 0, 1, 2]);
  expect(lastAtOrBefore(emptySeries, 5)).toBe(-1);
});

test('keys move the cursor from tested step to tested step and stop at the ends', () => {
  const tested = append(emptySeries, 0, 10, 20, 30);
  const press = (key: string, cursor: number | null) => stepByKey(key, cursor, tested, 34);
  expect(press('ArrowLeft', null)).toBe(30);
  expect(press('ArrowLeft', 30)).toBe(20);
  expect(press('ArrowLeft', 25)).toBe(20);
  expect(press('ArrowRight', 25)).toBe(30);
  expect(press('ArrowRight', 30)).toBe(30);
  expect(press('Home', 20)).toBe(0);
  expect(press('End', 0)).toBe(30);
  expect(press('Escape', 20)).toBeNull();
});

test('keys that are not the cursor’s are left to the page', () => {
  const tested = append(emptySeries, 0, 10);
  expect(stepByKey('r', 0, tested, 10)).toBeUndefined();
  expect(stepByKey('Escape', null, tested, 10)).toBeUndefined();
  expect(stepByKey('ArrowLeft', null, emptySeries, 0)).toBeUndefined();
});

test('the second test is read and told for the arm that has one', () => {
  const both = fixtureRecord({ step: 100, config: { arms: MIXED_ARMS } });
  const [a, b] = readingsAt(both, 'accuracy', 100);
  expect(a?.byBatch).toBeCloseTo(both.arms[0]?.byBatchAccuracy.storage[5] ?? Number.NaN, 12);
  expect(b?.byBatch).toBeNull();
  expect(describeCurves(both, 'accuracy')).toMatch(
    /A \(batch normalization\): .* test by batch statistics, /,
  );
  expect(describeCurves(both, 'accuracy')).toContain('E (no centre): ');
});
