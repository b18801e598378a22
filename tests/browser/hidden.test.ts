import { afterEach, expect, it, vi } from 'vitest';
import { browserSchedule } from '../../src/page/client/draw-schedule.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Makes the page one that nobody sees, or sees again. */
function see(visible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden');
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Whether something comes before the browser does anything else: no frame, no timer, no message. */
async function comesAtOnce(ask: (callback: () => void) => void): Promise<boolean> {
  let came = false;
  ask(() => {
    came = true;
  });
  for (let turn = 0; turn < 3; turn++) await Promise.resolve();
  return came;
}

it('a page that nobody sees takes in what is said, and asks for more, without frames or timers', async () => {
  expect(await comesAtOnce(browserSchedule.beforeDraw)).toBe(false);
  see(false);
  expect(await comesAtOnce(browserSchedule.beforeDraw)).toBe(true);
  expect(await comesAtOnce(browserSchedule.afterDraw)).toBe(true);
  see(true);
  expect(await comesAtOnce(browserSchedule.afterDraw)).toBe(false);
});

it('what waited for a frame comes when the page goes out of sight, and once only', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const frame = vi.spyOn(window, 'requestAnimationFrame').mockReturnValue(0);
  const callback = vi.fn<() => void>();
  const listened = vi.spyOn(document, 'addEventListener');
  const left = vi.spyOn(document, 'removeEventListener');
  browserSchedule.beforeDraw(callback);
  expect(callback).not.toHaveBeenCalled();
  see(false);
  expect(callback).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  frame.mock.lastCall?.[0](0);
  see(false);
  expect(callback).toHaveBeenCalledOnce();
  const [type, listener] = listened.mock.calls[0] ?? [];
  expect(type).toBe('visibilitychange');
  expect(left).toHaveBeenCalledWith(type, listener);
});

it('nothing listens any more once a frame has been drawn', async () => {
  const added = vi.spyOn(document, 'addEventListener');
  const removed = vi.spyOn(document, 'removeEventListener');
  await new Promise<void>((resolve) => browserSchedule.afterDraw(resolve));
  const listeners = added.mock.calls.flatMap(([type, one]) => (type === 'visibilitychange' ? [one] : []));
  expect(listeners.length).toBeGreaterThan(0);
  expect(removed.mock.calls.map(([, one]) => one)).toEqual(expect.arrayContaining(listeners));
});
