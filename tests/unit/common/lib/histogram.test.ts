import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBins, finiteRange, openRange } from '../../../../src/common/lib/histogram.ts';
import { quantiles } from '../../../../src/common/lib/quantiles.ts';

const anyList = fc.float32Array({ minLength: 1, maxLength: 300 });

describe('a histogram', () => {
  it('counts every finite value once, wherever the values lie', () => {
    fc.assert(
      fc.property(anyList, fc.integer({ min: 1, max: 60 }), (list, bins) => {
        const range = finiteRange([list]);
        const finite = list.filter(Number.isFinite);
        if (range === null) {
          expect(finite).toHaveLength(0);
          return;
        }
        const counts = countBins(list, openRange(range), bins);
        expect(counts.reduce((total, count) => total + count, 0)).toBe(finite.length);
      }),
    );
  });

  it('puts a value into the bin whose edges hold it', () => {
    expect(Array.from(countBins([0, 0.1, 0.5, 0.99, 1], [0, 1], 2))).toEqual([2, 3]);
    expect(Array.from(countBins([-1, 2, Number.NaN], [0, 1], 2))).toEqual([0, 0]);
  });

  it('shows the shape of a spread that is a millionth of the mean', () => {
    const list = Float64Array.from([0.7, 0.7000001, 0.7000002, 0.7000003]);
    const range = openRange(finiteRange([list]) ?? [0, 0]);
    expect(Array.from(countBins(list, range, 4))).toEqual([1, 1, 1, 1]);
  });

  it('gives a constant list a narrow range around it', () => {
    const [min, max] = openRange([0.5, 0.5]);
    expect(min).toBeLessThan(0.5);
    expect(max).toBeGreaterThan(0.5);
    expect(max - min).toBeLessThan(0.01);
  });

  it('has no range where nothing is finite', () => {
    expect(finiteRange([[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]])).toBeNull();
    expect(finiteRange([[Number.NaN, 3, Number.POSITIVE_INFINITY, -2]])).toEqual([-2, 3]);
  });
});

describe('quantiles', () => {
  it('equal those of a sorted list', () => {
    const finite = fc.float32Array({ minLength: 1, maxLength: 300, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, (list) => {
        const sorted = list.slice().sort();
        const expected = [0, 0.15, 0.5, 0.85, 1].map((share) => {
          const place = share * (sorted.length - 1);
          const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
          return low + (place - Math.floor(place)) * (high - low);
        });
        const positive = (values: number[]) => values.map((value) => value + 0);
        expect(positive(quantiles(list, [0, 0.15, 0.5, 0.85, 1]))).toEqual(positive(expected));
      }),
    );
  });

  it('of nothing are not numbers', () => {
    expect(quantiles(new Float32Array(0), [0.5])).toEqual([Number.NaN]);
  });
});
