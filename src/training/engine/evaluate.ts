import type { Norm } from '../../common/experiment/norm.ts';
import type { Inference, TestStatistics } from './operations.ts';

/** Mean cross-entropy in nats, and the share of images read correctly; one entry an arm, NaN for one that stands still. */
export interface Scores {
  readonly loss: number[];
  readonly accuracy: number[];
  /** The same by batch statistics, for the arms whose second curve that is and NaN for others; null when there is none. */
  readonly byBatch: { readonly loss: number[]; readonly accuracy: number[] } | null;
}

/** The statistics by which some arms are tested. */
export const statisticsOf = (norms: readonly Norm[]): readonly TestStatistics[] => [
  ...(norms.some(({ inference }) => inference !== 'batch') ? (['running'] as const) : []),
  ...(norms.some(({ inference }) => inference !== 'running') ? (['batch'] as const) : []),
];

/**
 * Tests all arms on a whole set.
 *
 * @param set as the device holds it
 * @param norms the arms' own: they say by which statistics
 * @param chunk images of a pass; see `testChunk`
 * @param goOn awaited between passes, so that messages are heard
 * @returns null when `goOn` said no
 */
export async function evaluate(
  inference: Inference,
  set: unknown,
  count: number,
  norms: readonly Norm[],
  chunk: number,
  goOn: () => Promise<boolean>,
): Promise<Scores | null> {
  const zeros = () => ({ loss: norms.map(() => 0), accuracy: norms.map(() => 0) });
  const sums = { running: zeros(), batch: zeros() };
  for (let first = 0; first < count; first += chunk) {
    for (const by of statisticsOf(norms)) {
      const totals = await inference.test(set, first, Math.min(first + chunk, count), by);
      for (const [arm, { loss, right }] of totals.entries()) {
        sums[by].loss[arm] = (sums[by].loss[arm] as number) + loss;
        sums[by].accuracy[arm] = (sums[by].accuracy[arm] as number) + right;
      }
      if (!(await goOn())) return null;
    }
  }
  const choose = (key: 'loss' | 'accuracy', from: (norm: Norm) => TestStatistics | null) =>
    norms.map((norm, arm) => {
      const by = from(norm);
      // Divided once: counts add up exactly, shares of passes do not.
      return by === null ? Number.NaN : (sums[by][key][arm] as number) / count;
    });
  const main = ({ inference: own }: Norm) => (own === 'batch' ? own : 'running');
  const second = ({ inference: own }: Norm) => (own === 'both' ? 'batch' : null);
  const hasSecond = norms.some(({ inference: own }) => own === 'both');
  return {
    loss: choose('loss', main),
    accuracy: choose('accuracy', main),
    byBatch: hasSecond ? { loss: choose('loss', second), accuracy: choose('accuracy', second) } : null,
  };
}
