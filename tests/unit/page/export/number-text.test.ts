import { expect, test } from 'vitest';
import { figureText, meanText, spanText, wholePercentText } from '../../../../src/page/export/number-text.ts';

test.each([
  [0, '0'],
  [0.2134, '0.21'],
  [0.02134, '0.021'],
  [7.2e-7, '7e-7'],
  [-0.5, '−0.50'],
  [12.345, '12.3'],
  [1240.4, '1,240'],
  [123_456_789, '1.2e8'],
  [-2e9, '−2e9'],
  [Number.NaN, 'none'],
  [Number.NEGATIVE_INFINITY, 'none'],
])('%d reads %s', (value, text) => {
  expect(figureText(value)).toBe(text);
});

test.each([
  [0.5031, 0.258, '0.50 ± 0.26'],
  [0.5031, 0.0204, '0.503 ± 0.020'],
  [0.5031, 7e-7, '0.503 ± 7e-7'],
  [-0.0004, 0.26, '0.00 ± 0.26'],
  [-3.2, 0, '−3.20 ± 0'],
  [123.4, 56.7, '123 ± 57'],
  [2e7, 1e6, '2e7 ± 1e6'],
  [Number.NaN, 1, 'none'],
])('a mean of %d with a deviation of %d reads %s', (mean, std, text) => {
  expect(meanText(mean, std)).toBe(text);
});

test('spans of time read in seconds, then in minutes', () => {
  expect([6240, 59_700, 200_000].map(spanText)).toEqual(['6.2 s', '1 min 0 s', '3 min 20 s']);
});

test('whole percentages have a thin space', () => {
  expect(wholePercentText(0.254)).toBe('25\u202f%');
});
