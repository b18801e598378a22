import { describe, expect, it } from 'vitest';
import { createRng, shuffled } from '../../../../src/common/lib/rng.ts';

const draw = (seed: number, ...labels: (string | number)[]) => {
  const rng = createRng(seed, ...labels);
  return Array.from({ length: 5 }, rng.uniform);
};

describe('the generator', () => {
  it('gives the same numbers for the same seed and purpose', () => {
    expect(draw(1, 'weights', 0)).toEqual(draw(1, 'weights', 0));
  });

  it('gives other numbers for another seed or purpose', () => {
    const streams = [
      draw(1, 'weights', 0),
      draw(2, 'weights', 0),
      draw(1, 'weights', 1),
      draw(1, 'batches', 0),
    ];
    expect(new Set(streams.map(String)).size).toBe(4);
  });

  it('draws uniform numbers within [0, 1) whose mean and variance fit', () => {
    const rng = createRng(3, 'test');
    const sample = Array.from({ length: 20_000 }, rng.uniform);
    const mean = sample.reduce((total, value) => total + value, 0) / sample.length;
    const variance = sample.reduce((total, value) => total + (value - mean) ** 2, 0) / sample.length;
    expect(Math.min(...sample)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...sample)).toBeLessThan(1);
    expect(mean).toBeCloseTo(0.5, 1);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  it('draws normal numbers of mean 0 and variance 1', () => {
    const rng = createRng(4, 'test');
    const sample = Array.from({ length: 20_000 }, rng.normal);
    const mean = sample.reduce((total, value) => total + value, 0) / sample.length;
    const variance = sample.reduce((total, value) => total + (value - mean) ** 2, 0) / sample.length;
    const within = sample.filter((value) => Math.abs(value) < 1).length / sample.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    expect(within).toBeCloseTo(0.683, 1);
  });

  it('shuffles without losing anything', () => {
    const order = shuffled(1000, createRng(5, 'test'));
    expect(Array.from(order)).not.toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(Array.from(order).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
  });
});
