import { expect, test } from 'vitest';
import { append, emptySeries, type Series } from '../../../../../src/common/lib/series.ts';
import { createDownsampler, thinned } from '../../../../../src/page/ui/charts/downsample.ts';

const series = (values: readonly number[]): Series => append(emptySeries, ...values);
const steps = (count: number) => series(Array.from({ length: count }, (_, index) => index + 1));
const even = { limit: 400, spacing: 'even', smoothing: 0 } as const;

test('a short curve comes out as it is', () => {
  const points = createDownsampler(even)(steps(3), series([5, 6, 7]));
  expect(points).toEqual([
    { x: 1, y: 5 },
    { x: 2, y: 6 },
    { x: 3, y: 7 },
  ]);
});

test('a long curve comes out as the means of equally wide buckets, within the limit', () => {
  const points = createDownsampler({ ...even, limit: 4 })(steps(8), series([0, 1, 2, 3, 4, 5, 6, 7]));
  // Buckets of 4 steps: 1-3, 4-7, 8.
  expect(points).toEqual([
    { x: 2, y: 1 },
    { x: 5.5, y: 4.5 },
    { x: 8, y: 7 },
  ]);
});

test('buckets can be wide from the start, so that a line is as fine early as late', () => {
  const points = createDownsampler({ ...even, width: 4 })(steps(8), series([0, 1, 2, 3, 4, 5, 6, 7]));
  expect(points.map(({ x }) => x)).toEqual([2, 5.5, 8]);
});

test('every value counts once, whatever the length', () => {
  const length = 100_000;
  const values = series(Array.from({ length }, (_, index) => Math.sin(index)));
  const points = createDownsampler(even)(steps(length), values);
  expect(points.length).toBeLessThanOrEqual(400);
  expect(points.length).toBeGreaterThan(190);
  const inner = points.slice(1, -1);
  const gaps = new Set(inner.slice(1).map(({ x }, index) => x - (inner[index]?.x ?? 0)));
  expect(gaps.size).toBe(1);
});

test('a curve read in pieces gives what it gives in one go', () => {
  for (const options of [even, { limit: 60, spacing: 'log', smoothing: 0.9 } as const]) {
    const values = Array.from({ length: 1300 }, (_, index) => Math.cos(index / 40));
    const piecewise = createDownsampler(options);
    let stepColumn = emptySeries;
    let valueColumn = emptySeries;
    for (const [index, value] of values.entries()) {
      stepColumn = append(stepColumn, index + 1);
      valueColumn = append(valueColumn, value);
      if (index % 17 === 0) piecewise(stepColumn, valueColumn);
    }
    expect(piecewise(stepColumn, valueColumn)).toEqual(
      createDownsampler(options)(steps(values.length), series(values)),
    );
  }
});

test('another series starts afresh, though it is longer', () => {
  const read = createDownsampler(even);
  read(steps(2), series([1, 1]));
  expect(read(steps(3), series([9, 9, 9])).map(({ y }) => y)).toEqual([9, 9, 9]);
});

test('logarithmic buckets keep the early steps apart and stay within the limit after a million', () => {
  const length = 1_000_000;
  let values = emptySeries;
  let columns = emptySeries;
  for (let start = 0; start < length; start += 50_000) {
    const piece = Array.from({ length: 50_000 }, (_, index) => start + index + 1);
    values = append(values, ...piece);
    columns = append(columns, ...piece);
  }
  const points = createDownsampler({ limit: 400, spacing: 'log', smoothing: 0 })(columns, values);
  expect(points.length).toBeLessThanOrEqual(400);
  expect(points.slice(0, 3).map(({ x }) => x)).toEqual([1, 2, 3]);
});

test('values that are not finite leave a gap, and do not spoil the bucket they share', () => {
  const read = createDownsampler({ ...even, limit: 4 });
  const points = read(steps(8), series([1, Number.NaN, 3, 4, 4, 4, 4, Number.POSITIVE_INFINITY]));
  expect(points.map(({ y }) => y)).toEqual([2, 4, Number.NaN]);
});

test('thinning keeps every point up to the limit, then every so many, and always the last', () => {
  const points = Array.from({ length: 11 }, (_, index) => index);
  expect(thinned(points, 11)).toBe(points);
  expect(thinned(points, 6)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(thinned(points, 4)).toEqual([2, 6, 10]);
});
