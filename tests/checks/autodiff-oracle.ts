import * as tf from '@tensorflow/tfjs';
import { CLASSES, PIXELS } from '../../src/common/experiment/config.ts';
import { keepsBias } from '../../src/common/experiment/norm.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import {
  FILTER_PADDING,
  FILTER_SIDE,
  type LayerShape,
  layerShapes,
  placesOf,
} from '../../src/training/engine/layer-shape.ts';
import { imageNoise, unitNoise } from '../../src/training/engine/noise.ts';
import type { Activation } from '../../src/training/engine/operations.ts';
import { setTfRate, tfOptimizer } from './oracle-tools.ts';
import type { ReferenceArm } from './reference-net.ts';
import type { Batch } from './tiny-problem.ts';

export const tfActivations: Readonly<Record<Activation, (y: tf.Tensor) => tf.Tensor>> = {
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  relu: tf.relu,
  linear: (y) => y,
};

/** Takes its input for a constant in the gradient. */
const constant = (x: tf.Tensor): tf.Tensor =>
  tf.customGrad((own) => ({ value: (own as tf.Tensor).clone(), gradFunc: (dy) => [tf.zerosLike(dy)] }))(x);

/** Images side by side with channels last, as tfjs wants them; a dense layer's are [images, units]. */
function linear(layer: LayerShape, x: tf.Tensor, w: tf.Tensor): tf.Tensor {
  if (layer.kind === 'dense') return tf.matMul(flattened(x), w.reshape([layer.fanIn, layer.units]));
  const [pad, side] = [FILTER_PADDING, FILTER_SIDE];
  const around: [number, number] = [pad, pad];
  const padded = tf.pad(x as tf.Tensor4D, [[0, 0], around, around, [0, 0]]);
  const filters = w.reshape([layer.channels, side, side, layer.units]).transpose([1, 2, 0, 3]);
  return tf.conv2d(padded as tf.Tensor4D, filters as tf.Tensor4D, layer.stride, 'valid');
}

/** [images, (channel, row, column)]. */
const flattened = (x: tf.Tensor): tf.Tensor =>
  x.rank === 2 ? x : x.transpose([0, 3, 1, 2]).reshape([x.shape[0] as number, -1]);

/** gamma or beta, so that it can be multiplied with the images. */
function spread({ grid, kind, units }: LayerShape, parameter: tf.Tensor): tf.Tensor {
  if (kind === 'dense' || parameter.size === units) return parameter.reshape([-1]);
  return parameter.reshape([units, grid.height, grid.width]).transpose([1, 2, 0]);
}

/** What noise multiplies by or adds, [images, units] or [images, 1, 1, units]. */
function noiseTensor(
  layer: LayerShape,
  images: number,
  seed: number,
  update: number,
  key: 'scale' | 'shift',
) {
  const values = Array.from({ length: images * layer.units }, (_, at) => {
    const [image, unit] = [Math.floor(at / layer.units), at % layer.units];
    return imageNoise(unitNoise(seed, update, layer.index, unit), image)[key];
  });
  return tf.tensor(values, layer.kind === 'dense' ? [images, layer.units] : [images, 1, 1, layer.units]);
}

