import { describe, expect, it } from 'vitest';
import { createRng } from '../../../../src/common/lib/rng.ts';
import { summariseLayer } from '../../../../src/training/engine/probes.ts';

const UNITS = 4;
const mean = (list: readonly number[]) => list.reduce((total, value) => total + value, 0) / list.length;
const std = (list: readonly number[]) => Math.sqrt(mean(list.map((value) => (value - mean(list)) ** 2)));

/** [4, 50] values whose units have means and spreads of their own. */
function layer(imageSpread: number): Float32Array {
  const rng = createRng(1, 'layer');
  return Float32Array.from(
    { length: 50 * UNITS },
    (_, index) => 0.2 * Math.floor(index / 50) + imageSpread * rng.normal(),
  );
}

describe('a layer summary', () => {
  it('equals the plain formulas', () => {
    const values = Array.from(layer(0.1));
    const [summary] = summariseLayer([Float32Array.from(values)], UNITS, 3);
    const ofUnit = Array.from({ length: UNITS }, (_, unit) => values.slice(unit * 50, (unit + 1) * 50));
    const sorted = [...values].sort((one, other) => one - other);
    expect(summary).toMatchObject({ layer: 3, probe: 'activation', zeros: 0, nonFinite: 0, count: 200 });
    expect(summary?.mean).toBeCloseTo(mean(values), 6);
    expect(summary?.std).toBeCloseTo(std(values), 6);
    expect(summary?.unitStd).toBeCloseTo(std(ofUnit.map(mean)), 6);
    expect(summary?.imageStd).toBeCloseTo(Math.sqrt(mean(ofUnit.map((unit) => std(unit) ** 2))), 6);
    expect(summary?.p50).toBeCloseTo(((sorted[99] ?? 0) + (sorted[100] ?? 0)) / 2, 6);
    expect((summary?.imageStd ?? 0) ** 2 + (summary?.unitStd ?? 0) ** 2).toBeCloseTo(
      (summary?.std ?? 0) ** 2,
      6,
    );
  });

  it('tells a layer of constant units from one that answers to images, however alike they look pooled', () => {
    const [summary] = summariseLayer([layer(1e-6)], UNITS, 1);
    expect(summary?.std).toBeGreaterThan(0.2);
    expect(summary?.imageStd).toBeLessThan(2e-6);
    expect(summary?.imageStd).toBeGreaterThan(5e-7);
  });

  it('lays all arms over one range of bins, and leaves out an arm that stands still', () => {
    const [a, none, b] = summariseLayer(
      [Float32Array.of(0, 1, 2, 3), null, Float32Array.of(-5, 0, 0, 1)],
      2,
      1,
    );
    expect(none).toBeNull();
    expect([a?.histogram.min, a?.histogram.max]).toEqual([-5, 3]);
    expect([b?.histogram.min, b?.histogram.max]).toEqual([-5, 3]);
    expect(b?.zeros).toBe(2);
  });

  it('counts what is not finite, and speaks of the rest', () => {
    const list = Float32Array.of(1, Number.NaN, 3, Number.POSITIVE_INFINITY, 2, 2);
    const [summary] = summariseLayer([list], 1, 1);
    expect(summary).toMatchObject({ nonFinite: 2, count: 6, mean: 2, p50: 2 });
    expect(summary?.histogram.counts.reduce((total, count) => total + count, 0)).toBe(4);
  });

  it('has no figures where nothing is finite', () => {
    const [summary] = summariseLayer([new Float32Array(6).fill(Number.NaN)], 2, 1);
    expect(summary).toMatchObject({ nonFinite: 6, mean: Number.NaN, p50: Number.NaN, imageStd: Number.NaN });
  });
});
