import { expect, test } from 'vitest';
import { barsPath } from '../../../../../src/page/ui/charts/bars-path.ts';
import { linePath, pushedApart, spacedOut } from '../../../../../src/page/ui/charts/line-path.ts';

const same = (value: number) => value;
const points = (...ys: number[]) => ys.map((y, x) => ({ x, y }));

test('a line goes through its points, and breaks where there is no figure', () => {
  expect(linePath(points(1, 2, Number.NaN, 4, 5), same, same)).toBe('M0.0 1.0L1.0 2.0M3.0 4.0L4.0 5.0');
  expect(linePath(points(Number.NaN, Number.POSITIVE_INFINITY), same, same)).toBe('');
});

test('a point alone is a dot: after one step there is something to see, and between gaps', () => {
  const dot = /^M0\.9 5\.0a1\.1 1\.1 0 1 0 2\.2 0a1\.1 1\.1 0 1 0 -2\.2 0$/;
  expect(linePath([{ x: 2, y: 5 }], same, same)).toMatch(dot);
  expect(linePath(points(1, Number.NaN, 3, Number.NaN, 5, 6), same, same)).toMatch(
    /^M-1\.1 1\.0a\S.*M0\.9 3\.0a\S.*M4\.0 5\.0L5\.0 6\.0$/,
  );
});

test('markers stand apart, always with one at the end, and stay where they are as the line grows', () => {
  const line = points(...Array.from({ length: 40 }, () => 1));
  const early = spacedOut(line.slice(0, 31), same, 10).map(({ x }) => x);
  const late = spacedOut(line, same, 10).map(({ x }) => x);
  expect(early).toEqual([5, 15, 25, 30]);
  expect(late).toEqual([5, 15, 25, 35, 39]);
});

test('a marker never stands where there is no figure', () => {
  expect(spacedOut(points(1, 2, Number.NaN), same, 10).map(({ x }) => x)).toEqual([1]);
});

test('labels are moved apart in their order and kept in range', () => {
  expect(pushedApart([50, 51, 10], 12, [0, 100])).toEqual([50, 62, 10]);
  expect(pushedApart([99, 98], 12, [0, 100])).toEqual([100, 88]);
});

test('bars of a histogram become one path; empty bins draw nothing', () => {
  const path = barsPath(
    [1, 0, 0.5],
    (share) => 30 * share,
    (height) => 10 - 10 * height,
  );
  expect(path).toBe('M0.00 10.0V0.0H9.30V10.0ZM20.00 10.0V5.0H29.30V10.0Z');
});
