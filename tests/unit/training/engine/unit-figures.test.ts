import { expect, it } from 'vitest';
import { UNIT_FIGURES, type UnitFigures } from '../../../../src/common/experiment/layer-snapshot.ts';
import { createRng } from '../../../../src/common/lib/rng.ts';
import type { Activation, LayerValues } from '../../../../src/training/engine/operations.ts';
import { followUnits } from '../../../../src/training/engine/unit-figures.ts';

const IMAGES = 37;
const rng = createRng(8, 'units');
const normals = (count: number) => Float32Array.from({ length: count }, () => rng.normal());

const values = (patch: Partial<LayerValues>): LayerValues => ({
  bn: true,
  z: normals(3 * IMAGES),
  y: null,
  h: new Float32Array(3 * IMAGES),
  gradient: new Float32Array(3 * IMAGES),
  weights: new Float32Array(0),
  update: new Float32Array(0),
  gamma: Float32Array.of(1.5, -0.5, 2),
  beta: Float32Array.of(0.1, 0.2, -0.3),
  runningMean: Float32Array.of(1, 2, 3),
  runningVariance: Float32Array.of(4, 5, 6),
  mean: Float32Array.of(0.2, -0.1, 0),
  inverse: Float32Array.of(2, 0.5, 1),
  variance: Float32Array.of(7, 8, 9),
  ...patch,
});

function figuresOf(own: LayerValues, unit: number, activation: Activation): UnitFigures {
  const to = new Float32Array(2 * UNIT_FIGURES.length);
  followUnits(own, Uint16Array.of(0, unit), activation, to);
  const entries = UNIT_FIGURES.map((name, index) => [name, to[UNIT_FIGURES.length + index]]);
  return Object.fromEntries(entries) as UnitFigures;
}

/** 15th, 50th and 85th percentile by a plain sort. */
function percentiles(list: readonly number[]): number[] {
  const sorted = [...list].sort((one, other) => one - other);
  return [0.15, 0.5, 0.85].map((share) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
    return low + (place - Math.floor(place)) * (high - low);
  });
}

it.each([
  ['sigmoid', 0],
  ['tanh', 1],
  ['relu', 1],
  ['linear', 2],
] as const)('a unit’s percentiles equal those of a plain sort: %s, gamma of unit %s', (activation, unit) => {
  const own = values({});
  const f = {
    sigmoid: (y: number) => 1 / (1 + Math.exp(-y)),
    tanh: Math.tanh,
    relu: (y: number) => Math.max(0, y),
    linear: (y: number) => y,
  }[activation];
  const z = Array.from(own.z.subarray(unit * IMAGES, (unit + 1) * IMAGES));
  const at = (list: Float32Array) => list[unit] as number;
  const y = z.map((value) => at(own.gamma) * (value - at(own.mean)) * at(own.inverse) + at(own.beta));
  const figures = figuresOf(own, unit, activation);
  for (const [probe, list] of Object.entries({ z, y, h: y.map(f) })) {
    for (const [index, share] of ['15', '50', '85'].entries()) {
      expect(figures[`${probe}${share}` as keyof UnitFigures]).toBeCloseTo(percentiles(list)[index] ?? 0, 5);
    }
  }
});

it('a unit with batch normalization has the batch’s own statistics, a plain one those of its values', () => {
  expect(figuresOf(values({}), 1, 'tanh')).toMatchObject({
    variance: 8,
    gamma: -0.5,
    runningMean: 2,
    runningVariance: 5,
  });
  const z = Float32Array.from({ length: 3 * IMAGES }, (_, index) => (index % IMAGES < 18 ? 1 : 3));
  const plain = figuresOf(values({ bn: false, z }), 1, 'tanh');
  const mean = (18 + 3 * 19) / 37;
  expect(plain.mean).toBeCloseTo(mean, 6);
  expect(plain.variance).toBeCloseTo((18 * (1 - mean) ** 2 + 19 * (3 - mean) ** 2) / 37, 6);
});

it('values that are not finite are left out of the percentiles, and a unit of nothing else has none', () => {
  const z = new Float32Array(3 * IMAGES).fill(Number.NaN);
  z.set([2, Number.POSITIVE_INFINITY, 4], IMAGES);
  const own = values({ z, gamma: Float32Array.of(1, 1, 1), bn: false });
  expect(figuresOf(own, 1, 'linear').z50).toBeCloseTo(3, 6);
  expect(figuresOf(own, 0, 'linear').z50).toBeNaN();
  expect(figuresOf(own, 0, 'linear').h85).toBeNaN();
});

it('images that are all the same give one number', () => {
  const z = new Float32Array(3 * IMAGES).fill(0.5);
  expect(figuresOf(values({ z }), 2, 'linear')).toMatchObject({ z15: 0.5, z50: 0.5, z85: 0.5 });
});

it('follows what cannot be told from z through y and h themselves', () => {
  const own = values({ y: normals(3 * IMAGES), h: normals(3 * IMAGES) });
  const unit = figuresOf(own, 1, 'tanh');
  const middle = (list: Float32Array | null) =>
    Array.from(list?.subarray(IMAGES, 2 * IMAGES) ?? []).sort((one, other) => one - other)[18];
  expect([unit.z50, unit.y50, unit.h50]).toEqual([middle(own.z), middle(own.y), middle(own.h)]);
});
