import fc from 'fast-check';
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

test('a long curve comes out as the smallest and largest of equally wide buckets, with its ends', () => {
  const points = createDownsampler({ ...even, limit: 4 })(steps(8), series([0, 9, 2, 3, 4, -5, 6, 7]));
  // Buckets of 4 steps: 1-3, 4-7, 8.
  expect(points).toEqual([
    { x: 1, y: 0 },
    { x: 2, y: 9 },
    { x: 6, y: -5 },
    { x: 7, y: 6 },
    { x: 8, y: 7 },
  ]);
});

test('buckets can be wide from the start, so that a line is as fine early as late', () => {
  const points = createDownsampler({ ...even, width: 4 })(steps(8), series([0, 1, 2, 3, 4, 5, 6, 7]));
  expect(points.map(({ x }) => x)).toEqual([1, 3, 4, 7, 8]);
});

const column = fc.array(fc.oneof(fc.double({ noNaN: true, min: -10, max: 10 }), fc.constant(Number.NaN)), {
  minLength: 1,
  maxLength: 300,
});
const spacings = fc.constantFrom('even' as const, 'log' as const);

test('whatever the curve, its ends, its highest and its lowest point stay, in order and within the limit', () => {
  fc.assert(
    fc.property(column, spacings, fc.integer({ min: 2, max: 40 }), (values, spacing, limit) => {
      const points = createDownsampler({ limit, spacing, smoothing: 0 })(
        steps(values.length),
        series(values),
      );
      expect(points[0]).toEqual({ x: 1, y: values[0] });
      expect(points.at(-1)).toEqual({ x: values.length, y: values.at(-1) });
      expect(points.length).toBeLessThanOrEqual(2 * limit + 2);
      const finite = values.filter(Number.isFinite);
      const kept = points.map(({ y }) => y).filter(Number.isFinite);
      if (finite.length > 0) {
        expect(Math.max(...kept)).toBe(Math.max(...finite));
        expect(Math.min(...kept)).toBe(Math.min(...finite));
      }
      for (const [index, { x, y }] of points.entries()) {
        expect(x).toBeGreaterThan(points[index - 1]?.x ?? 0);
        if (Number.isFinite(y)) expect(y).toBe(values[x - 1]);
      }
    }),
  );
});

test('a line that grows stays where it was, but for its newest bucket', () => {
  const values = Array.from({ length: 2000 }, (_, index) => Math.sin(index * index));
  const read = createDownsampler({ limit: 320, width: 8, spacing: 'even', smoothing: 0 });
  const all = createDownsampler({ limit: 320, width: 8, spacing: 'even', smoothing: 0 })(
    steps(values.length),
    series(values),
  );
  for (const length of [500, 501, 502, 999, 1600, 1999]) {
    const begun = createDownsampler({ limit: 320, width: 8, spacing: 'even', smoothing: 0 });
    const points = begun(steps(length), series(values.slice(0, length)));
    const done = Math.floor(length / 8) * 8;
    expect(points.filter(({ x }) => x < done)).toEqual(all.filter(({ x }) => x < done));
  }
  expect(read(steps(2000), series(values))).toEqual(all);
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
  expect(points.length).toBeLessThanOrEqual(802);
  expect(points.slice(0, 3).map(({ x }) => x)).toEqual([1, 2, 3]);
});

test('values that are not finite leave a gap, and do not spoil the bucket they share', () => {
  const read = createDownsampler({ ...even, limit: 4 });
  const points = read(steps(8), series([1, Number.NaN, 3, 4, 4, 4, 4, Number.POSITIVE_INFINITY]));
  expect(points.map(({ y }) => y)).toEqual([1, 3, 4, Number.NaN]);
});

test('thinning keeps every point up to the limit, then the first of every few, and the last', () => {
  const points = Array.from({ length: 11 }, (_, index) => index);
  expect(thinned(points, 11)).toBe(points);
  expect(thinned(points, 8)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(thinned(points, 5)).toEqual([0, 4, 8, 10]);
});

test('thinned points keep ends, extremes and gaps, and stay as more come until every other one goes', () => {
  fc.assert(
    fc.property(column, fc.integer({ min: 5, max: 60 }), (values, limit) => {
      const points = values.map((y, x) => ({ x, y }));
      const height = ({ y }: { y: number }) => y;
      const kept = thinned(points, limit, height);
      expect(kept.length).toBeLessThanOrEqual(limit);
      expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
      const finite = values.filter(Number.isFinite);
      for (const end of finite.length > 0 ? [Math.max(...finite), Math.min(...finite)] : [])
        expect(kept.some(({ y }) => y === end)).toBe(true);
      expect(kept.some(({ y }) => Number.isNaN(y))).toBe(values.some(Number.isNaN));
    }),
  );
  const points = Array.from({ length: 1000 }, (_, x) => ({ x, y: Math.sin(x * x) }));
  const at = (count: number) => thinned(points.slice(0, count), 500, ({ y }) => y);
  // From 665 to 1000 points buckets have eight.
  for (const count of [700, 701, 800, 999]) {
    const whole = Math.floor(count / 8) * 8;
    const inner = ({ x }: { x: number }) => x < whole && x > 0;
    expect(at(count).filter(inner)).toEqual(at(1000).filter(inner));
  }
});
