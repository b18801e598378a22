import type { Sample } from '../../../../scripts/soak/sample.ts';
import { createRng } from '../../../../src/common/lib/rng.ts';

const MEGABYTE = 2 ** 20;

/** A sample of a page on which nothing changes. */
export const fixtureSample = (patch: Partial<Sample> = {}): Sample => ({
  atMs: 0,
  run: 1,
  step: 0,
  steps: 0,
  stepsPerSecond: 80,
  tensors: 210,
  deviceBytes: 50 * MEGABYTE,
  heapBytes: 20 * MEGABYTE,
  pageBytes: 90 * MEGABYTE,
  workerBytes: 60 * MEGABYTE,
  memoryBytes: 150 * MEGABYTE,
  memoryLooksBytes: 60 * MEGABYTE,
  looksBytes: 60 * MEGABYTE,
  residentBytes: 700 * MEGABYTE,
  storeBytes: 0,
  frameMs: 16.7,
  frame95Ms: 33.3,
  ...patch,
});

/** A sample every five seconds. @param at what is other in the sample of this minute */
export const fixtureSamples = (
  minutes: number,
  at: (minute: number, index: number) => Partial<Sample> = () => ({}),
): Sample[] =>
  Array.from({ length: 12 * minutes + 1 }, (_, index) => {
    const atMs = 5000 * index;
    return fixtureSample({ atMs, step: 400 * index, steps: 400 * index, ...at(atMs / 60_000, index) });
  });

const rng = createRng(1, 'soak');
const drawn = Array.from({ length: 400 }, () => 2 * rng.uniform() - 1);

/** Noise between -1 and 1 without a trend, the same each time. */
export const noise = (index: number): number => drawn[index] ?? 0;
