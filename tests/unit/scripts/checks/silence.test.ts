import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSilence } from '../../../../scripts/checks/silence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('silence is noticed once, after its time', () => {
  const onSilence = vi.fn();
  watchSilence(1000, onSilence);
  vi.advanceTimersByTime(999);
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(onSilence).toHaveBeenCalledTimes(1);
});

test('what goes on speaking may take as long as it likes', () => {
  const onSilence = vi.fn();
  const watch = watchSilence(1000, onSilence);
  for (let word = 0; word < 100; word += 1) {
    vi.advanceTimersByTime(900);
    watch.heard();
  }
  expect(onSilence).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(onSilence).toHaveBeenCalledTimes(1);
});

test('what has ended is not watched, whatever is still heard of it', () => {
  const onSilence = vi.fn();
  const watch = watchSilence(1000, onSilence);
  watch.end();
  watch.heard();
  vi.advanceTimersByTime(5000);
  expect(onSilence).not.toHaveBeenCalled();
});
