import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright';
import type { Sample } from './sample.ts';
import { heldBytes } from './workers.ts';

/** What page and workers hold together, by the browser's own measurement. */
export interface MemoryAnswer {
  readonly bytes: number;
  /** What looks inside the layers took when it was asked; null where that was not known. */
  readonly looksBytes: number | null;
}

/**
 * Lets Chromium measure at once; else it waits until it would have collected garbage anyway. Where WebAssembly has threads, which
 * wait and do not answer, it still takes a minute.
 */
export const memoryFlag = '--enable-blink-features=ForceEagerMeasureMemory';

/** Asks the browser what page and workers hold, one question at a time, and waits for no answer. */
export class MemoryQuestions {
  readonly #tab: Page;
  #answer: MemoryAnswer | null = null;
  #pending: Promise<void> | null = null;

  constructor(tab: Page) {
    this.#tab = tab;
  }

  /** Asks, unless the last question is open. */
  ask(looksBytes: number | null): void {
    this.#pending ??= measure(this.#tab)
      .then((bytes) => {
        if (bytes !== null) this.#answer = { bytes, looksBytes };
      })
      .catch(() => undefined)
      .finally(() => {
        this.#pending = null;
      });
  }

  /** The answer that came since the last one was taken, after a moment for it to come; null where none did. */
  async take(momentMs: number): Promise<MemoryAnswer | null> {
    await Promise.race([this.#pending, new Promise((resolve) => setTimeout(resolve, momentMs))]);
    const answer = this.#answer;
    this.#answer = null;
    return answer;
  }
}

const measure = (tab: Page): Promise<number | null> =>
  tab.evaluate<number | null>(
    '(async () => (await performance.measureUserAgentSpecificMemory?.())?.bytes ?? null)()',
  );

/** The page's JavaScript objects, and these with what typed arrays hold, after collecting the garbage. */
export async function pageBytes(page: CDPSession): Promise<Pick<Sample, 'heapBytes' | 'pageBytes'>> {
  await page.send('HeapProfiler.collectGarbage');
  const { metrics } = await page.send('Performance.getMetrics');
  const heapBytes = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? null;
  return { heapBytes, pageBytes: heldBytes(await page.send('Runtime.getHeapUsage')) };
}

/** What the system gives to the browser's processes of pages and GPU; null where it does not tell. */
export async function residentBytes(browser: Browser): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const own = processInfo.filter(({ type }) => type === 'renderer' || type === 'GPU');
    return own.length === 0 ? null : own.reduce((sum, { id }) => sum + residentOf(id), 0);
  } finally {
    await session.detach();
  }
}

function residentOf(process: number): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    // It has ended since it was listed.
    return 0;
  }
}
