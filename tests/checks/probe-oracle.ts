import * as tf from '@tensorflow/tfjs';
import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import type { Activation } from '../../src/training/engine/operations.ts';
import type { Batch } from './tiny-problem.ts';

/** What tfjs's own operations and its autodiff say of one layer: [images, units] but for the weights' gradient, [inputs, units]. */
export interface OracleLayer {
  readonly z: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly h: ArrayLike<number>;
  readonly gradient: ArrayLike<number>;
  readonly weightGradient: ArrayLike<number>;
}

const activations: Readonly<Record<Activation, (y: tf.Tensor) => tf.Tensor>> = {
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  relu: tf.relu,
  linear: (y) => y,
};

/** Runs a batch through an arm with tfjs's own operations; gradients by `tf.grads`. */
export async function probeOracle(
  { layers, output }: ArmNumbers,
  { images, labels }: Batch,
  { activation, bn }: { activation: Activation; bn: boolean },
): Promise<OracleLayer[]> {
  const rows = labels.length;
  const x0 = tf.tensor2d(images, [rows, PIXELS]);
  const truth = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), CLASSES);
  const weights = layers.map(({ gamma, w }) => tf.tensor2d(w, [w.length / gamma.length, gamma.length]));
  // Added to each activation: the gradient by it is the gradient by the activation.
  const nothing = layers.map(({ gamma }) => tf.zeros([rows, gamma.length]));
  const seen: { z: tf.Tensor; y: tf.Tensor; h: tf.Tensor }[] = [];

  const loss = (...inputs: tf.Tensor[]): tf.Scalar => {
    let x: tf.Tensor = x0;
    for (const [index, layer] of layers.entries()) {
      const z = tf.matMul(x, inputs[index] as tf.Tensor);
      const { mean, variance } = tf.moments(z, 0);
      const xhat = bn ? tf.div(tf.sub(z, mean), tf.sqrt(tf.add(variance, 1e-5))) : z;
      const y = tf.add(tf.mul(xhat, tf.tensor1d(layer.gamma)), tf.tensor1d(layer.beta));
      const h = activations[activation](y);
      seen.push({ z: tf.keep(z), y: tf.keep(y), h: tf.keep(h) });
      x = tf.add(h, inputs[layers.length + index] as tf.Tensor);
    }
    const last = tf.tensor2d(output.w, [output.w.length / CLASSES, CLASSES]);
    const logits = tf.add(tf.matMul(x, last), tf.tensor1d(output.bias));
    return tf.losses.softmaxCrossEntropy(truth, logits) as tf.Scalar;
  };

  const gradients = tf.grads(loss)([...weights, ...nothing]);
  const read = (tensor: tf.Tensor | undefined) => tensor?.data() ?? [];
  const result = await Promise.all(
    seen.map(async ({ h, y, z }, index) => ({
      z: await read(z),
      y: await read(y),
      h: await read(h),
      weightGradient: await read(gradients[index]),
      gradient: await read(gradients[layers.length + index]),
    })),
  );
  tf.dispose([x0, truth, weights, nothing, gradients, seen]);
  return result;
}
