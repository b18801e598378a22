import { type Inference, TEST_CHUNK } from './operations.ts';

/** Mean cross-entropy in nats, and the share of images read correctly; one entry an arm, NaN for one that stands still. */
export interface Scores {
  readonly loss: number[];
  readonly accuracy: number[];
}

/**
 * Tests all arms on a whole set.
 *
 * @param set as the device holds it
 * @param goOn awaited between passes, so that messages are heard
 * @returns null when `goOn` said no
 */
export async function evaluate(
  inference: Inference,
  set: unknown,
  count: number,
  arms: number,
  goOn: () => Promise<boolean>,
): Promise<Scores | null> {
  const loss = new Array<number>(arms).fill(0);
  const right = loss.slice();
  for (let first = 0; first < count; first += TEST_CHUNK) {
    const totals = await inference.test(set, first, Math.min(first + TEST_CHUNK, count));
    for (const [arm, total] of totals.entries()) {
      loss[arm] = (loss[arm] as number) + total.loss;
      right[arm] = (right[arm] as number) + total.right;
    }
    if (!(await goOn())) return null;
  }
  return { loss: loss.map((total) => total / count), accuracy: right.map((total) => total / count) };
}
