import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createRng, type Rng } from '../src/common/lib/rng.ts';
import { createBatchOrder } from '../src/training/data/batches.ts';
import { CLASS_COUNT, type DigitSet, IMAGE_PIXELS } from '../src/training/data/dataset.ts';
import { gatherPixels } from '../src/training/lib/gather-pixels.ts';

const WIDTHS = [IMAGE_PIXELS, 256, 128, CLASS_COUNT];
const BATCH_SIZE = 100;
const FIRST_RATE = 0.05;
const MOMENTUM = 0.9;

/** A weight or a bias, and its velocity. */
interface Parameter {
  value: tf.Tensor2D;
  velocity: tf.Tensor2D;
}

interface Layer {
  readonly weight: Parameter;
  readonly bias: Parameter;
}

/** How a trained network reads a set of digits. */
export interface Reading {
  /** Share read right, 0 to 1. */
  readonly accuracy: number;
  /** Rows: the digit written; columns: the digit read; counts. */
  readonly confusion: readonly (readonly number[])[];
}

/** Starts TensorFlow.js on WASM, on one thread. */
export async function startWasm(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(`${join(dirname(entry), 'dist')}/`);
  setThreadsCount(1);
  await tf.setBackend('wasm');
}

/**
 * Trains a plain 784-256-128-10 ReLU network (He weights, SGD with momentum 0.9, rate falling from 0.05 to 0,
 * batches of 100) and hands back how to let it read other digits.
 *
 * @param onEpoch told after each epoch, from 1
 */
export function trainMlp(
  set: DigitSet,
  epochs: number,
  seed: number,
  onEpoch: (epoch: number, read: (other: DigitSet) => Reading) => void,
): void {
  const layers = createLayers(createRng(seed, 'digits-bench'));
  const order = createBatchOrder(set.count, BATCH_SIZE, seed);
  const stepsPerEpoch = Math.floor(set.count / BATCH_SIZE);
  const steps = epochs * stepsPerEpoch;
  for (let step = 0; step < steps; step++) {
    trainStep(layers, set, order.next(), FIRST_RATE * (1 - step / steps));
    if ((step + 1) % stepsPerEpoch === 0) {
      onEpoch((step + 1) / stepsPerEpoch, (other) => read(layers, other));
    }
  }
}

function createLayers(rng: Rng): Layer[] {
  return WIDTHS.slice(1).map((outputs, layer) => {
    const inputs = WIDTHS[layer] ?? 0;
    const spread = Math.sqrt(2 / inputs);
    const weights = Float32Array.from({ length: inputs * outputs }, () => spread * rng.normal());
    return {
      weight: parameter(tf.tensor2d(weights, [inputs, outputs])),
      bias: parameter(tf.zeros([1, outputs])),
    };
  });
}

function parameter(value: tf.Tensor2D): Parameter {
  return { value, velocity: tf.zerosLike(value) };
}

/** The inputs of each layer, then the logits. */
function forward(layers: readonly Layer[], images: tf.Tensor2D): tf.Tensor2D[] {
  const values = [images];
  layers.forEach(({ weight, bias }, index) => {
    const input = values[index] as tf.Tensor2D;
    const linear = tf.add(tf.matMul(input, weight.value), bias.value) as tf.Tensor2D;
    values.push(index < layers.length - 1 ? tf.relu(linear) : linear);
  });
  return values;
}

function trainStep(layers: readonly Layer[], set: DigitSet, indices: Uint32Array, rate: number): void {
  const old = tf.tidy(() => {
    const values = forward(layers, batch(set, indices));
    const labels = Int32Array.from(indices, (index) => set.labels[index] as number);
    const wanted = tf.oneHot(tf.tensor1d(labels, 'int32'), CLASS_COUNT);
    let gradient = tf.div(
      tf.sub(tf.softmax(values[layers.length] as tf.Tensor2D), wanted),
      indices.length,
    ) as tf.Tensor2D;
    const replaced: tf.Tensor[] = [];
    for (let index = layers.length - 1; index >= 0; index--) {
      const { weight, bias } = layers[index] as Layer;
      const input = values[index] as tf.Tensor2D;
      const weightGradient = tf.matMul(tf.transpose(input), gradient) as tf.Tensor2D;
      const biasGradient = tf.sum(gradient, 0, true) as tf.Tensor2D;
      if (index > 0) {
        const passed = tf.matMul(gradient, tf.transpose(weight.value));
        gradient = tf.mul(passed, tf.step(input)) as tf.Tensor2D;
      }
      replaced.push(...update(weight, weightGradient, rate), ...update(bias, biasGradient, rate));
    }
    return replaced;
  });
  tf.dispose(old);
}

/** Moves a parameter and hands back the tensors that this leaves without use. */
function update(of: Parameter, gradient: tf.Tensor2D, rate: number): tf.Tensor[] {
  const old = [of.value, of.velocity];
  of.velocity = tf.keep(tf.add(tf.mul(of.velocity, MOMENTUM), gradient) as tf.Tensor2D);
  of.value = tf.keep(tf.sub(of.value, tf.mul(of.velocity, rate)) as tf.Tensor2D);
  return old;
}

function batch(set: DigitSet, indices: Uint32Array): tf.Tensor2D {
  const pixels = new Float32Array(indices.length * IMAGE_PIXELS);
  gatherPixels(set.images, indices, pixels);
  return tf.tensor2d(pixels, [indices.length, IMAGE_PIXELS]);
}

function read(layers: readonly Layer[], set: DigitSet): Reading {
  const confusion = Array.from({ length: CLASS_COUNT }, () => new Array<number>(CLASS_COUNT).fill(0));
  let right = 0;
  for (let start = 0; start < set.count; start += 1000) {
    const count = Math.min(1000, set.count - start);
    const indices = Uint32Array.from({ length: count }, (_, index) => start + index);
    const guesses = tf.tidy(() =>
      tf.argMax(forward(layers, batch(set, indices)).at(-1) as tf.Tensor2D, 1).dataSync(),
    );
    guesses.forEach((guess, index) => {
      const label = set.labels[start + index] as number;
      const row = confusion[label] as number[];
      row[guess] = (row[guess] ?? 0) + 1;
      right += guess === label ? 1 : 0;
    });
  }
  return { accuracy: right / set.count, confusion };
}
