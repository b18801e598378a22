import * as tf from '@tensorflow/tfjs';
import { IMAGE_SIDE, PIXELS } from '../../src/common/experiment/config.ts';
import type { DigitSet } from '../../src/training/data/dataset.ts';
import { startBackend } from '../../src/training/engine/backends/start-backend.ts';
import { FILTER_SIDE, type LayerShape, layerShapes } from '../../src/training/engine/layer-shape.ts';
import { inTurn } from './batches.ts';
import type { Contestant, Problem } from './contestant.ts';
import { networkShape, startNumbers } from './start-numbers.ts';
import { tensorBatches } from './tensor-batches.ts';
import { wasmFiles } from './wasm-files.ts';

/** `tf.layers`, as its manual teaches it: one model an arm, trained by trainOnBatch, which waits for the loss. */
export async function makeLayers(problem: Problem, set: DigitSet): Promise<Contestant> {
  await startBackend(problem.backend, wasmFiles);
  const models = problem.arms.map(({ bn, rate }) => {
    const model = makeModel(problem, bn);
    const optimizer =
      problem.optimizer === 'adam' ? tf.train.adam(rate, 0.9, 0.999, 1e-8) : tf.train.sgd(rate);
    model.compile({ optimizer, loss: 'categoricalCrossentropy' });
    return model;
  });
  const next = inTurn(tensorBatches(problem, set));
  let losses: number[] = [];
  return {
    async step() {
      const { images, labels } = next();
      const seen: number[] = [];
      for (const model of models) seen.push((await model.trainOnBatch(images, labels)) as number);
      losses = seen;
    },
    sync: async () => undefined,
    losses: async () => losses,
    looks: () => 0,
    memory: () => ({}),
  };
}

function makeModel(problem: Problem, bn: boolean): tf.Sequential {
  const start = startNumbers(problem);
  const shapes = layerShapes(networkShape(problem));
  const model = tf.sequential();
  if (problem.kind === 'conv')
    model.add(tf.layers.reshape({ inputShape: [PIXELS], targetShape: [IMAGE_SIDE, IMAGE_SIDE, 1] }));
  for (const [index, { w, beta }] of start.layers.entries()) {
    const shape = shapes[index] as LayerShape;
    if (shape.kind === 'conv') addConvolution(model, shape, w, bn);
    else addDense(model, shape, bn ? [w] : [w, beta]);
    // Of a convolution's values the channels come last.
    if (bn) model.add(tf.layers.batchNormalization({ epsilon: 1e-5, momentum: 0.9 }));
    model.add(tf.layers.activation({ activation: 'relu' }));
  }
  if (problem.kind === 'conv') model.add(tf.layers.flatten());
  const { bias, w } = start.output;
  const output = shapes.at(-1) as LayerShape;
  addDense(model, output, [placesFirst(w, output), bias]);
  return model;
}

function addDense(
  model: tf.Sequential,
  { fanIn, index, isOutput, units }: LayerShape,
  [w, bias]: readonly Float32Array[],
): void {
  const input = index === 0 ? { inputShape: [PIXELS] } : {};
  const kernel = tf.tensor2d(w as Float32Array, [fanIn, units]);
  const weights = bias === undefined ? [kernel] : [kernel, tf.tensor1d(bias)];
  const activation = isOutput ? { activation: 'softmax' as const } : {};
  model.add(tf.layers.dense({ units, useBias: bias !== undefined, weights, ...input, ...activation }));
}

function addConvolution(
  model: tf.Sequential,
  { channels, stride, units }: LayerShape,
  w: Float32Array,
  bn: boolean,
): void {
  model.add(tf.layers.zeroPadding2d({ padding: [1, 1] }));
  const kernel = tf
    .tensor(w, [channels, FILTER_SIDE, FILTER_SIDE, units])
    .transpose([1, 2, 0, 3]) as tf.Tensor4D;
  const weights = bn ? [kernel] : [kernel, tf.zeros([units])];
  model.add(
    tf.layers.conv2d({ filters: units, kernelSize: FILTER_SIDE, strides: stride, useBias: !bn, weights }),
  );
}

/** Weights [(channel, row, column), out], their rows in the order in which tf.layers flattens: (row, column, channel). */
function placesFirst(w: Float32Array, { channels, input, units }: LayerShape): Float32Array {
  const places = input.height * input.width;
  return Float32Array.from(w, (_, at) => {
    const row = Math.floor(at / units);
    const from = (row % channels) * places + Math.floor(row / channels);
    return w[from * units + (at % units)] as number;
  });
}
