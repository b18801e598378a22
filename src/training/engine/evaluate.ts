import { CLASSES, PIXELS } from '../../common/experiment/config.ts';
import type { Inference } from './operations.ts';

/** Images, 784 bytes each, and their labels. */
export interface LabelledImages {
  readonly count: number;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Mean cross-entropy in nats, and the share of images read correctly; one entry an arm, NaN for one that stands still. */
export interface Scores {
  readonly loss: number[];
  readonly accuracy: number[];
}

/** Images a pass. Always as many, the last pass padded, so that no tensor changes its shape. */
export const TEST_CHUNK = 1000;

/**
 * Tests all arms on a whole set.
 *
 * @param goOn awaited between passes, so that messages are heard
 * @returns null when `goOn` said no
 */
export async function evaluate(
  inference: Inference,
  arms: number,
  set: LabelledImages,
  goOn: () => Promise<boolean>,
): Promise<Scores | null> {
  const totals = Array.from({ length: arms }, () => ({ loss: 0, right: 0 }));
  const pixels = new Float32Array(TEST_CHUNK * PIXELS);
  for (let first = 0; first < set.count; first += TEST_CHUNK) {
    const labels = set.labels.subarray(first, Math.min(first + TEST_CHUNK, set.count));
    const bytes = set.images.subarray(first * PIXELS, (first + labels.length) * PIXELS);
    for (let index = 0; index < bytes.length; index++) pixels[index] = (bytes[index] as number) / 255;
    for (const [arm, logits] of (await inference.logits(pixels)).entries()) {
      addScores(totals[arm] as Total, logits, labels);
    }
    if (!(await goOn())) return null;
  }
  return {
    loss: totals.map(({ loss }) => loss / set.count),
    accuracy: totals.map(({ right }) => right / set.count),
  };
}

interface Total {
  loss: number;
  right: number;
}

function addScores(total: Total, logits: Float32Array | null, labels: Uint8Array): void {
  if (logits === null) {
    total.loss = Number.NaN;
    total.right = Number.NaN;
    return;
  }
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    let best = 0;
    for (let k = 1; k < CLASSES; k++) {
      if ((logits[row * CLASSES + k] as number) > (logits[row * CLASSES + best] as number)) best = k;
    }
    const top = logits[row * CLASSES + best] as number;
    let sum = 0;
    for (let k = 0; k < CLASSES; k++) sum += Math.exp((logits[row * CLASSES + k] as number) - top);
    total.loss += Math.log(sum) + top - (logits[row * CLASSES + label] as number);
    if (best === label) total.right += 1;
  }
}
