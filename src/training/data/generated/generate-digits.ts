import { formatWhole } from '../../../common/lib/format.ts';
import { createRng, shuffled } from '../../../common/lib/rng.ts';
import { yieldToEventLoop } from '../../lib/yield-to-event-loop.ts';
import { CLASS_COUNT, type Dataset, type DigitSet, IMAGE_PIXELS } from '../dataset.ts';
import { createDigitDrawer } from './draw-digit.ts';

/** Examples generated when nothing else is asked for. */
export const GENERATED_TRAIN_COUNT = 30_000;
export const GENERATED_TEST_COUNT = 5_000;

/** How long drawing may keep the thread's other work waiting, in milliseconds. */
const TURN_MS = 30;

/** How many digits are drawn between looks at the clock. */
const DIGITS_PER_LOOK = 50;

/** What to generate, and who is told. */
export interface GenerateOptions {
  readonly seed: number;
  readonly trainCount?: number;
  readonly testCount?: number;
  /** Called about every 30 ms with the examples drawn so far, of train and test together. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Aborting it makes the promise reject with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Draws handwritten-looking digits by code, as many of each class. An example depends on the seed, its split and
 * its place only: a longer set begins with the shorter one. Gives way to the thread's other work every 30 ms.
 */
export async function generateDigits(options: GenerateOptions): Promise<Dataset> {
  const {
    seed,
    trainCount = GENERATED_TRAIN_COUNT,
    testCount = GENERATED_TEST_COUNT,
    onProgress,
    signal,
  } = options;
  const total = trainCount + testCount;
  const train = await generateSet(seed, 'train', trainCount, (done) => onProgress?.(done, total), signal);
  const test = await generateSet(
    seed,
    'test',
    testCount,
    (done) => onProgress?.(trainCount + done, total),
    signal,
  );
  const name = `Generated digits (${formatWhole(trainCount)} + ${formatWhole(testCount)})`;
  return { source: 'generated', name, train, test, note: null };
}

async function generateSet(
  seed: number,
  split: 'train' | 'test',
  count: number,
  onProgress: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<DigitSet> {
  signal?.throwIfAborted();
  const images = new Uint8Array(count * IMAGE_PIXELS);
  const labels = generatedLabels(seed, split, count);
  const draw = createDigitDrawer();
  let turnEnds = performance.now() + TURN_MS;
  for (let index = 0; index < count; index++) {
    const image = images.subarray(index * IMAGE_PIXELS, (index + 1) * IMAGE_PIXELS);
    draw(labels[index] as number, createRng(seed, 'digits', split, index), image);
    if (index % DIGITS_PER_LOOK === 0 && performance.now() > turnEnds) {
      onProgress(index + 1);
      await yieldToEventLoop();
      signal?.throwIfAborted();
      turnEnds = performance.now() + TURN_MS;
    }
  }
  onProgress(count);
  return { count, images, labels };
}

/** Each run of ten examples holds every digit once, in an order of its own. */
function generatedLabels(seed: number, split: string, count: number): Uint8Array {
  const labels = new Uint8Array(count);
  for (let first = 0; first < count; first += CLASS_COUNT) {
    const order = shuffled(CLASS_COUNT, createRng(seed, 'digits', split, 'labels', first));
    labels.set(order.subarray(0, count - first), first);
  }
  return labels;
}
