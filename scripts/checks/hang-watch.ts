import type { TestProgress } from './progress.ts';

/** Watches a program that prints and reports its tests. */
export interface HangWatch {
  /** The program printed something. */
  onOutput(): void;
  onProgress(progress: TestProgress): void;
  /** The program has ended. */
  end(): void;
}

/**
 * Calls `onHang` once, with the tests that are running, when `limitMs` milliseconds pass without output or progress.
 * However long a program runs, one that keeps finishing tests is not hung.
 */
export function watchForHang(limitMs: number, onHang: (running: readonly string[]) => void): HangWatch {
  const running = new Set<string>();
  const timer = setTimeout(() => onHang([...running]), limitMs);
  let hasEnded = false;
  const restart = () => {
    if (!hasEnded) timer.refresh();
  };
  return {
    onOutput: restart,
    onProgress({ state, test }) {
      if (state === 'started') running.add(test);
      else running.delete(test);
      restart();
    },
    end() {
      hasEnded = true;
      clearTimeout(timer);
    },
  };
}
