import { vi } from 'vitest';
import type { Command } from '../../../../src/common/protocol/commands.ts';
import type { WorkerEvent } from '../../../../src/common/protocol/events.ts';
import type { DrawSchedule } from '../../../../src/page/client/draw-schedule.ts';
import type { WorkerLike } from '../../../../src/page/client/trainer-client.ts';

/** A worker that keeps what it is told and says what a test wants. */
export class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  onerror: WorkerLike['onerror'] = null;
  readonly heard: Command[] = [];
  readonly terminate = vi.fn<() => void>();

  postMessage(message: unknown): void {
    this.heard.push(message as Command);
  }

  say(...events: (WorkerEvent | { type: string })[]): void {
    for (const data of events) this.onmessage?.({ data } as MessageEvent);
  }

  fail(): void {
    this.onerror?.({ message: 'out of memory' } as ErrorEvent);
  }

  /** The types of the commands heard since the last call. */
  takeTypes(): string[] {
    return this.heard.splice(0).map(({ type }) => type);
  }
}

/** Workers as they are made, the newest last. */
export function fakeWorkers(): { make: () => FakeWorker; newest: () => FakeWorker; made: FakeWorker[] } {
  const made: FakeWorker[] = [];
  const make = () => {
    const worker = new FakeWorker();
    made.push(worker);
    return worker;
  };
  const newest = () => {
    const worker = made.at(-1);
    if (worker === undefined) throw new Error('No worker has been made.');
    return worker;
  };
  return { make, newest, made };
}

/** A schedule whose frames a test draws. */
export class FakeSchedule implements DrawSchedule {
  #before: (() => void)[] = [];
  #after: (() => void)[] = [];

  readonly beforeDraw = (callback: () => void): void => void this.#before.push(callback);
  readonly afterDraw = (callback: () => void): void => void this.#after.push(callback);

  /** How many have asked for a frame. */
  get waiting(): number {
    return this.#before.length;
  }

  takeIn(): void {
    for (const callback of this.#before.splice(0)) callback();
  }

  draw(): void {
    this.takeIn();
    for (const callback of this.#after.splice(0)) callback();
  }
}
