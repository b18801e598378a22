import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GPU_SILENT, startHeartbeat, WORKER_SILENT } from '../../../../src/page/client/heartbeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const asked: number[] = [];
  const deaths: string[] = [];
  const pulse = { ask: (id: number) => asked.push(id), onDeath: (cause: string) => deaths.push(cause) };
  return { asked, deaths, heartbeat: startHeartbeat(pulse) };
}

describe('the heartbeat', () => {
  it('asks every two seconds, and takes any sign for life', () => {
    const { asked, deaths, heartbeat } = watched();
    for (let second = 0; second < 120; second++) {
      vi.advanceTimersByTime(1000);
      if (second % 20 === 0) heartbeat.noteSign();
    }
    expect(asked.length).toBe(60);
    expect(deaths).toEqual([]);
  });

  it('takes a worker for dead that has not answered for half a minute, and tells it once', () => {
    const { deaths, heartbeat } = watched();
    heartbeat.noteSign();
    vi.advanceTimersByTime(29_000);
    expect(deaths).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(deaths).toEqual([WORKER_SILENT]);
  });

  it('gives a new worker time to load', () => {
    const { deaths } = watched();
    vi.advanceTimersByTime(200_000);
    expect(deaths).toEqual([]);
    vi.advanceTimersByTime(120_000);
    expect(deaths).toEqual([WORKER_SILENT]);
  });

  it('gives a worker time after a sleep, in which both stood still', () => {
    const { deaths, heartbeat } = watched();
    vi.advanceTimersByTime(2000);
    heartbeat.noteSign();
    // The computer wakes: one tick comes, long after the last.
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(4000);
    expect(deaths).toEqual([]);
    heartbeat.noteSign();
    vi.advanceTimersByTime(20_000);
    expect(deaths).toEqual([]);
  });

  it('does not count the sleep of a computer, nor timers that come once a minute, as silence', () => {
    let [now, late] = [0, 0];
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now + late);
    const { asked, deaths, heartbeat } = watched();
    const pass = (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        now += 1000;
        vi.advanceTimersByTime(1000);
      }
    };
    heartbeat.noteSign();
    for (let minute = 0; minute < 5; minute++) {
      late += 58_000;
      pass(2);
    }
    // What the run says of itself was counted through the sleep, too.
    late += 3_600_000;
    heartbeat.noteQuiet(3_600_000);
    expect(deaths).toEqual([]);
    expect(asked.length).toBe(5);
    // One that does not answer while the page is awake is dead all the same.
    pass(40);
    expect(deaths).toEqual([WORKER_SILENT]);
    clock.mockRestore();
  });

  it('takes a GPU for dead when a run in training has stood still for a minute', () => {
    const { deaths, heartbeat } = watched();
    heartbeat.noteQuiet(45_000);
    expect(deaths).toEqual([]);
    heartbeat.noteQuiet(61_000);
    expect(deaths).toEqual([GPU_SILENT]);
  });

  it('owes nothing to a worker that has been replaced', () => {
    const { deaths, heartbeat } = watched();
    heartbeat.noteSign();
    vi.advanceTimersByTime(28_000);
    heartbeat.renew();
    vi.advanceTimersByTime(20_000);
    expect(deaths).toEqual([]);
    heartbeat.stop();
    vi.advanceTimersByTime(100_000);
    expect(deaths).toEqual([]);
  });
});
