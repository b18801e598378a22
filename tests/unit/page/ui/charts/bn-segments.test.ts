import { expect, test } from 'vitest';
import { armNow, segmentsByTone } from '../../../../../src/page/ui/charts/bn-segments.ts';
import { fixtureRecord } from '../../../../fixtures/record.ts';

const points = [0, 10, 20, 30].map((x) => ({ x, y: x }));
const BN = { bn: true, rate: 0.1 };
const PLAIN = { bn: false, rate: 0.1 };
const switched = (step: number, on: boolean) => ({ kind: 'bn', step, arm: 0, on }) as const;

test('without a switch there is one segment', () => {
  expect(segmentsByTone(points, BN, [])).toEqual([{ place: 0, tone: 'bn', points }]);
});

test('a switch cuts the line, and both parts share the point before the cut', () => {
  const segments = segmentsByTone(points, PLAIN, [switched(15, true)]);
  expect(segments.map(({ tone }) => tone)).toEqual(['plain', 'bn']);
  expect(segments.map((segment) => segment.points.map(({ x }) => x))).toEqual([
    [0, 10],
    [10, 20, 30],
  ]);
});

test('a test at the very step of a switch still belongs to what was before it', () => {
  const segments = segmentsByTone(points, PLAIN, [switched(20, true)]);
  expect(segments[0]?.points.at(-1)?.x).toBe(20);
});

test('switches that cancel each other between two points leave the line whole', () => {
  expect(segmentsByTone(points, BN, [switched(11, false), switched(13, true)])).toHaveLength(1);
});

test('a change of the learning rate cuts nothing', () => {
  expect(segmentsByTone(points, BN, [{ kind: 'rate', step: 15, arm: 0, rate: 1 }])).toHaveLength(1);
});

test('no points make no segments', () => {
  expect(segmentsByTone([], BN, [switched(5, false)])).toEqual([]);
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

test('a layer norm has a colour of its own, and is plain while it is off', () => {
  const arm = { bn: true, rate: 0.1, norm: { kind: 'layer' } } as const;
  const segments = segmentsByTone(points, arm, [switched(5, false), switched(15, true)]);
  expect(segments.map(({ tone }) => tone)).toEqual(['layer', 'plain', 'layer']);
});

test('a colour given by hand stays, whatever is switched', () => {
  const own = { ...PLAIN, color: 3 };
  expect(segmentsByTone(points, own, [switched(15, true)])).toEqual([{ place: 0, tone: 'own3', points }]);
});
