/** So long a thread may be at work before it gives way, in milliseconds. */
export const AT_WORK_MS = 40;

/** When the thread's other work last had its turn, as far as is known here. */
let turnAt = performance.now();

/**
 * Lets the thread's other work (messages above all) run, then goes on. A message to oneself, because timers are
 * clamped to 4 ms and, in a tab that is not looked at, to a second.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      turnAt = performance.now();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * For long work, between two parts of it: yields where the last time is long enough ago, so that short work is not held up.
 *
 * @returns for how long other work had its turn, in milliseconds
 */
export async function giveWay(): Promise<number> {
  const leftAt = performance.now();
  if (leftAt - turnAt < AT_WORK_MS) return 0;
  await yieldToEventLoop();
  return performance.now() - leftAt;
}
