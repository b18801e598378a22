import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanAxis, spanTickText } from '../../../../../src/page/ui/charts/span-axis.ts';

const texts = (values: readonly number[]): string[] => {
  const axis = spanAxis(values, 4);
  return axis.ticks.map(spanTickText(axis));
};

test('an axis of any values starts and ends at ticks around them, whose labels differ', () => {
  const value = fc
    .double({ min: -1e9, max: 1e9, noNaN: true })
    .map((one) => (Math.abs(one) < 1e-30 ? 0 : one));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const { domain, ticks } = spanAxis(values, 4);
      const [min, max] = [Math.min(...values), Math.max(...values)];
      const room = 1e-9 * (domain[1] - domain[0]) + 1e-11 * Math.max(Math.abs(min), Math.abs(max));
      expect(domain[0]).toBeLessThanOrEqual(min + room);
      expect(domain[1]).toBeGreaterThanOrEqual(max - room);
      expect(domain).toEqual([ticks[0], ticks.at(-1)]);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(new Set(texts(values)).size).toBe(ticks.length);
    }),
  );
});

test('labels have as many digits as tell them apart, at any size', () => {
  expect(texts([-0.62, 1.04])).toEqual(['−1.0', '−0.5', '0', '0.5', '1.0', '1.5']);
  expect(texts([0.70001, 0.70003])).toEqual(['0.700010', '0.700015', '0.700020', '0.700025', '0.700030']);
  expect(texts([-3e-7, 2e-7])).toEqual(['−4e-7', '−2e-7', '0', '2e-7']);
  expect(texts([1e6, 1.5e6])).toEqual(['1.0e6', '1.2e6', '1.4e6', '1.6e6']);
});

test('values that are all the same have room around them; what is not finite has no say', () => {
  expect(spanAxis([0, 0], 4).domain).toEqual([-1, 1]);
  expect(spanAxis([Number.NaN, Number.POSITIVE_INFINITY], 4).domain).toEqual([-1, 1]);
  const [min, max] = spanAxis([0.25, 0.25, Number.NaN], 4).domain;
  expect(min).toBeLessThan(0.25);
  expect(max).toBeGreaterThan(0.25);
});
