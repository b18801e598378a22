import { expect, it } from 'vitest';
import { NOISE } from '../../../../src/common/experiment/norm.ts';
import { imageNoise, mixed, unitNoise } from '../../../../src/training/engine/noise.ts';

const units = Array.from({ length: 4000 }, (_, index) =>
  unitNoise(1, 1 + Math.floor(index / 100), 2, index % 100),
);
const mean = (list: readonly number[]) => list.reduce((total, value) => total + value, 0) / list.length;
const deviation = (list: readonly number[]) =>
  Math.sqrt(mean(list.map((value) => (value - mean(list)) ** 2)));

it('mixes whole numbers of 32 bits as lowbias32 does, each to one of its own', () => {
  // The same in whole numbers without end, cut to 32 bits after each product.
  const lowbias32 = (value: number) => {
    let state = BigInt(value);
    state = ((state ^ (state >> 16n)) * 0x7feb352dn) & 0xffffffffn;
    state = ((state ^ (state >> 15n)) * 0x846ca68bn) & 0xffffffffn;
    return Number(state ^ (state >> 16n));
  };
  const values = [0, 1, 2, 12_345_678, 0x7fffffff, 0x80000000, 0xffffffff];
  expect(values.map(mixed)).toEqual(values.map(lowbias32));
  expect(new Set(Array.from({ length: 10_000 }, (_, value) => mixed(value))).size).toBe(10_000);
});

it('a unit draws an even shift and an even scale', () => {
  const [shifts, scales] = [units.map(({ shift }) => shift), units.map(({ scale }) => scale)];
  expect(mean(shifts)).toBeCloseTo(0, 1);
  expect(deviation(shifts)).toBeCloseTo((2 * NOISE.shift) / Math.sqrt(12), 1.5);
  expect(Math.max(...shifts.map(Math.abs))).toBeLessThanOrEqual(NOISE.shift);
  expect(mean(scales)).toBeCloseTo((1 + NOISE.scale) / 2, 1.5);
  expect(Math.min(...scales)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...scales)).toBeLessThanOrEqual(NOISE.scale);
});

it('an image draws its own around those of the unit: an even shift, a normal scale', () => {
  const [unit] = units;
  if (unit === undefined) throw new Error('no unit');
  const own = Array.from({ length: 4000 }, (_, image) => imageNoise(unit, image));
  const shifts = own.map(({ shift }) => shift - unit.shift);
  const scales = own.map(({ scale }) => (scale - unit.scale) / NOISE.scaleOwn);
  expect(Math.max(...shifts.map(Math.abs))).toBeLessThanOrEqual(NOISE.shiftOwn + 1e-12);
  expect(deviation(shifts)).toBeCloseTo((2 * NOISE.shiftOwn) / Math.sqrt(12), 2);
  expect(Math.abs(mean(scales))).toBeLessThan(0.06);
  expect(deviation(scales)).toBeCloseTo(1, 1);
  const beyond = scales.filter((value) => Math.abs(value) > 1.96).length / scales.length;
  expect(beyond).toBeCloseTo(0.05, 1.5);
});

it('is told by seed, update, layer, unit and image, and by nothing else', () => {
  const at = (seed: number, update: number, layer: number, unit: number, image: number) =>
    imageNoise(unitNoise(seed, update, layer, unit), image).shift;
  const first = at(7, 3, 1, 4, 2);
  expect(at(7, 3, 1, 4, 2)).toBe(first);
  const others = [
    at(8, 3, 1, 4, 2),
    at(7, 4, 1, 4, 2),
    at(7, 3, 2, 4, 2),
    at(7, 3, 1, 5, 2),
    at(7, 3, 1, 4, 3),
  ];
  expect(new Set([first, ...others]).size).toBe(6);
});
