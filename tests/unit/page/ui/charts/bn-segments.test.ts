import { expect, test } from 'vitest';
import { armNow, segmentsByBn } from '../../../../../src/page/ui/charts/bn-segments.ts';
import { fixtureRecord } from '../../../../fixtures/record.ts';

const points = [0, 10, 20, 30].map((x) => ({ x, y: x }));
const switched = (step: number, on: boolean) => ({ kind: 'bn', step, arm: 0, on }) as const;

test('without a switch there is one segment', () => {
  expect(segmentsByBn(points, true, [])).toEqual([{ place: 0, bn: true, points }]);
});

test('a switch cuts the line, and both parts share the point before the cut', () => {
  const segments = segmentsByBn(points, false, [switched(15, true)]);
  expect(segments.map(({ bn }) => bn)).toEqual([false, true]);
  expect(segments.map((segment) => segment.points.map(({ x }) => x))).toEqual([
    [0, 10],
    [10, 20, 30],
  ]);
});

test('a test at the very step of a switch still belongs to what was before it', () => {
  const segments = segmentsByBn(points, false, [switched(20, true)]);
  expect(segments[0]?.points.at(-1)?.x).toBe(20);
});

test('switches that cancel each other between two points leave the line whole', () => {
  expect(segmentsByBn(points, true, [switched(11, false), switched(13, true)])).toHaveLength(1);
});

test('a change of the learning rate cuts nothing', () => {
  expect(segmentsByBn(points, true, [{ kind: 'rate', step: 15, arm: 0, rate: 1 }])).toHaveLength(1);
});

test('no points make no segments', () => {
  expect(segmentsByBn([], true, [switched(5, false)])).toEqual([]);
});

test('an arm now is the arm after all its changes, and only its own', () => {
  const record = fixtureRecord({
    step: 60,
    changes: [
      { kind: 'bn', step: 20, arm: 1, on: true },
      { kind: 'rate', step: 40, arm: 1, rate: 2 },
      { kind: 'bn', step: 50, arm: 0, on: false },
    ],
  });
  expect(armNow(record, 1)).toEqual({ bn: true, rate: 2 });
  expect(armNow(record, 7)).toBeUndefined();
});
