import { yieldToEventLoop } from '../../src/training/lib/yield-to-event-loop.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { median } from '../report/median.ts';
import type { Answers } from './requests.ts';

/** Makes some steps, and tells how long it took until the device had done them. */
export async function runSteps(contestant: Contestant, count: number): Promise<Answers['steps']> {
  const looks = contestant.looks();
  const startedAt = performance.now();
  for (let step = 0; step < count; step++) await contestant.step();
  await contestant.sync();
  return { ms: performance.now() - startedAt, looks: contestant.looks() - looks };
}

/**
 * Time that a step keeps JavaScript busy. The device has nothing to do before each step, so no call waits for it; of a step that
 * waits for the device by itself, what comes before the wait counts. Reading what
 * steps have computed is not part of it.
 */
export async function measureDispatch(contestant: Contestant, steps: number): Promise<Answers['dispatch']> {
  const busyMs: number[] = [];
  for (let step = 0; step < steps; step++) {
    await contestant.sync();
    await yieldToEventLoop();
    const startedAt = performance.now();
    const done = contestant.step();
    if (done instanceof Promise) await yieldToEventLoop();
    busyMs.push(performance.now() - startedAt);
    await done;
  }
  await contestant.sync();
  return { middleMs: median(busyMs), leastMs: Math.min(...busyMs) };
}
