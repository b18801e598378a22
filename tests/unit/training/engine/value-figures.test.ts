import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BINS } from '../../../../src/common/experiment/layer-snapshot.ts';
import { createRng } from '../../../../src/common/lib/rng.ts';
import { describeValues } from '../../../../src/training/engine/value-figures.ts';

const UNITS = 5;
const EACH = 60;

const rng = createRng(4, 'values');
const list = (value: (unit: number) => number) =>
  Float32Array.from({ length: UNITS * EACH }, (_, index) => value(Math.floor(index / EACH)));

const LISTS: Readonly<Record<string, Float32Array>> = {
  random: list((unit) => 0.3 * unit + 0.2 * rng.normal()),
  constant: list(() => 0.25),
  zeros: list(() => 0),
  'constant in each unit': list((unit) => 0.1 * unit),
  'of a tiny spread around 0.7': list(() => 0.7 + 1e-6 * rng.normal()),
  'a few numbers apart': list(() => Math.fround(0.7) + 2 ** -24 * rng.below(4)),
  huge: list((unit) => (unit - 2) * 1e38 * (1 + 0.1 * rng.uniform())),
  denormal: list(() => 1e-44 * rng.below(9)),
  'rectified, half of it zeros': list(() => Math.max(0, rng.normal())),
};

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
const std = (values: readonly number[]) => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};
const unitsOf = (values: Float32Array) =>
  Array.from({ length: UNITS }, (_, unit) => Array.from(values.subarray(unit * EACH, (unit + 1) * EACH)));

/** A quantile the plain way: sort, then linear between neighbours. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (place - Math.floor(place)) * (high - low);
}

/** How many of the sorted values lie in each bin. */
function counted(values: readonly number[], min: number, max: number, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of [...values].sort((one, other) => one - other)) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(((value - min) / (max - min)) * bins)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Values at the very edge of a bin may fall to either side. */
function expectCounts(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  let [before, expectedBefore] = [0, 0];
  for (const [bin, count] of expected.entries()) {
    before += actual[bin] as number;
    expectedBefore += count;
    expect(Math.abs(before - expectedBefore)).toBeLessThanOrEqual(1);
  }
  expect(before).toBe(expectedBefore);
}

const close = (actual: number, expected: number, scale: number) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * scale);

describe.each(Object.entries(LISTS))('the figures of values that are %s', (_, values) => {
  const plain = Array.from(values);
  const units = unitsOf(values);
  const centred = units.flatMap((unit) => unit.map((value) => value - mean(unit)));
  const scale = Math.max(...plain.map(Math.abs), Number.MIN_VALUE);
  const { counts, figures } = describeValues(values, UNITS);

  it('equal the plain formulas', () => {
    close(figures.mean, mean(plain), scale);
    close(figures.std, std(plain), scale);
    close(figures.unitStd, std(units.map(mean)), scale);
    close(figures.imageStd, Math.sqrt(mean(centred.map((value) => value ** 2))), scale);
    close(
      figures.norm,
      scale * Math.sqrt(plain.reduce((all, value) => all + (value / scale) ** 2, 0)),
      scale,
    );
    expect(figures.min).toBe(Math.min(...plain));
    expect(figures.max).toBe(Math.max(...plain));
    expect(figures).toMatchObject({ nan: 0, infinite: 0, units: UNITS, count: UNITS * EACH });
    expect(figures.zeros).toBe(plain.filter((value) => value === 0).length);
    expect(figures.deadUnits).toBe(units.filter((unit) => unit.every((value) => value === 0)).length);
  });

  it('equal the percentiles of a plain sort', () => {
    expect(figures.p15).toBeCloseTo(quantile(plain, 0.15), 12);
    close(figures.p15, quantile(plain, 0.15), scale);
    close(figures.p50, quantile(plain, 0.5), scale);
    close(figures.p85, quantile(plain, 0.85), scale);
  });

  it('equal histograms counted from a plain sort', () => {
    const { centredBins, centredMax, centredMin, pooledBins, pooledMax, pooledMin } = figures;
    expectCounts(counts.pooled, counted(plain, pooledMin, pooledMax, pooledBins));
    expectCounts(counts.centred, counted(centred, centredMin, centredMax, centredBins));
  });
});

describe('bins', () => {
  const binsOf = (name: string) => describeValues(LISTS[name] ?? new Float32Array(0), UNITS);

  it('show the shape of a spread of a millionth', () => {
    const { counts, figures } = binsOf('of a tiny spread around 0.7');
    expect(figures.pooledBins).toBe(BINS);
    expect(figures.pooledMax - figures.pooledMin).toBeLessThan(1e-5);
    expect(Array.from(counts.pooled).filter((count) => count > 0).length).toBeGreaterThan(15);
    expect(figures.imageStd).toBeGreaterThan(5e-7);
  });

  it('are no finer than the numbers there are', () => {
    const { counts, figures } = binsOf('a few numbers apart');
    expect(figures.pooledBins).toBe(4);
    expect(Array.from(counts.pooled).every((count) => count > 0)).toBe(true);
  });

  it('are one where all values are the same', () => {
    const { counts, figures } = binsOf('constant');
    expect(figures).toMatchObject({ pooledBins: 1, centredBins: 1, imageStd: 0 });
    expect(counts).toEqual({ pooled: [UNITS * EACH], centred: [UNITS * EACH] });
  });

  it('tell a layer of constant units from one that answers to images, however alike they look pooled', () => {
    const { figures } = describeValues(
      list((unit) => 0.2 * unit + 1e-6 * rng.normal()),
      UNITS,
    );
    expect(figures.std).toBeGreaterThan(0.2);
    expect(figures.centredMax - figures.centredMin).toBeLessThan(1e-5);
  });
});

describe('values that are not finite', () => {
  const { Infinity: infinity } = globalThis;

  it('are counted, and the figures are those of the rest', () => {
    const values = Float32Array.of(1, Number.NaN, 3, infinity, 2, 2, -infinity, 4, 5, 6, 7, 8);
    const { counts, figures } = describeValues(values, 3);
    expect(figures).toMatchObject({ nan: 1, infinite: 2, count: 12, min: 1, max: 8 });
    expect(figures.mean).toBeCloseTo(mean([1, 3, 2, 2, 4, 5, 6, 7, 8]), 12);
    expect(figures.std).toBeCloseTo(std([1, 3, 2, 2, 4, 5, 6, 7, 8]), 12);
    expect(figures.p50).toBe(4);
    expect(Array.from(counts.pooled).reduce((total, count) => total + count, 0)).toBe(9);
    // Only the last unit is whole.
    expect(figures.imageStd).toBeCloseTo(std([5, 6, 7, 8]), 12);
    expect(Array.from(counts.centred).reduce((total, count) => total + count, 0)).toBe(4);
  });

  it('can be all there is', () => {
    const { counts, figures } = describeValues(new Float32Array(6).fill(Number.NaN), 2);
    expect(figures).toMatchObject({ nan: 6, infinite: 0, pooledBins: 0, centredBins: 0 });
    for (const name of ['mean', 'std', 'imageStd', 'min', 'p50', 'norm'] as const)
      expect(figures[name]).toBeNaN();
    expect(counts).toEqual({ pooled: [], centred: [] });
  });

  it('are never dropped without a number', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 12, maxLength: 12 }), (values) => {
        const { counts, figures } = describeValues(values, 3);
        const inBins = Array.from(counts.pooled).reduce((total, count) => total + count, 0);
        expect(inBins + figures.nan + figures.infinite).toBe(figures.count);
      }),
    );
  });
});
