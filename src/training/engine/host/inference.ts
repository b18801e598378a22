import { matMul, type Tensor2D } from '@tensorflow/tfjs-core';
import { CLASSES } from '../../../common/experiment/config.ts';
import { type ArmNumbers, withFoldedBatchNorm } from '../arm-numbers.ts';
import { type Activation, type Operations, TEST_CHUNK, type Total } from '../operations.ts';
import { activations, rectified } from './activations.ts';
import { gather } from './gather.ts';
import type { HostForm } from './host-form.ts';
import { valuesOf } from './host-memory.ts';
import { disposeAll, scope } from './scope.ts';
import { numbersOf, turnedWeights } from './state.ts';

interface Linear {
  /** [out, in]. */
  readonly w: Tensor2D;
  readonly bias: Float32Array;
}

const layersOf = ({ layers, output }: ArmNumbers): Linear[] =>
  [...layers.map(({ w, beta }) => ({ w, bias: beta })), output].map(({ w, bias }) => ({
    w: turnedWeights(w, bias),
    bias,
  }));

/** W x + bias, [out, images], rectified if so told. */
function linear({ bias, w }: Linear, x: Tensor2D, rectifies: boolean): Tensor2D {
  const y = matMul(w, x) as Tensor2D;
  const values = valuesOf(y);
  const images = y.shape[1];
  for (const [unit, shift] of bias.entries()) {
    for (let at = unit * images; at < (unit + 1) * images; at++) {
      const own = (values[at] as number) + shift;
      values[at] = rectifies ? rectified(own) : own;
    }
  }
  return y;
}

/** The arms with their running statistics folded into the weights: a product, a bias and an activation a layer. */
export const inference =
  (activation: Activation): Operations<HostForm>['inference'] =>
  (state, arms) => {
    const { forward, rectifies } = activations[activation];
    const networks = arms.map(({ bn, frozen }, arm) => {
      if (frozen) return null;
      const numbers = numbersOf(state, arm);
      return layersOf(bn ? withFoldedBatchNorm(numbers) : numbers);
    });
    const infer = (images: Tensor2D, layers: readonly Linear[]): Tensor2D =>
      layers.reduce((x, layer, index) => {
        if (index === layers.length - 1) return linear(layer, x, false);
        return forward(linear(layer, x, rectifies));
      }, images);
    return {
      async test(set, first, end) {
        const places = Uint32Array.from({ length: end - first }, (_, index) => first + index);
        const totals: Total[] = [];
        scope(() => {
          const { labels, pixels } = gather(set(), places, TEST_CHUNK);
          for (const layers of networks) {
            totals.push(layers === null ? NOT_TESTED : total(infer(pixels, layers), labels));
          }
          return [];
        });
        return totals;
      },
      dispose: () => disposeAll(networks),
    };
  };

const NOT_TESTED: Total = { loss: Number.NaN, right: Number.NaN };

/** The cross-entropy of some logits, [10, images], summed, and how many are right; a tie is decided for the first class. */
function total(logits: Tensor2D, labels: Uint8Array): Total {
  const values = valuesOf(logits);
  const images = logits.shape[1];
  let [loss, right] = [0, 0];
  for (const [image, label] of labels.entries()) {
    const logit = (k: number) => values[k * images + image] as number;
    let best = 0;
    for (let k = 1; k < CLASSES; k++) if (logit(k) > logit(best)) best = k;
    const top = logit(best);
    let sum = 0;
    for (let k = 0; k < CLASSES; k++) sum += Math.exp(logit(k) - top);
    loss += Math.log(sum) + top - logit(label);
    if (best === label) right += 1;
  }
  return { loss, right };
}
