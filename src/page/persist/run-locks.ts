/** Which runs are open in which tab, by locks that the browser lets go when a tab is closed or dies. */
export interface RunLocks {
  /** Takes a run for this tab. @returns false when another has it */
  claim(key: string): Promise<boolean>;
  release(key: string): void;
  /** The runs that other tabs have. */
  elsewhere(): Promise<ReadonlySet<string>>;
}

const PREFIX = 'normscope-run-';

/** @param locks null where the browser has none: then every run counts as free */
export function createRunLocks(locks: LockManager | null = navigator.locks ?? null): RunLocks {
  const mine = new Map<string, () => void>();
  /** Claims that the browser has not answered yet: whoever asks again meanwhile is given the same answer. */
  const asked = new Map<string, Promise<boolean>>();
  return {
    claim(key) {
      if (locks === null || mine.has(key)) return Promise.resolve(true);
      const before = asked.get(key);
      if (before !== undefined) return before;
      const claim = new Promise<boolean>((resolve) => {
        locks
          .request(`${PREFIX}${key}`, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            return lock === null
              ? undefined
              : new Promise<void>((release) => {
                  mine.set(key, release);
                });
          })
          // A page on its way out is refused locks.
          .catch(() => resolve(true));
      }).finally(() => asked.delete(key));
      asked.set(key, claim);
      return claim;
    },
    release(key) {
      mine.get(key)?.();
      mine.delete(key);
    },
    async elsewhere() {
      const { held = [] } = (await locks?.query()) ?? {};
      const keys = held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : []));
      return new Set(keys.filter((key) => !mine.has(key)));
    },
  };
}
