/** Steps between two reads. */
const STEPS_PER_READ = 8;

/**
 * Reads what a device has computed every eight steps and never waits for the newest read, as the page does: the device always
 * has work, and the work that waits for it stays bounded.
 *
 * @param read waits for what the steps so far have computed
 */
export function readAhead(read: () => Promise<void>) {
  let steps = 0;
  let reading: Promise<void> = Promise.resolve();
  const readNow = () => {
    const before = reading;
    reading = before.then(read);
    return before;
  };
  return {
    /** To be called after every step. */
    stepped(): void | Promise<void> {
      steps += 1;
      if (steps % STEPS_PER_READ === 0) return readNow();
    },
    /** Waits until everything is read; the next read by itself is eight steps away. */
    async settle(): Promise<void> {
      steps = 0;
      await readNow();
      await reading;
    },
  };
}
