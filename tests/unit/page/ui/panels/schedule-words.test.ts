import { expect, it } from 'vitest';
import { scheduleWords } from '../../../../../src/page/ui/panels/schedule-words.ts';

it('says what a schedule makes of the rates, and nothing where there is none', () => {
  const none = { warmup: 0, dropEvery: 0, dropFactor: 0.1 };
  expect(scheduleWords(none)).toBeNull();
  expect(scheduleWords({ ...none, dropEvery: 100, dropFactor: 1 })).toBeNull();
  expect(scheduleWords({ ...none, warmup: 500 })).toBe(
    'A schedule multiplies each rate: it grows to its full size over 500 steps.',
  );
  expect(scheduleWords({ warmup: 500, dropEvery: 1000, dropFactor: 0.5 })).toBe(
    'A schedule multiplies each rate: it grows to its full size over 500 steps, then × 0.5 every 1,000 steps.',
  );
});
