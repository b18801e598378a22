import type { Browser, Page } from 'playwright';
import { formatWhole } from '../../src/common/lib/format.ts';
import { CommandError } from '../command-error.ts';
import type { SoakArguments } from './arguments.ts';
import { type PageState, readPage } from './page-state.ts';
import type { Sample } from './sample.ts';
import { Watch } from './watch.ts';

/** What a soak tells while it goes on, and what stops it early. */
export interface SoakHooks {
  onSample(sample: Sample): void;
  /** True once a person wants no more. */
  isStopped(): boolean;
}

/** What came of training and watching. */
export interface Trained {
  readonly samples: readonly Sample[];
  readonly backend: string;
  readonly done: { readonly minutes: number; readonly steps: number; readonly runs: number };
  /** Why it ended before its time, a sentence each. */
  readonly problems: readonly string[];
}

/** From one sample to the next, in milliseconds. */
const SAMPLE_MS = 5000;
/** Within this time a page must have done another step, or it hangs. */
const PATIENCE_MS = 180_000;
/** What takes longer than so many times the minutes asked for is ended. */
const MOST_TIMES = 3;

/** Watches a page that trains until its minutes and its steps are over, and begins a run when one ends. */
export async function trainAndWatch(
  browser: Browser,
  tab: Page,
  { minutes, steps }: Pick<SoakArguments, 'minutes' | 'steps'>,
  { isStopped, onSample }: SoakHooks,
): Promise<Trained> {
  const backend = (await firstStep(tab)).backend;
  const watch = await Watch.of(browser, tab);
  const startedAt = performance.now();
  const samples: Sample[] = [];
  let earlier = { runs: 0, steps: 0 };
  let movedAt = startedAt;
  const watchOnce = async (): Promise<string | null | 'done'> => {
    const { reading, state } = await inTime(watch.read());
    const now = performance.now();
    const sample = sampleOf(reading, state, now - startedAt, earlier, samples.at(-1));
    if (sample.steps > (samples.at(-1)?.steps ?? 0)) movedAt = now;
    samples.push(sample);
    onSample(sample);
    if (sample.atMs >= minutes * 60_000 && sample.steps >= steps) return 'done';
    if (isStopped()) return 'It was stopped by hand.';
    if (state.failure !== null) return `The page gave up: ${state.failure}`;
    if (sample.atMs >= MOST_TIMES * minutes * 60_000) return tooLong(minutes, steps, sample.steps);
    if (now - movedAt >= PATIENCE_MS) return `No step was done for three minutes. ${state.words}`;
    if (!state.isFinished) return null;
    earlier = { runs: sample.run, steps: sample.steps };
    await beginAnew(tab);
    return null;
  };
  let end: string | null = null;
  while (end === null) {
    const begunAt = performance.now();
    end = await watchOnce().catch((error: unknown) => `The page is lost: ${messageOf(error)}`);
    if (end === null) await pause(SAMPLE_MS - (performance.now() - begunAt));
  }
  const last = samples.at(-1);
  const done = { minutes: (last?.atMs ?? 0) / 60_000, steps: last?.steps ?? 0, runs: last?.run ?? 0 };
  return { samples, backend, done, problems: end === 'done' ? [] : [end] };
}

function sampleOf(
  reading: Awaited<ReturnType<Watch['read']>>['reading'],
  { step: told }: PageState,
  atMs: number,
  earlier: { readonly runs: number; readonly steps: number },
  before: Sample | undefined,
): Sample {
  const step = told ?? 0;
  const steps = earlier.steps + step;
  const stepsPerSecond = before === undefined ? null : (1000 * (steps - before.steps)) / (atMs - before.atMs);
  return { atMs, run: earlier.runs + 1, step, steps, stepsPerSecond, ...reading };
}

async function firstStep(tab: Page): Promise<PageState> {
  const limit = performance.now() + PATIENCE_MS;
  for (;;) {
    const state = await inTime(readPage(tab));
    if ((state.step ?? 0) > 0) return state;
    if (state.failure !== null) throw new CommandError(`The page did not train: ${state.failure}`);
    if (performance.now() > limit)
      throw new CommandError(`The page did not train within three minutes. ${state.words}`);
    await pause(200);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

const messageOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);

async function beginAnew(tab: Page): Promise<void> {
  const run = tab.getByRole('region', { name: 'Run' });
  await run.getByRole('button', { name: 'Reset', exact: true }).click();
  await run.getByRole('button', { name: 'Start', exact: true }).click();
}

const tooLong = (minutes: number, steps: number, done: number): string =>
  `It was ended after ${MOST_TIMES * minutes} minutes with ${formatWhole(done)} of ${formatWhole(steps)} steps: this machine is too slow for so many. Ask for fewer steps, or for more minutes.`;

/** A page that hangs must not hang the soak. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new CommandError('The page has not answered for three minutes.')),
      PATIENCE_MS,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
