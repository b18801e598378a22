import type { Tensor2D } from '@tensorflow/tfjs-core';
import { CLASSES } from '../../../common/experiment/config.ts';
import { type ArmNumbers, onePerUnit } from '../arm-numbers.ts';
import { canFold, withoutNorm } from '../fold-norm.ts';
import { type LayerShape, layerShapes } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { ArmSwitch, NetworkState, Operations, TestStatistics, Total } from '../operations.ts';
import { testChunk } from '../test-chunk.ts';
import { activations, rectified } from './activations.ts';
import { gather } from './gather.ts';
import type { HostForm } from './host-form.ts';
import { valuesOf } from './host-memory.ts';
import type { linearOperations } from './linear.ts';
import { armPass, isNormalised } from './normalise.ts';
import { pool } from './pooling.ts';
import { disposeAll, scope } from './scope.ts';
import { type stateOf, turnedWeights } from './state.ts';

/** An arm without normalization, to be tested: weights [out, in] and biases, the output layer last. */
type Folded = readonly { readonly w: Tensor2D; readonly bias: Float32Array }[];

/** The arms as they are now. Where normalization can be folded away, a layer is a product, a bias and an activation. */
export const inference =
  (
    shape: NetworkShape,
    product: ReturnType<typeof linearOperations>['product'],
    { numbersOf }: ReturnType<typeof stateOf>,
  ): Operations<HostForm>['inference'] =>
  (state, arms) => {
    const layers = layerShapes(shape);
    const { forward, rectifies } = activations[shape.activation];
    const kept = scope(() => ({
      layers: state.layers.map(cloned),
      output: cloned(state.output),
    })) as NetworkState<HostForm>;
    const folded = arms.map(({ bn, frozen, norm }, arm): Folded | null => {
      if (frozen || (bn && !canFold(shape, norm))) return null;
      const numbers = numbersOf(state, arm);
      return foldedLayers(layers, bn ? withoutNorm(numbers, shape, norm) : numbers);
    });
    const linear = (
      layer: LayerShape,
      x: Tensor2D,
      w: Tensor2D,
      arm: ArmSwitch,
      bias: Tensor2D | null = null,
    ): Tensor2D => product(layer, [x], [w], [bias], [arm])[0] as Tensor2D;
    const pooled = (layer: LayerShape, h: Tensor2D): Tensor2D =>
      layer.pools ? (pool(layer, [h])[0] as Tensor2D) : h;

    const inferFolded = (pixels: Tensor2D, own: Folded, arm: ArmSwitch): Tensor2D =>
      own.reduce((x, { bias, w }, index) => {
        const layer = layers[index] as LayerShape;
        const z = biased(linear(layer, x, w, arm), bias, rectifies && !layer.isOutput);
        return layer.isOutput ? z : pooled(layer, forward(z));
      }, pixels);

    const infer = (pixels: Tensor2D, index: number, arm: ArmSwitch, by: TestStatistics): Tensor2D => {
      let x = pixels;
      for (const layer of layers.slice(0, -1)) {
        const { bias, parameters, w } = kept.layers[layer.index] as (typeof kept.layers)[number];
        const z = linear(layer, x, w[index] as Tensor2D, arm, bias?.[index] ?? null);
        const { h } = armPass(layer, shape, arm, z, parameters[index] as Tensor2D, by);
        x = pooled(layer, h);
      }
      const logits = linear(layers.at(-1) as LayerShape, x, kept.output.w[index] as Tensor2D, arm);
      return biased(logits, valuesOf(kept.output.bias[index] as Tensor2D).slice(0, CLASSES), false);
    };

    return {
      async test(set, first, end, by) {
        const places = filledUp(first, end, set().count, testChunk(shape));
        const totalOf = (pixels: Tensor2D, labels: Uint8Array, arm: ArmSwitch, index: number): Total => {
          if (arm.frozen) return NOT_TESTED;
          const own = folded[index] ?? null;
          const needsBatch = by === 'batch' && layers.some((layer) => isNormalised(layer, arm));
          const logits =
            own !== null && !needsBatch ? inferFolded(pixels, own, arm) : infer(pixels, index, arm, by);
          return total(logits, labels);
        };
        return scope(() => {
          const { labels, pixels } = gather(set(), places);
          const tested = labels.subarray(0, end - first);
          // What one arm makes of so many images goes before the next has its turn: many arms would not fit in memory.
          return arms.map((arm, index) => scope(() => totalOf(pixels, tested, arm, index)));
        });
      },
      dispose: () => disposeAll([folded, kept]),
    };
  };

const cloned = <T extends Readonly<Record<string, readonly (Tensor2D | null)[] | null>>>(stacks: T): T =>
  Object.fromEntries(
    Object.entries(stacks).map(([name, stack]) => [name, stack?.map((own) => own?.clone() ?? null) ?? null]),
  ) as unknown as T;

const foldedLayers = (layers: readonly LayerShape[], { layers: hidden, output }: ArmNumbers): Folded =>
  layers.map((layer, index) => {
    const own = hidden[index];
    if (own === undefined) return { w: turnedWeights(layer, output.w), bias: output.bias };
    return { w: turnedWeights(layer, own.w), bias: onePerUnit(own.beta, layer) };
  });

/** The places of a pass, filled up from the start of the set on, so that nothing changes its shape. */
const filledUp = (first: number, end: number, count: number, chunk: number): Uint32Array =>
  Uint32Array.from({ length: chunk }, (_, row) =>
    row < end - first ? first + row : (row - (end - first)) % count,
  );

/** z + bias in its own place, rectified if so told. */
function biased(z: Tensor2D, bias: Float32Array, rectifies: boolean): Tensor2D {
  const values = valuesOf(z);
  const row = values.length / bias.length;
  for (const [unit, shift] of bias.entries()) {
    for (let at = unit * row; at < (unit + 1) * row; at++) {
      const own = (values[at] as number) + shift;
      values[at] = rectifies ? rectified(own) : own;
    }
  }
  return z;
}

const NOT_TESTED: Total = { loss: Number.NaN, right: Number.NaN };

/** The cross-entropy of the first logits, [10, images], summed, and how many are right; a tie is decided for the first class. */
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
