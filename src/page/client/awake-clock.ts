/** Older sleeps are of no interest: nobody waits for an answer for as long. */
const MOST_SLEEPS = 1000;

export interface AwakeClock {
  /** The page is awake now. To be called at least every so many milliseconds while it is. */
  note(): void;
  /** How much of the last `ms` milliseconds the page was awake. */
  awakeMs(ms: number): number;
}

/**
 * Tells apart time in which the page was awake from time in which the computer slept, or the browser let the page's timers wait: there
 * nothing was noted.
 *
 * @param everyMs how often something is noted at least
 */
export function createAwakeClock(everyMs: number): AwakeClock {
  let sleeps: readonly { readonly from: number; readonly to: number }[] = [];
  let notedAt = performance.now();
  return {
    note() {
      const now = performance.now();
      // A timer may be late by as much as it waits.
      if (now - notedAt > 2 * everyMs)
        sleeps = [...sleeps, { from: notedAt + everyMs, to: now }].slice(-MOST_SLEEPS);
      notedAt = now;
    },
    awakeMs(ms) {
      const since = performance.now() - ms;
      const slept = sleeps.map(({ from, to }) => Math.max(0, to - Math.max(from, since)));
      return ms - slept.reduce((total, own) => total + own, 0);
    },
  };
}
