import type { Tensor2D } from '@tensorflow/tfjs-core';
import { CLASSES } from '../../../common/experiment/config.ts';
import { giveWay } from '../../lib/yield-to-event-loop.ts';
import { type ArmNumbers, onePerUnit } from '../arm-numbers.ts';
import { canFold, withoutNorm } from '../fold-norm.ts';
import { type LayerShape, layerShapes } from '../layer-shape.ts';
import type { NetworkShape } from '../network-shape.ts';
import type { ArmSwitch, LabelledImages, Operations, TestStatistics, Total } from '../operations.ts';
import { testChunk } from '../test-chunk.ts';
import { activations, rectified } from './activations.ts';
import { type Gathered, gather } from './gather.ts';
import { type HostForm, pick } from './host-form.ts';
import { valuesOf } from './host-memory.ts';
import type { linearOperations } from './linear.ts';
import { armPass, isNormalised } from './normalise.ts';
import { pool } from './pooling.ts';
import { disposeAll, scope } from './scope.ts';
import { clonedState, type stateOf, turnedWeights } from './state.ts';

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
    const kept = scope(() => clonedState(state));
    const folded: (Folded | null)[] = arms.map(() => null);
    /** Found when an arm is first tested. */
    const foldedOf = (arm: number): Folded | null => {
      const { bn, norm } = arms[arm] as ArmSwitch;
      if (bn && !canFold(shape, norm)) return null;
      const fold = () => {
        const numbers = numbersOf(kept, arm);
        return foldedLayers(layers, bn ? withoutNorm(numbers, shape, norm) : numbers);
      };
      folded[arm] ??= fold();
      return folded[arm] ?? null;
    };
    const linear = (
      layer: LayerShape,
      x: Tensor2D,
      w: Tensor2D,
      arm: ArmSwitch,
      bias: Tensor2D | null = null,
    ): Tensor2D => product(layer, [x], [w], [bias], [arm])[0] as Tensor2D;
    const pooled = (layer: LayerShape, h: Tensor2D): Tensor2D =>
      layer.pools ? (pool(layer, [h])[0] as Tensor2D) : h;

    /** What a layer makes of its input. */
    const passFolded = (layer: LayerShape, x: Tensor2D, own: Folded, arm: ArmSwitch): Tensor2D => {
      const { bias, w } = own[layer.index] as Folded[number];
      const z = biased(linear(layer, x, w, arm), bias, rectifies && !layer.isOutput);
      return layer.isOutput ? z : pooled(layer, forward(z));
    };
    const pass = (
      layer: LayerShape,
      x: Tensor2D,
      index: number,
      arm: ArmSwitch,
      by: TestStatistics,
    ): Tensor2D => {
      if (layer.isOutput) {
        const logits = linear(layer, x, pick(kept.output.w, index), arm);
        return biased(logits, valuesOf(pick(kept.output.bias, index)).slice(0, CLASSES), false);
      }
      const { bias, parameters, w } = kept.layers[layer.index] as (typeof kept.layers)[number];
      const z = linear(layer, x, pick(w, index), arm, bias?.[index] ?? null);
      return pooled(layer, armPass(layer, shape, arm, z, pick(parameters, index), by).h);
    };

    /** Between two layers messages are heard: a whole pass of a large network takes long. */
    async function testArm(pixels: Tensor2D, labels: Uint8Array, index: number, by: TestStatistics) {
      const arm = arms[index] as ArmSwitch;
      if (arm.frozen) return NOT_TESTED;
      const needsBatch = by === 'batch' && layers.some((layer) => isNormalised(layer, arm));
      const own = needsBatch ? null : foldedOf(index);
      let x = pixels;
      try {
        for (const layer of layers) {
          await giveWay();
          const input = x;
          x = scope(() =>
            own === null ? pass(layer, input, index, arm, by) : passFolded(layer, input, own, arm),
          );
          if (input !== pixels) input.dispose();
        }
        return total(x, labels);
      } finally {
        if (x !== pixels) x.dispose();
      }
    }

    return {
      async test(set, first, end, by) {
        const places = filledUp(first, end, set().count, testChunk(shape));
        const { labels, pixels } = gatherAlone(set(), places);
        const tested = labels.subarray(0, end - first);
        try {
          const totals: Total[] = [];
          // What one arm makes of so many images goes before the next has its turn: many arms would not fit in memory.
          for (const index of arms.keys()) totals.push(await testArm(pixels, tested, index, by));
          return totals;
        } finally {
          pixels.dispose();
        }
      },
      dispose: () => disposeAll([folded, kept]),
    };
  };

/** The images at some places, and nothing else that is left over. (tfjs would look for tensors in every label.) */
function gatherAlone(set: LabelledImages, places: Uint32Array): Gathered {
  let labels = new Uint8Array(0);
  const pixels = scope(() => {
    const gathered = gather(set, places);
    labels = Uint8Array.from(gathered.labels);
    return gathered.pixels;
  });
  return { labels, pixels };
}

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
