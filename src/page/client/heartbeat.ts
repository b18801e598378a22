import { createAwakeClock } from './awake-clock.ts';

/** How often a sign of life is asked for, in milliseconds. */
const EVERY_MS = 2000;
/** A worker that says nothing for so long is taken for dead: no step, no pass of a test takes as long. */
const SILENT_MS = 30_000;
/** A new worker still loads its script, over whatever network there is, and tells by an error if that fails. */
const NEWBORN_MS = 300_000;
/** And so many times in a row: after a computer's sleep, the first time says nothing. */
const UNANSWERED = 3;
/** A run that has made no progress for so long waits for a GPU that will not answer; an emulated one takes seconds for a step. */
const QUIET_MS = 60_000;

export const WORKER_SILENT = 'The part of the page that trains has stopped answering.';
export const GPU_SILENT = 'The GPU has stopped answering.';

export interface Pulse {
  /** Asks the worker for a sign of life; whatever it says is one. */
  ask(pingId: number): void;
  /** The worker, or what it trains on, is taken for dead. */
  onDeath(cause: string): void;
}

export interface Heartbeat {
  /** Anything was heard of the worker. */
  noteSign(): void;
  /** A run in training says how long it has made no progress, in milliseconds. */
  noteQuiet(quietMs: number): void;
  /** A new worker is there: whatever the last one owed is forgotten. */
  renew(): void;
  stop(): void;
}

/**
 * Watches over a worker: one that hangs, or waits for a GPU that never answers, tells nobody itself. Only time counts in which this
 * page itself was awake: a computer that sleeps and a page that is slowed down or put away say nothing about the worker.
 */
export function startHeartbeat(
  { ask, onDeath }: Pulse,
  patience: { readonly everyMs?: number; readonly silentMs?: number; readonly quietMs?: number } = {},
): Heartbeat {
  const { everyMs = EVERY_MS, quietMs = QUIET_MS, silentMs = SILENT_MS } = patience;
  const clock = createAwakeClock(everyMs);
  let lastId = 0;
  let unanswered = 0;
  let heardAt = performance.now();
  let isNewborn = true;
  const hear = () => {
    unanswered = 0;
    heardAt = performance.now();
  };
  const renew = () => {
    hear();
    isNewborn = true;
  };
  const timer = setInterval(() => {
    clock.note();
    const mostMs = isNewborn ? NEWBORN_MS : silentMs;
    if (unanswered >= UNANSWERED && clock.awakeMs(performance.now() - heardAt) > mostMs) {
      renew();
      onDeath(WORKER_SILENT);
      return;
    }
    unanswered++;
    ask(++lastId);
  }, everyMs);
  return {
    noteSign() {
      clock.note();
      hear();
      isNewborn = false;
    },
    noteQuiet(ms) {
      clock.note();
      if (clock.awakeMs(ms) <= quietMs) return;
      renew();
      onDeath(GPU_SILENT);
    },
    renew,
    stop: () => clearInterval(timer),
  };
}
