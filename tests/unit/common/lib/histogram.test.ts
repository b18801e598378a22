import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addToBins,
  finiteRange,
  honestBins,
  openRange,
  type Range,
  rebinned,
  spacingAt,
} from '../../../../src/common/lib/histogram.ts';
import { fineBins, quantiles } from '../../../../src/common/lib/quantiles.ts';
import { selectInPlace } from '../../../../src/common/lib/select.ts';

const finiteList = fc.float32Array({ minLength: 1, maxLength: 300, noNaN: true, noDefaultInfinity: true });
const sum = (list: Iterable<number>) => [...list].reduce((total, value) => total + value, 0);

const countsOf = (list: readonly number[], range: Range, bins: number) => {
  const counts = new Uint32Array(bins);
  addToBins(counts, range, Float32Array.from(list));
  return Array.from(counts);
};

describe('a histogram', () => {
  it('counts every value once, wherever the values lie', () => {
    fc.assert(
      fc.property(finiteList, fc.integer({ min: 1, max: 60 }), (list, bins) => {
        const range = openRange(finiteRange([list]) ?? [0, 0]);
        expect(sum(countsOf([...list], range, bins))).toBe(list.length);
      }),
    );
  });

  it('puts a value into the bin whose edges hold it, less the shift', () => {
    expect(countsOf([0, 0.1, 0.5, 0.99, 1], [0, 1], 2)).toEqual([2, 3]);
    const counts = new Uint32Array(2);
    addToBins(counts, [-1, 1], Float32Array.of(9, 4.5, 5.5, 9), 1, 3, 5);
    expect(Array.from(counts)).toEqual([1, 1]);
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

describe('honest bins', () => {
  it('are as many as asked for where there are enough numbers', () => {
    expect(honestBins([-1, 2], 64)).toEqual({ range: [-1, 2], bins: 64 });
    expect(honestBins([0.7, 0.700005], 64).bins).toBe(64);
  });

  it('are one for each number where the values lie closer than that', () => {
    const spacing = spacingAt(0.7);
    expect(spacing).toBe(2 ** -24);
    const [low, high] = [Math.fround(0.7), Math.fround(0.7) + 4 * spacing];
    const { bins, range } = honestBins([low, high], 64);
    expect(bins).toBe(5);
    const values = [0, 0, 1, 3, 4, 4].map((place) => low + place * spacing);
    expect(countsOf(values, range, bins)).toEqual([2, 1, 0, 1, 2]);
  });

  it('know the spacing of single-precision numbers', () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(1e-30), max: Math.fround(1e38) }),
        (value) => {
          const spacing = spacingAt(value);
          expect(Math.fround(value + spacing)).toBe(value + spacing);
          expect([value, value + spacing]).toContain(Math.fround(value + spacing / 2));
        },
      ),
    );
  });
});

describe('counts in other bins', () => {
  it('are as many as before where the new range holds the old one', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 64 });
    const ends = fc.tuple(
      fc.double({ min: -9, max: -1, noNaN: true }),
      fc.double({ min: 1, max: 9, noNaN: true }),
    );
    fc.assert(
      fc.property(counts, ends, fc.integer({ min: 1, max: 64 }), (list, range, bins) => {
        const result = rebinned({ min: -0.7, max: 0.9, counts: list }, range, bins);
        expect(sum(result)).toBeCloseTo(sum(list), 6);
      }),
    );
  });

  it('are the same over the same bins, and lie where they lay', () => {
    expect(Array.from(rebinned({ min: 0, max: 4, counts: [1, 2, 3, 4] }, [0, 4], 4))).toEqual([1, 2, 3, 4]);
    expect(Array.from(rebinned({ min: 0, max: 2, counts: [4, 8] }, [-1, 3], 4))).toEqual([0, 4, 8, 0]);
    expect(Array.from(rebinned({ min: 0, max: 4, counts: [1, 2, 3, 4] }, [0, 4], 2))).toEqual([3, 7]);
    expect(Array.from(rebinned({ min: 0, max: 1, counts: [6] }, [-1, 2], 6))).toEqual([0, 0, 3, 3, 0, 0]);
  });

  it('leave out what lies outside', () => {
    expect(Array.from(rebinned({ min: 0, max: 4, counts: [1, 2, 3, 4] }, [1, 3], 2))).toEqual([2, 3]);
  });
});

describe('selecting', () => {
  it('puts the value of a rank in its place', () => {
    fc.assert(
      fc.property(finiteList, fc.nat(), (list, number) => {
        const rank = number % list.length;
        const own = list.map((value) => value + 0);
        const sorted = own.slice().sort();
        selectInPlace(own, rank, 0, own.length - 1);
        expect(own[rank]).toBe(sorted[rank]);
        expect(own.slice(0, rank).every((value) => value <= (sorted[rank] as number))).toBe(true);
        expect(own.slice().sort()).toEqual(sorted);
      }),
    );
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

  it('are the same by bins that are known', () => {
    const list = Float32Array.from({ length: 500 }, (_, index) => Math.sin(index) ** 3);
    const known = fineBins(list, finiteRange([list]) ?? [0, 0]);
    expect(quantiles(list, [0.15, 0.5, 0.85], known)).toEqual(quantiles(list, [0.15, 0.5, 0.85]));
  });

  it('of nothing are not numbers', () => {
    expect(quantiles(new Float32Array(0), [0.5])).toEqual([Number.NaN]);
  });
});
