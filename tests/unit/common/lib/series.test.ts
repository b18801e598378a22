import { describe, expect, it } from 'vitest';
import {
  append,
  at,
  countsOf,
  emptyCounts,
  emptySingles,
  singlesOf,
  values,
} from '../../../../src/common/lib/series.ts';

describe('a series', () => {
  it('keeps its precision as it grows, and the older one stays valid', () => {
    let singles = emptySingles;
    let counts = emptyCounts;
    for (let step = 1; step <= 1000; step++) {
      singles = append(singles, Math.fround(0.1 * step));
      counts = append(counts, step);
    }
    const older = counts;
    counts = append(counts, ...Array.from({ length: 2000 }, (_, index) => 1001 + index));
    expect(values(singles)).toBeInstanceOf(Float32Array);
    expect(at(singles, 6)).toBe(Math.fround(0.1 * 7));
    expect(values(older)).toEqual(Uint32Array.from({ length: 1000 }, (_, index) => index + 1));
    expect(values(counts)).toEqual(Uint32Array.from({ length: 3000 }, (_, index) => index + 1));
  });

  it('is of singles only where none of its figures is rounded', () => {
    const single = [Math.fround(0.1), Number.NaN, -0, Number.POSITIVE_INFINITY, 2];
    expect(values(singlesOf(single))).toEqual(Float32Array.from(single));
    for (const figure of [0.1, 1e40, 16_777_217])
      expect(values(singlesOf([2, figure]))).toEqual(Float64Array.of(2, figure));
  });

  it('is of its own storage', () => {
    const stored = Uint32Array.of(1, 2);
    const series = countsOf(stored);
    stored[0] = 9;
    expect(values(series)).toEqual(Uint32Array.of(1, 2));
  });
});
