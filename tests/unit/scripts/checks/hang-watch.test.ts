import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchForHang } from '../../../../scripts/checks/hang-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a hang is reported once, after the limit, with the tests that are running', () => {
  const onHang = vi.fn();
  const watch = watchForHang(1000, onHang);
  watch.onProgress({ test: 'first', state: 'started' });
  watch.onProgress({ test: 'second', state: 'started' });
  watch.onProgress({ test: 'first', state: 'ended' });
  vi.advanceTimersByTime(999);
  expect(onHang).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(onHang.mock.calls).toEqual([[['second']]]);
});

test.each(['output', 'progress'])('a program that keeps giving %s may take as long as it likes', (sign) => {
  const onHang = vi.fn();
  const watch = watchForHang(1000, onHang);
  for (let count = 0; count < 100; count += 1) {
    vi.advanceTimersByTime(900);
    if (sign === 'output') watch.onOutput();
    else watch.onProgress({ test: 'slow', state: 'ended' });
  }
  expect(onHang).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(onHang).toHaveBeenCalledTimes(1);
});

test('a program that has ended is no longer watched, even if more output arrives', () => {
  const onHang = vi.fn();
  const watch = watchForHang(1000, onHang);
  watch.end();
  watch.onOutput();
  vi.advanceTimersByTime(5000);
  expect(onHang).not.toHaveBeenCalled();
});
