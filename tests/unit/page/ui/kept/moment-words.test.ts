import { describe, expect, it } from 'vitest';
import { clockText, fullMoment, momentWords } from '../../../../../src/page/ui/kept/moment-words.ts';

/** A moment of the clock on the wall, whatever the time zone. */
const at = (...parts: [number, number, number, number, number, number?]): string =>
  new Date(...parts).toISOString();

describe('a moment in words', () => {
  const now = new Date(2026, 10, 28, 0, 30);

  it.each([
    [at(2026, 10, 28, 0, 5), 'today, 00:05'],
    [at(2026, 10, 27, 23, 59), 'yesterday, 23:59'],
    [at(2026, 10, 26, 21, 53), 'Thursday, 21:53'],
    [at(2026, 10, 22, 0, 0), 'Sunday, 00:00'],
    [at(2026, 10, 21, 23, 59), '21 November, 23:59'],
    [at(2025, 11, 31, 8, 4), '31 December 2025, 08:04'],
    [at(2026, 10, 29, 8, 4), '29 November, 08:04'],
    ['long ago', 'at an unknown time'],
  ])('of %s is %s', (iso, words) => {
    expect(momentWords(iso, now)).toBe(words);
  });

  it('counts days by the calendar where the clock is changed between', () => {
    const days = Array.from({ length: 370 }, (_, day) => day);
    for (const day of days) {
      const words = momentWords(at(2026, 0, day, 23, 59), new Date(2026, 0, day + 1, 0, 1));
      expect(words).toBe('yesterday, 23:59');
    }
  });

  it('is told whole where one asks', () => {
    expect(fullMoment(at(2026, 10, 3, 21, 53))).toBe('3 November 2026, 21:53');
    expect(fullMoment('long ago')).toBe('');
    expect(clockText(at(2026, 10, 3, 7, 5, 9))).toBe('07:05:09');
  });
});
