import { add, matMul, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { CLASSES, PIXELS } from '../../common/experiment/config.ts';
import { type FoldedLayer, foldLayer } from './fold.ts';
import type { NetworkState } from './network-state.ts';
import type { Activation, ArmSwitch } from './operations.ts';
import { activations } from './portable/activations.ts';
import { pick } from './portable/each-arm.ts';
import { disposeAll, scope } from './scope.ts';

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
const CHUNK = 1000;

/**
 * Tests every arm on a whole set by running statistics.
 *
 * @param goOn awaited between passes, so that messages are heard
 * @returns null when `goOn` said no
 */
export async function evaluate(
  state: NetworkState,
  activation: Activation,
  arms: readonly ArmSwitch[],
  set: LabelledImages,
  goOn: () => Promise<boolean>,
): Promise<Scores | null> {
  const folded = scope(() =>
    arms.map(({ bn, frozen }, arm) =>
      frozen ? null : state.layers.map((layer) => foldLayer(layer, arm, bn)),
    ),
  );
  const totals = arms.map(() => ({ loss: 0, right: 0 }));
  for (let first = 0; first < set.count; first += CHUNK) {
    const logits = scope(() => {
      const images = tensor2d(chunkPixels(set, first), [CHUNK, PIXELS]);
      return folded.map((layers, arm) =>
        layers === null ? null : infer(images, layers, state, arm, activation),
      );
    });
    const labels = set.labels.subarray(first, Math.min(first + CHUNK, set.count));
    for (const [arm, tensor] of logits.entries()) {
      const total = totals[arm];
      if (tensor && total) addScores(total, await tensor.data(), labels);
    }
    disposeAll(logits);
    if (!(await goOn())) {
      disposeAll(folded);
      return null;
    }
  }
  disposeAll(folded);
  const share = (arm: number, value: number) => (arms[arm]?.frozen ? Number.NaN : value / set.count);
  return {
    loss: totals.map(({ loss }, arm) => share(arm, loss)),
    accuracy: totals.map(({ right }, arm) => share(arm, right)),
  };
}

function chunkPixels({ images }: LabelledImages, first: number): Float32Array {
  const pixels = new Float32Array(CHUNK * PIXELS);
  const bytes = images.subarray(first * PIXELS, (first + CHUNK) * PIXELS);
  for (let index = 0; index < bytes.length; index++) pixels[index] = (bytes[index] as number) / 255;
  return pixels;
}

function infer(
  images: Tensor2D,
  layers: readonly FoldedLayer[],
  state: NetworkState,
  arm: number,
  activation: Activation,
): Tensor2D {
  const h = layers.reduce(
    (x, { w, bias }) => activations[activation].forward(add(matMul(x, w) as Tensor2D, bias)),
    images,
  );
  return add(matMul(h, pick(state.output.w, arm)) as Tensor2D, pick(state.output.bias, arm));
}

function addScores(
  total: { loss: number; right: number },
  logits: ArrayLike<number>,
  labels: Uint8Array,
): void {
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
