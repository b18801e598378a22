import { expect, test } from 'vitest';
import { factorText, trendOf, trendWords } from '../../../../../src/page/ui/charts/gradient-trend.ts';

const words = (...norms: number[]) => trendWords(trendOf(norms), 'B');

test.each([
  [1e-2, 'steady'],
  [0.99e-2, 'fades'],
  [1e-4, 'fades'],
  [0.99e-4, 'vanishes'],
  [1, 'steady'],
  [1e2, 'steady'],
  [1.01e2, 'grows'],
  [1e4, 'grows'],
  [1.01e4, 'explodes'],
])('layer 1 with %f times the last layer’s norm: %s', (factor, kind) => {
  expect(trendOf([factor, 0.5, 1]).kind).toBe(kind);
});

test('the factor is layer 1 over the last layer, in words', () => {
  expect(words(2e-7, 1e-3, 0.05)).toBe('B vanishes: × 4e-6 by layer 1');
  expect(words(0.065, 0.04, 0.05)).toBe('B: × 1.3, steady');
  expect(words(50, 1, 0.1)).toBe('B grows: × 500 by layer 1');
  expect(words(4e6, 1, 2)).toBe('B explodes: × 2e6 by layer 1');
});

test('a norm of exactly 0 is said with the layers it is at', () => {
  expect(words(0, 1e-30, 1)).toBe('B vanishes: exactly 0 at layer 1');
  expect(words(0, 0, 1)).toBe('B vanishes: exactly 0 at layers 1 to 2');
  expect(words(0, 0, 0)).toBe('B vanishes: exactly 0 at every layer');
});

test('a norm that is not finite is said before all else', () => {
  expect(words(0, Number.NaN, 1)).toBe('B: not a number at layer 2');
  expect(words(1, 1, Number.POSITIVE_INFINITY)).toBe('B: not a number at layer 3');
});

test('one layer has nothing to be compared with', () => {
  expect(words(0.3)).toBe('B: one layer, nothing to compare');
  expect(words(Number.NaN)).toBe('B: not a number at layer 1');
});

test('factors have one or two digits at any scale', () => {
  expect([0.0123, 0.98, 12, 950, 1234, 3.2e-9].map(factorText)).toEqual([
    '× 0.012',
    '× 0.98',
    '× 12',
    '× 950',
    '× 1200',
    '× 3e-9',
  ]);
});
