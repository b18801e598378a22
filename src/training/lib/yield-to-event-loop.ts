/**
 * Lets the thread's other work (messages above all) run, then goes on. A message to oneself, because timers are
 * clamped to 4 ms and, in a tab that is not looked at, to a second.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
