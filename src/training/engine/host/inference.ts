import { add, matMul, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import { CLASSES } from '../../../common/experiment/config.ts';
import { type ArmNumbers, withFoldedBatchNorm } from '../arm-numbers.ts';
import { type Activation, type Operations, TEST_CHUNK, type Total } from '../operations.ts';
import { activations } from './activations.ts';
import { gather } from './gather.ts';
import type { HostForm } from './host-form.ts';
import { valuesOf } from './host-memory.ts';
import { disposeAll, scope } from './scope.ts';
import { numbersOf } from './state.ts';

interface Linear {
  readonly w: Tensor2D;
  readonly bias: Tensor2D;
}

const linear = (w: Float32Array, bias: Float32Array): Linear => ({
  w: tensor2d(w, [w.length / bias.length, bias.length]),
  bias: tensor2d(bias, [1, bias.length]),
});

const layersOf = ({ layers, output }: ArmNumbers): Linear[] => [
  ...layers.map(({ w, beta }) => linear(w, beta)),
  linear(output.w, output.bias),
];

/** The arms with their running statistics folded into the weights: a product, a bias and an activation a layer. */
export const inference =
  (activation: Activation): Operations<HostForm>['inference'] =>
  (state, arms) => {
    const networks = arms.map(({ bn, frozen }, arm) => {
      if (frozen) return null;
      const numbers = numbersOf(state, arm);
      return layersOf(bn ? withFoldedBatchNorm(numbers) : numbers);
    });
    const infer = (images: Tensor2D, layers: readonly Linear[]): Tensor2D =>
      layers.reduce((x, { w, bias }, index) => {
        const y = add(matMul(x, w) as Tensor2D, bias) as Tensor2D;
        return index === layers.length - 1 ? y : activations[activation].forward(y);
      }, images);
    return {
      async test(set, first, end) {
        const places = Uint32Array.from({ length: end - first }, (_, index) => first + index);
        const totals: Total[] = [];
        scope(() => {
          const { labels, pixels } = gather(set(), places, TEST_CHUNK);
          for (const layers of networks) {
            totals.push(layers === null ? NOT_TESTED : total(valuesOf(infer(pixels, layers)), labels));
          }
          return [];
        });
        return totals;
      },
      dispose: () => disposeAll(networks),
    };
  };

const NOT_TESTED: Total = { loss: Number.NaN, right: Number.NaN };

/** The cross-entropy of some logits, summed, and how many are right; a tie is decided for the first class. */
function total(logits: Float32Array, labels: Uint8Array): Total {
  let [loss, right] = [0, 0];
  for (const [row, label] of labels.entries()) {
    const own = logits.subarray(row * CLASSES, (row + 1) * CLASSES);
    let best = 0;
    for (let k = 1; k < CLASSES; k++) if ((own[k] as number) > (own[best] as number)) best = k;
    const top = own[best] as number;
    let sum = 0;
    for (let k = 0; k < CLASSES; k++) sum += Math.exp((own[k] as number) - top);
    loss += Math.log(sum) + top - (own[label] as number);
    if (best === label) right += 1;
  }
  return { loss, right };
}
