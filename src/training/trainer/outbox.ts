/** Shortest time between two batches, in milliseconds. */
const INTERVAL_MS = 100;

/**
 * Sends telemetry at most ten times a second, and only after the page has drawn what it got before: a slow page gets
 * fewer, larger batches. Nothing is lost; what waits is kept where it was gathered.
 */
export class Outbox<T> {
  readonly #take: () => T;
  readonly #send: (telemetry: T) => void;
  #hasCredit = true;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(take: () => T, send: (telemetry: T) => void) {
    this.#take = take;
    this.#send = send;
  }

  /** The page can take another batch. */
  credit(): void {
    this.#hasCredit = true;
  }

  /** Sends when it is time and there is credit. */
  offer(): void {
    if (this.#hasCredit && performance.now() - this.#sentAt >= INTERVAL_MS) this.flush();
  }

  /** Sends at once: before a change of state, so that the page has all that led to it. */
  flush(): void {
    this.#hasCredit = false;
    this.#sentAt = performance.now();
    this.#send(this.#take());
  }
}
