import { describe, expect, test } from 'vitest';
import {
  type Band,
  bandOf,
  mean,
  sd,
  standardError,
  tInterval,
  tQuantile,
} from '../../../../src/common/lib/statistics.ts';

describe('the quantile of t is that of printed tables', () => {
  test.each([
    [1, 0.95, 6.314],
    [1, 0.975, 12.706],
    [2, 0.975, 4.303],
    [3, 0.995, 5.841],
    [4, 0.9, 1.533],
    [4, 0.975, 2.776],
    [9, 0.975, 2.262],
    [9, 0.99, 2.821],
    [30, 0.975, 2.042],
    [31, 0.9995, 3.633],
    [120, 0.975, 1.98],
  ])('df %d, p %d: %d', (df, probability, printed) => {
    expect(tQuantile(probability, df)).toBeCloseTo(printed, 3);
    expect(tQuantile(1 - probability, df)).toBeCloseTo(-printed, 3);
  });

  test('with one degree of freedom it is a tangent, with two a root', () => {
    for (const p of [0.6, 0.8, 0.975, 0.999]) {
      expect(tQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 5);
      expect(tQuantile(p, 2)).toBeCloseTo((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 5);
    }
  });
});

describe('Gosset’s hours of sleep gained (Student 1908), the paired differences of ten patients', () => {
  const gained = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];

  test('mean, deviation and error', () => {
    expect(mean(gained)).toBeCloseTo(1.58, 10);
    expect(sd(gained)).toBeCloseTo(1.229995, 6);
    expect(standardError(gained)).toBeCloseTo(0.3889587, 6);
  });

  test('the interval is the one that R’s t.test prints', () => {
    const interval = tInterval(gained);
    expect(interval?.low).toBeCloseTo(0.7001142, 6);
    expect(interval?.high).toBeCloseTo(2.4598858, 6);
  });
});

test('a wider level makes a wider interval', () => {
  // 2, 4, 6: mean 4, SE 2 / sqrt(3); t of 2 degrees of freedom at 99 % is 9.925.
  const interval = tInterval([2, 4, 6], 0.99);
  expect(interval?.low).toBeCloseTo(4 - (9.925 * 2) / Math.sqrt(3), 3);
  expect(interval?.high).toBeCloseTo(4 + (9.925 * 2) / Math.sqrt(3), 3);
});

test('bands around the mean of 1 to 5', () => {
  const values = [1, 2, 3, 4, 5];
  const reach = (band: Band) => {
    const interval = bandOf(values, band);
    return interval && [interval.low, interval.high].map((end) => Number(end.toFixed(4)));
  };
  expect(reach('range')).toEqual([1, 5]);
  // sd sqrt(2.5) = 1.5811; se sqrt(0.5) = 0.7071; t of 4 is 2.7764.
  expect(reach('sd')).toEqual([1.4189, 4.5811]);
  expect(reach('se')).toEqual([2.2929, 3.7071]);
  expect(reach('ci95')).toEqual([1.0368, 4.9632]);
});

test('one value has a range and nothing else, and none has nothing', () => {
  expect(bandOf([0.4], 'range')).toEqual({ low: 0.4, high: 0.4 });
  for (const band of ['sd', 'se', 'ci95'] as const) expect(bandOf([0.4], band)).toBeNull();
  expect(bandOf([], 'range')).toBeNull();
  expect(tInterval([0.4])).toBeNull();
  expect(sd([0.4])).toBeNaN();
  expect(mean([])).toBeNaN();
});

test('values that are all alike have an interval of no width', () => {
  expect(tInterval([0.5, 0.5, 0.5])).toEqual({ low: 0.5, high: 0.5 });
});
