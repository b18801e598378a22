import { describe, expect, it } from 'vitest';
import { trendOf } from '../../../../scripts/soak/trend.ts';
import { noise } from './samples.ts';

const points = (count: number, at: (x: number) => number) =>
  Array.from({ length: count }, (_, x) => ({ x, y: at(x) }));

describe('a trend', () => {
  it('is the line itself where there is nothing else', () => {
    const { intercept, slope, z } = trendOf(points(20, (x) => 3 + 0.5 * x));
    expect(slope).toBeCloseTo(0.5, 12);
    expect(intercept).toBeCloseTo(3, 12);
    expect(z).toBeGreaterThan(5);
  });

  it('is not moved by a few values far off', () => {
    const { slope } = trendOf(points(30, (x) => (x % 10 === 9 ? 1000 : 3 - 0.5 * x)));
    expect(slope).toBeCloseTo(-0.5, 1);
  });

  it('is nothing, and not sure, of equal values and of noise', () => {
    expect(trendOf(points(20, () => 7))).toEqual({ slope: 0, intercept: 7, z: 0 });
    expect(Math.abs(trendOf(points(60, noise)).z)).toBeLessThan(2);
  });

  it('comes from the pairs as Mann and Kendall count them', () => {
    // 4 rising pairs, 1 falling, 1 equal: S = 3; variance (4 * 3 * 13 - 2 * 1 * 9) / 18 = 23 / 3.
    const { z } = trendOf([1, 3, 2, 3].map((y, x) => ({ x, y })));
    expect(z).toBeCloseTo(2 / Math.sqrt(23 / 3), 12);
  });

  it('sees a slow leak in steps', () => {
    const { slope, z } = trendOf(points(60, (x) => 500 + Math.floor(x / 12)));
    expect(slope).toBeCloseTo(1 / 12, 1);
    expect(z).toBeGreaterThan(5);
  });
});
