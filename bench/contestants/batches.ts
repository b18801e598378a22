import { createBatchOrder } from '../../src/training/data/batches.ts';
import { type DigitSet, IMAGE_PIXELS } from '../../src/training/data/dataset.ts';
import { gatherPixels } from '../../src/training/lib/gather-pixels.ts';
import type { Problem } from './contestant.ts';

/** The seed of weights and batches: everyone starts from the same weights and sees the same batches. */
export const SEED = 1;
/** After so many batches the first one comes again, so that peers can keep all of them on their device. */
const BATCHES = 16;

/** One batch, as indices into the set and as what they stand for. */
export interface BenchBatch {
  readonly indices: Uint32Array;
  /** Pixels / 255, [batch, 784]. */
  readonly images: Float32Array;
  readonly labels: Uint8Array;
}

/** The batches that everyone trains on, over and over. */
export function benchBatches({ batch }: Problem, set: DigitSet): readonly BenchBatch[] {
  const order = createBatchOrder(set.count, batch, SEED);
  return Array.from({ length: Math.min(BATCHES, Math.floor(set.count / batch)) }, () => {
    const indices = order.next().slice();
    const images = new Float32Array(batch * IMAGE_PIXELS);
    gatherPixels(set.images, indices, images);
    return { indices, images, labels: Uint8Array.from(indices, (index) => set.labels[index] as number) };
  });
}

/** Gives the members of a list in turn, without end. */
export function inTurn<T>(list: readonly T[]): () => T {
  let next = 0;
  return () => list[next++ % list.length] as T;
}
