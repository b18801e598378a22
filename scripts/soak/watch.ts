import type { Browser, CDPSession, Page } from 'playwright';
import { median, percentile } from '../../bench/report/median.ts';
import { MemoryQuestions, pageBytes, residentBytes } from './memory.ts';
import { type PageState, readPage } from './page-state.ts';
import type { Sample } from './sample.ts';
import { Workers } from './workers.ts';

/** A sample, less what only the whole soak knows. */
export type Reading = Omit<Sample, 'atMs' | 'run' | 'step' | 'steps' | 'stepsPerSecond'>;

/** How long frames are watched for a sample. */
const FRAMES_MS = 2000;
/** So long an answer about memory is waited for; later ones belong to the next sample. */
const MEMORY_MS = 1000;

/** Reads what a page holds and how fast it draws. */
export class Watch {
  readonly #browser: Browser;
  readonly #tab: Page;
  readonly #session: CDPSession;
  readonly #memory: MemoryQuestions;
  readonly #workers: Workers;

  private constructor(browser: Browser, tab: Page, session: CDPSession, workers: Workers) {
    this.#browser = browser;
    this.#tab = tab;
    this.#session = session;
    this.#memory = new MemoryQuestions(tab);
    this.#workers = workers;
  }

  static async of(browser: Browser, tab: Page): Promise<Watch> {
    const session = await tab.context().newCDPSession(tab);
    await session.send('Performance.enable');
    return new Watch(browser, tab, session, await Workers.of(session));
  }

  /** Frames first: collecting garbage would delay some. */
  async read(): Promise<{ readonly reading: Reading; readonly state: PageState }> {
    const frames = await readFrames(this.#tab);
    const state = await readPage(this.#tab);
    const { deviceBytes, looksBytes, tensors } = state;
    this.#memory.ask(looksBytes);
    const page = await pageBytes(this.#session);
    const workerBytes = await this.#workers.bytes();
    const resident = await residentBytes(this.#browser);
    const storeBytes = await readStore(this.#tab);
    const memory = await this.#memory.take(MEMORY_MS);
    const reading = {
      tensors,
      deviceBytes,
      ...page,
      workerBytes,
      memoryBytes: memory?.bytes ?? null,
      memoryLooksBytes: memory?.looksBytes ?? null,
      looksBytes,
      residentBytes: resident,
      storeBytes,
      ...frames,
    };
    return { reading, state };
  }
}

async function readFrames(tab: Page): Promise<Pick<Sample, 'frameMs' | 'frame95Ms'>> {
  const times = await tab.evaluate(async (lengthMs) => {
    const seen = [await new Promise<number>((resolve) => requestAnimationFrame(resolve))];
    while ((seen.at(-1) ?? 0) - (seen[0] ?? 0) < lengthMs)
      seen.push(await new Promise<number>((resolve) => requestAnimationFrame(resolve)));
    return seen;
  }, FRAMES_MS);
  const gaps = times.slice(1).map((at, frame) => at - (times[frame] ?? at));
  return gaps.length === 0
    ? { frameMs: null, frame95Ms: null }
    : { frameMs: median(gaps), frame95Ms: percentile(gaps, 0.95) };
}

async function readStore(tab: Page): Promise<number | null> {
  return tab.evaluate(async () => {
    const told: StorageEstimate & { readonly usageDetails?: { readonly indexedDB?: number } } =
      await navigator.storage.estimate();
    return (told.usageDetails ? (told.usageDetails.indexedDB ?? 0) : told.usage) ?? null;
  });
}
