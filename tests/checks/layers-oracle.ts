import * as tf from '@tensorflow/tfjs';
import { CLASSES, IMAGE_SIDE, PIXELS } from '../../src/common/experiment/config.ts';
import { keepsBias } from '../../src/common/experiment/norm.ts';
import type { ArmNumbers, LayerNumbers } from '../../src/training/engine/arm-numbers.ts';
import {
  FILTER_PADDING,
  FILTER_SIDE,
  FILTER_TAPS,
  type LayerShape,
  layerShapes,
  POOL_SIDE,
  placesOf,
} from '../../src/training/engine/layer-shape.ts';
import { listsOf } from './compare.ts';
import { setTfRate, tfOptimizer } from './oracle-tools.ts';
import type { ReferenceArm } from './reference-net.ts';
import type { Batch } from './tiny-problem.ts';

/** [outer, inner, units] as [inner, outer, units]: tfjs has channels last, the engine first. */
export function swapped(list: ArrayLike<number>, outer: number, units: number): Float32Array {
  const inner = list.length / outer / units;
  return Float32Array.from({ length: list.length }, (_, at) => {
    const [row, unit] = [Math.floor(at / units), at % units];
    const [i, o] = [Math.floor(row / outer), row % outer];
    return list[(o * inner + i) * units + unit] as number;
  });
}

const kernelOf = ({ channels, fanIn, kind, units }: LayerShape, w: Float32Array): tf.Tensor =>
  kind === 'dense'
    ? tf.tensor2d(swapped(w, channels, units), [fanIn, units])
    : tf.tensor(swapped(w, channels, units), [FILTER_SIDE, FILTER_SIDE, channels, units]);

/** Linear, normalization, activation and pooling as layers of tf.layers; which of them hold our numbers. */
function addHidden(
  model: tf.Sequential,
  layer: LayerShape,
  { w, beta, bias }: LayerNumbers,
  arm: ReferenceArm,
) {
  const { bn, norm, shape } = arm;
  const useBias = !bn || keepsBias(norm);
  const own = bn ? bias : beta.slice(0, layer.units);
  const weights = [kernelOf(layer, w), ...(useBias ? [tf.tensor1d(own)] : [])];
  const isAfter = bn && norm.place === 'after';
  const addActivation = () => model.add(tf.layers.activation({ activation: shape.activation }));
  const { grid, stride, units } = layer;
  if (layer.kind === 'conv') {
    const input = layer.index === 0 ? { inputShape: [IMAGE_SIDE, IMAGE_SIDE, 1] } : {};
    const [pad, side] = [FILTER_PADDING, FILTER_SIDE];
    model.add(tf.layers.zeroPadding2d({ padding: [pad, pad], ...input }));
    model.add(tf.layers.conv2d({ filters: units, kernelSize: side, strides: stride, useBias, weights }));
  } else {
    const input = layer.index === 0 ? { inputShape: [PIXELS] } : {};
    model.add(tf.layers.dense({ units, useBias, weights, ...input }));
  }
  const { epsilon } = norm;
  if (isAfter) addActivation();
  if (bn && norm.kind === 'layer') {
    model.add(tf.layers.layerNormalization({ axis: grid.width > 1 ? [1, 2, 3] : -1, epsilon }));
  }
  // tf.layers' own defaults are eps 1e-3 and momentum 0.99; its momentum is the share of the old value.
  if (bn && norm.kind === 'batch') {
    model.add(tf.layers.batchNormalization({ epsilon, momentum: 1 - norm.momentum }));
  }
  if (!isAfter) addActivation();
  if (layer.pools) model.add(tf.layers.maxPooling2d({ poolSize: POOL_SIDE, padding: 'same' }));
}

/**
 * The same network made of tf.layers, with the same first weights, trained by tf.layers' own fit. It can do batch norm and, where all
 * values of an image have their own gamma, layer norm, before their first step.
 */
export function layersOracle(start: ArmNumbers, arm: ReferenceArm) {
  const { bn, norm, rate, shape } = arm;
  const layers = layerShapes(shape);
  const model = tf.sequential();
  for (const [index, own] of start.layers.entries()) addHidden(model, layers[index] as LayerShape, own, arm);
  const last = layers.at(-1) as LayerShape;
  if (shape.kind === 'conv') model.add(tf.layers.flatten());
  const end = [kernelOf(last, start.output.w), tf.tensor1d(start.output.bias)];
  model.add(tf.layers.dense({ units: CLASSES, activation: 'softmax', weights: end }));
  const optimizer = tfOptimizer(shape, rate);
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const ofNorm = norm.kind === 'batch' ? ['gamma', 'beta', 'mean'] : ['gamma', 'beta'];
  const keys = bn ? ofNorm : ['beta'];
  let steps = 0;

  return {
    /** Trains one batch; loss and accuracy before. */
    async step({ images, labels }: Batch): Promise<readonly [loss: number, accuracy: number]> {
      steps += 1;
      setTfRate(optimizer, shape, rate, steps);
      const size =
        shape.kind === 'conv' ? [labels.length, IMAGE_SIDE, IMAGE_SIDE, 1] : [labels.length, PIXELS];
      const x = tf.tensor(images, size);
      const y = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), CLASSES);
      const [loss, accuracy] = (await model.trainOnBatch(x, y)) as number[];
      tf.dispose([x, y]);
      return [loss as number, accuracy as number];
    },
    /** Kernels, and gamma, beta and the moving mean or the bias. The moving variance differs by definition: theirs is biased. */
    async read(): Promise<Record<string, ArrayLike<number>>> {
      const lists: Record<string, ArrayLike<number>> = {};
      let index = -1;
      for (const one of model.layers) {
        const weights = await Promise.all(one.getWeights().map((tensor) => tensor.data()));
        const isLinear = ['Dense', 'Conv2D'].includes(one.getClassName());
        if (isLinear) index += 1;
        const layer = layers[index];
        if (layer === undefined || weights.length === 0) continue;
        const name = layer.isOutput ? 'output' : `layer ${index + 1}`;
        const [kernel, rest] = isLinear ? [weights[0], weights.slice(1)] : [undefined, weights];
        const outer = layer.kind === 'conv' ? FILTER_TAPS : layer.fanIn / layer.channels;
        if (kernel !== undefined) lists[`${name} w`] = swapped(kernel, outer, layer.units);
        const names = layer.isOutput || (isLinear && bn) ? ['bias'] : keys;
        for (const [place, values] of rest.entries()) {
          const key = names[place];
          if (key === undefined) continue;
          lists[`${name} ${key}`] =
            values.length > layer.units ? swapped(values, placesOf(layer), 1) : values;
        }
      }
      return lists;
    },
    /** The engine's numbers under the same names. */
    comparable(numbers: ArmNumbers): Record<string, ArrayLike<number>> {
      const kept = ['w', 'bias', ...keys];
      return Object.fromEntries(
        Object.entries(listsOf(numbers)).filter(([name, list]) => {
          const [key] = name.split(' ').slice(name.startsWith('layer') ? 2 : 1);
          return list.length > 0 && !name.includes('moment') && kept.includes(key ?? '');
        }),
      );
    },
    dispose: () => {
      model.dispose();
      optimizer.dispose();
    },
  };
}
