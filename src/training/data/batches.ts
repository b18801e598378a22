import { createRng, shuffled } from '../../common/lib/rng.ts';
import { CLASS_COUNT, type DigitSet, imagesAt } from './dataset.ts';

/** Which examples make up each batch, without end. */
export interface BatchOrder {
  /** The next batch's examples: `batchSize` places in the set. A view: copy it to keep it past the epoch. */
  next(): Uint32Array;
  /** Where the next batch stands: its epoch, and its place in the epoch, both from 0. */
  position(): { readonly epoch: number; readonly index: number };
  /** Makes `batchNumber` (from 0, over all epochs) the next batch. */
  seek(batchNumber: number): void;
}

/**
 * Shuffles the examples anew each epoch and cuts them into batches of one size; what is left over at an epoch's
 * end is not used in it. Batch n depends on `seed` and n only, so a run can go on exactly where it stopped.
 *
 * @throws RangeError where there is not one whole batch
 */
export function createBatchOrder(count: number, batchSize: number, seed: number): BatchOrder {
  const perEpoch = Math.floor(count / batchSize);
  if (!(perEpoch >= 1)) {
    throw new RangeError(
      `A batch of ${batchSize} can't be drawn from ${count} examples. Use a smaller batch.`,
    );
  }
  let batch = 0;
  let shuffledEpoch = -1;
  let order: Uint32Array = new Uint32Array(0);
  const position = () => ({ epoch: Math.floor(batch / perEpoch), index: batch % perEpoch });
  return {
    position,
    next() {
      const { epoch, index } = position();
      if (epoch !== shuffledEpoch) {
        order = shuffled(count, createRng(seed, 'batches', epoch));
        shuffledEpoch = epoch;
      }
      batch++;
      return order.subarray(index * batchSize, (index + 1) * batchSize);
    },
    seek(batchNumber) {
      if (!Number.isInteger(batchNumber) || batchNumber < 0) {
        throw new RangeError(`There is no batch ${batchNumber}: batches are numbered 0, 1, 2 and so on.`);
      }
      batch = batchNumber;
    },
  };
}

/** The batches of several seeds, one after the other in one list. */
export function createBatchOrders(count: number, batchSize: number, seeds: readonly number[]): BatchOrder {
  const orders = seeds.map((seed) => createBatchOrder(count, batchSize, seed));
  const [first] = orders as [BatchOrder];
  if (orders.length === 1) return first;
  return {
    position: first.position,
    next() {
      const places = new Uint32Array(seeds.length * batchSize);
      for (const [index, order] of orders.entries()) places.set(order.next(), index * batchSize);
      return places;
    },
    seek(batchNumber) {
      for (const order of orders) order.seek(batchNumber);
    },
  };
}

/** The first `perClass` examples of each class, class by class; fewer where a class has fewer. */
export function sampleDigits(set: DigitSet, perClass = 2): DigitSet {
  const found: number[][] = Array.from({ length: CLASS_COUNT }, () => []);
  let wanted = CLASS_COUNT * perClass;
  for (let index = 0; index < set.count && wanted > 0; index++) {
    const ofClass = found[set.labels[index] as number];
    if (ofClass !== undefined && ofClass.length < perClass) {
      ofClass.push(index);
      wanted--;
    }
  }
  return imagesAt(set, found.flat());
}
