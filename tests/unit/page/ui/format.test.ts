import { expect, it } from 'vitest';
import { formatDuration, formatSpeed } from '../../../../src/page/ui/format.ts';

it.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [65_000, '1 min 05 s'],
  [7_380_000, '2 h 03 min'],
])('writes %d ms as %s', (elapsedMs, text) => {
  expect(formatDuration(elapsedMs)).toBe(text);
});

it('gives a slow speed one digit more', () => {
  expect(formatSpeed(8.44)).toBe('8.4');
  expect(formatSpeed(212.4)).toBe('212');
  expect(formatSpeed(2570.4)).toBe('2,570');
});
