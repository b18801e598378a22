import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBatchOrder, sampleDigits } from '../../../../src/training/data/batches.ts';
import type { DigitSet } from '../../../../src/training/data/dataset.ts';

/** Image i is all i; labels as given. */
function setOf(labels: readonly number[]): DigitSet {
  const images = Uint8Array.from({ length: labels.length * 784 }, (_, index) => Math.floor(index / 784));
  return { count: labels.length, images, labels: Uint8Array.from(labels) };
}

describe('the order of batches', () => {
  test('an epoch holds no example twice, and its short rest is dropped', () => {
    const order = createBatchOrder(25, 10, 1);
    const seen = [...order.next(), ...order.next()];
    expect(new Set(seen).size).toBe(20);
    expect(Math.max(...seen)).toBeLessThan(25);
    expect(order.position()).toEqual({ epoch: 1, index: 0 });
  });

  test('each epoch is shuffled anew, so that no example is dropped for good', () => {
    const order = createBatchOrder(25, 10, 1);
    const epochs = Array.from({ length: 12 }, () => [...order.next(), ...order.next()]);
    expect(epochs[0]).not.toEqual(epochs[1]);
    expect(new Set(epochs.flat()).size).toBe(25);
  });

  test('the same seed gives the same batches, another seed others', () => {
    expect([...createBatchOrder(100, 10, 5).next()]).toEqual([...createBatchOrder(100, 10, 5).next()]);
    expect([...createBatchOrder(100, 10, 5).next()]).not.toEqual([...createBatchOrder(100, 10, 6).next()]);
  });

  test('seeking a batch gives what drawing up to it would have given, forwards and backwards', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 60 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat(30),
        (count, size, n) => {
          const drawn = createBatchOrder(count, size, 3);
          const batches = Array.from({ length: n + 1 }, () => [...drawn.next()]);
          const sought = createBatchOrder(count, size, 3);
          sought.seek(n);
          expect([...sought.next()]).toEqual(batches[n]);
          drawn.seek(0);
          expect([...drawn.next()]).toEqual(batches[0]);
        },
      ),
    );
  });

  test('a batch larger than the set is refused', () => {
    expect(() => createBatchOrder(9, 10, 1)).toThrow(/batch of 10 .* 9 examples/);
  });

  test('a batch number that is none is refused', () => {
    expect(() => createBatchOrder(20, 10, 1).seek(-1)).toThrow(RangeError);
    expect(() => createBatchOrder(20, 10, 1).seek(0.5)).toThrow(RangeError);
  });
});

describe('sample digits', () => {
  test('are the first of each class, class by class', () => {
    const { images, labels } = sampleDigits(setOf([1, 0, 1, 1, 0, 0]), 2);
    expect([...labels]).toEqual([0, 0, 1, 1]);
    expect([0, 1, 2, 3].map((row) => images[row * 784])).toEqual([1, 4, 0, 2]);
  });

  test('leave out what a class lacks', () => {
    expect([...sampleDigits(setOf([3, 9, 3]), 2).labels]).toEqual([3, 3, 9]);
  });
});
