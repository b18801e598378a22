/** Times of the same products, a pair a round: with one thread, then with many. In milliseconds. */
export interface ThreadTimes {
  readonly one: readonly number[];
  readonly many: readonly number[];
}

/** How many threads to train with, and a sentence on what was measured; null when nothing was. */
export interface ThreadChoice {
  readonly threads: number;
  readonly note: string | null;
}

/** By how much threads must be faster: they wait for each other on cores that the page could use. */
const CLEARLY_FASTER = 1.2;
/** Fewer rounds than these say nothing: the machine is too slow, or too busy, to tell. */
const FEWEST_ROUNDS = 5;

const words = ['No', 'One', 'Two', 'Three', 'Four'];

/** What is chosen where nothing can be measured. */
export const oneThread: ThreadChoice = { threads: 1, note: null };

/** The number of threads that is worth a trial. Products of a hundred rows are too small to be split among more than four. */
export const threadsToTry = (cores: number): number =>
  cores >= 2 ? Math.min(4, Math.max(2, Math.floor(cores / 2))) : 1;

/**
 * Many threads where they were clearly faster in three rounds of four, else one: on a busy machine the typical round alone says
 * this at one moment and that at the next.
 */
export function chooseThreads(threads: number, times: ThreadTimes | null): ThreadChoice {
  if (times === null || times.one.length < FEWEST_ROUNDS) return oneThread;
  const gains = times.one.map((one, round) => one / (times.many[round] ?? Number.NaN)).sort((a, b) => a - b);
  const low = gains[Math.floor(gains.length / 4)] ?? Number.NaN;
  const typical = gains[Math.floor(gains.length / 2)] ?? Number.NaN;
  const isClear = low >= CLEARLY_FASTER && Number.isFinite(typical);
  if (!isClear) return { threads: 1, note: 'One thread: more were not faster here.' };
  return {
    threads,
    note: `${words[threads] ?? threads} threads were ${typical.toFixed(1)} times as fast as one.`,
  };
}