/** The same arm made of tfjs's operations, its gradients by tfjs's autodiff and its steps by tfjs's optimizers. */
export function autodiffOracle(start: ArmNumbers, arm: ReferenceArm) {
  const { bn, norm, rate, shape } = arm;
  const layers = layerShapes(shape);
  const hidden = layers.slice(0, -1);
  const normed = ({ index }: LayerShape) => bn && (norm.where === 'all' || index === hidden.length - 1);
  const variable = (values: Float32Array, learns = true) => tf.variable(tf.tensor1d(values), learns);
  const own = hidden.map((layer, index) => {
    const { beta, bias, gamma, mean, variance, w } = start.layers[index] as ArmNumbers['layers'][number];
    const [learnsGamma, learnsBeta] = normed(layer) ? [norm.affine, norm.affine] : [false, true];
    return {
      layer,
      w: variable(w),
      // Without normalization beta is the bias.
      bias: variable(bias, normed(layer) && keepsBias(norm)),
      gamma: variable(gamma, learnsGamma),
      // A bias is its unit's, also where it is written down once for each activation.
      beta: variable(
        normed(layer) ? beta : beta.filter((_, at) => at % (beta.length / layer.units) === 0),
        learnsBeta,
      ),
      written: normed(layer) ? 1 : beta.length / layer.units,
      mean: Array.from(mean),
      variance: Array.from(variance),
    };
  });
  const output = { w: variable(start.output.w), bias: variable(start.output.bias) };
  const weights = [...own.map(({ w }) => w), output.w];
  const variables = [
    ...own.flatMap(({ beta, bias, gamma, w }) => [w, bias, gamma, beta]),
    output.w,
    output.bias,
  ];
  const optimizer = tfOptimizer(shape, rate);
  let update = start.updates;

  const normalised = (one: (typeof own)[number], z: tf.Tensor): tf.Tensor => {
    const { beta, gamma, layer } = one;
    const f = tfActivations[shape.activation];
    if (!normed(layer)) return f(tf.add(tf.mul(z, spread(layer, gamma)), spread(layer, beta)));
    const u = norm.place === 'after' ? f(z) : z;
    const all = u.shape.map((_, axis) => axis);
    const axes = norm.kind === 'layer' ? all.slice(1) : all.slice(0, -1);
    const moments = tf.moments(u, axes, true);
    const pass = norm.through ? (x: tf.Tensor) => x : constant;
    const [mean, variance] = [pass(moments.mean), pass(moments.variance)];
    if (norm.kind !== 'layer') noteStatistics(one, moments, z);
    const centred = norm.centre ? tf.sub(u, mean) : u;
    const xhat = norm.scale ? tf.div(centred, tf.sqrt(tf.add(variance, norm.epsilon))) : centred;
    let y = tf.add(tf.mul(xhat, spread(layer, gamma)), spread(layer, beta));
    if (norm.kind === 'noisy') {
      const noise = (key: 'scale' | 'shift') =>
        noiseTensor(layer, z.shape[0] as number, shape.seed, update + 1, key);
      y = tf.add(tf.mul(y, noise('scale')), noise('shift'));
    }
    return norm.place === 'after' ? y : f(y);
  };
  const noteStatistics = (
    one: (typeof own)[number],
    { mean, variance }: { mean: tf.Tensor; variance: tf.Tensor },
    z: tf.Tensor,
  ) => {
    const m = (z.shape[0] as number) * placesOf(one.layer);
    const towards = (old: number[], now: ArrayLike<number>, factor: number) =>
      old.map((value, unit) => (1 - norm.momentum) * value + norm.momentum * factor * (now[unit] as number));
    one.mean = towards(one.mean, mean.dataSync(), norm.centre ? 1 : 0);
    one.variance = towards(one.variance, variance.dataSync(), m / (m - 1));
  };
  const lossOf = ({ images, labels }: Batch): tf.Scalar => {
    const side = Math.sqrt(PIXELS);
    let x: tf.Tensor = tf.tensor(
      images,
      shape.kind === 'conv' ? [labels.length, side, side, 1] : [labels.length, PIXELS],
    );
    for (const one of own) {
      const product = linear(one.layer, x, one.w);
      const h = normalised(one, one.bias.size === 0 ? product : tf.add(product, one.bias));
      x = one.layer.pools ? tf.maxPool(h as tf.Tensor4D, 2, 2, 'same') : h;
    }
    const logits = tf.add(linear(layers.at(-1) as LayerShape, x, output.w), output.bias);
    const truth = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), CLASSES);
    return tf.losses.softmaxCrossEntropy(truth, logits) as tf.Scalar;
  };

  return {
    /** The loss of a batch and its gradients, in the order of the variables: w, bias, gamma, beta by layer, output w, bias; 0 where nothing is learned. */
    async gradients(batch: Batch): Promise<{ loss: number; lists: readonly Float32Array[] }> {
      const learn = variables.filter((one) => one.trainable);
      const { grads, value } = tf.variableGrads(() => lossOf(batch), learn);
      const loss = (await value.data())[0] as number;
      const lists = await Promise.all(
        variables.map(async (one) => (await grads[one.name]?.data()) ?? new Float32Array(one.size)),
      );
      tf.dispose([grads, value]);
      return { loss, lists: lists as Float32Array[] };
    },
    /** Trains one batch, and gives the loss before. */
    async step(batch: Batch): Promise<number> {
      const { grads, value } = tf.variableGrads(
        () => lossOf(batch),
        variables.filter((one) => one.trainable),
      );
      const loss = (await value.data())[0] as number;
      update += 1;
      const left = 1 - shape.weightDecay * setTfRate(optimizer, shape, rate, update);
      if (left < 1) tf.tidy(() => weights.forEach((w) => void w.assign(tf.mul(w, left))));
      optimizer.applyGradients(grads);
      tf.dispose([grads, value]);
      return loss;
    },
    async read(): Promise<Record<string, ArrayLike<number>>> {
      const lists: Record<string, ArrayLike<number>> = {};
      for (const [index, { beta, bias, gamma, mean, variance, w, written }] of own.entries()) {
        const name = (key: string) => `layer ${index + 1} ${key}`;
        lists[name('w')] = await w.data();
        lists[name('bias')] = await bias.data();
        lists[name('gamma')] = await gamma.data();
        lists[name('beta')] = Array.from(await beta.data()).flatMap((value) => Array(written).fill(value));
        lists[name('mean')] = mean;
        lists[name('variance')] = variance;
      }
      return { ...lists, 'output w': await output.w.data(), 'output bias': await output.bias.data() };
    },
    dispose() {
      tf.dispose(variables);
      optimizer.dispose();
    },
  };
}
