import { expect, test } from 'vitest';
import { createRng } from '../../../../../src/common/lib/rng.ts';
import { axisText, axisWords } from '../../../../../src/page/ui/charts/axis-text.ts';

test.each([
  [[0, 1], 'from 0 to 1.00'],
  [[-0.63, 0.61], 'from −0.63 to 0.61'],
  [[-3.4e-10, 3.4e-10], 'from −3.4e-10 to 3.4e-10'],
  [[0.6999985, 0.7000015], '0.7 ± 1.5e-6'],
  [[-0.7000015, -0.6999985], '−0.7 ± 1.5e-6'],
  [[1e-7, 1.02e-7], '1.01e-7 ± 1e-9'],
  [[0.6993, 0.7007], '0.7 ± 7e-4'],
  [[2e7, 2.00001e7], '2.000005e7 ± 50'],
  [[-2e30, 1e30], 'from −2e30 to 1e30'],
] as const)('%j reads %s', (range, words) => {
  expect(axisWords(axisText(range))).toBe(words);
});

test('a range that is none has no labels', () => {
  expect(axisText([1, 1])).toEqual({ min: '', mid: '', max: '' });
  expect(axisText([Number.NaN, 1]).min).toBe('');
  expect(axisText([0, Number.POSITIVE_INFINITY]).max).toBe('');
});

test('at any scale the ends never read the same, and the middle is true to a part of the range', () => {
  const rng = createRng(1, 'axis');
  const number = (text: string) => Number(text.replaceAll('−', '-').replaceAll(',', ''));
  for (let round = 0; round < 2000; round++) {
    const mid = rng.normal() * 10 ** (12 * rng.normal());
    const half = Math.abs(mid) * 10 ** (-14 * Math.abs(rng.normal()));
    const [min, max] = [mid - half, mid + half];
    if (!(max - min > Math.abs(mid) * 1e-12)) continue;
    const text = axisText([min, max]);
    expect(text.min).not.toBe(text.max);
    if (text.mid !== '') {
      expect(Math.abs(number(text.mid) - mid) / (max - min)).toBeLessThan(0.06);
      expect(number(text.max) / half).toBeCloseTo(1, 0);
    }
  }
});
