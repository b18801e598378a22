import { CLASSES } from '../../src/common/experiment/config.ts';
import type { Norm } from '../../src/common/experiment/norm.ts';
import type { ArmNumbers } from '../../src/training/engine/arm-numbers.ts';
import { type LayerShape, layerShapes, placesOf } from '../../src/training/engine/layer-shape.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { at, gradientByW, gradientByX, linear, pooled, poolGradient } from './reference-linear.ts';
import { type NormPass, normBackward, normForward, type Statistics } from './reference-norm.ts';
import { optimised, scheduled } from './reference-optimizer.ts';

/**
 * The network of one arm in double precision, written as the formulas stand in the papers, with loops and without any library. Slow and
 * plain: what the engine is held to.
 */
export interface ReferenceLayer
  extends Record<'w' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance', Float64Array> {
  readonly moments: Record<'w' | 'bias' | 'gamma' | 'beta', readonly Float64Array[]>;
}

/** The same as `ArmNumbers`, in double precision. */
export interface ReferenceNet {
  readonly layers: readonly ReferenceLayer[];
  readonly output: Record<'w' | 'bias', Float64Array> & {
    readonly moments: Record<'w' | 'bias', readonly Float64Array[]>;
  };
  readonly updates: number;
  readonly normUpdates: number;
}

/** What an arm is, of a net of some shape. */
export interface ReferenceArm {
  readonly shape: NetworkShape;
  readonly bn: boolean;
  readonly norm: Norm;
  readonly rate: number;
  /** Takes its running statistics from this batch as they are. */
  readonly fresh?: boolean;
}

export interface ReferencePass extends NormPass {
  readonly x: Float64Array;
  /** h, pooled where the layer pools. */
  readonly out: Float64Array;
}

export interface ReferenceForward {
  readonly passes: readonly ReferencePass[];
  readonly lastX: Float64Array;
  /** [images, classes]. */
  readonly probability: Float64Array;
  /** One a image: cross-entropy, and 1 where it is read correctly. */
  readonly losses: readonly number[];
  readonly right: readonly number[];
  readonly loss: number;
  readonly accuracy: number;
}

const double = (list: Float32Array): Float64Array => Float64Array.from(list);

/** The engine's numbers of an arm, as a reference network. */
export const referenceNet = ({ layers, normUpdates, output, updates }: ArmNumbers): ReferenceNet => ({
  layers: layers.map(({ bias, moments, w, gamma, beta, mean, variance }) => ({
    w: double(w),
    bias: double(bias),
    gamma: double(gamma),
    beta: double(beta),
    mean: double(mean),
    variance: double(variance),
    moments: {
      w: moments.w.map(double),
      gamma: moments.gamma.map(double),
      beta: moments.beta.map(double),
      bias: moments.bias.map(double),
    },
  })),
  output: {
    w: double(output.w),
    bias: double(output.bias),
    moments: { w: output.moments.w.map(double), bias: output.moments.bias.map(double) },
  },
  updates,
  normUpdates,
});

/** Which unit an entry of z is of. */
const unitOf = (layer: LayerShape, index: number): number =>
  Math.floor(index / placesOf(layer)) % layer.units;

/** z + bias, where there is one. */
const biased = (layer: LayerShape, z: Float64Array, bias: Float64Array): Float64Array =>
  bias.length === 0 ? z : z.map((value, index) => value + at(bias, unitOf(layer, index)));

function gradientByBias(layer: LayerShape, dz: Float64Array): Float64Array {
  const sums = new Float64Array(layer.units);
  for (const [index, value] of dz.entries())
    sums[unitOf(layer, index)] = at(sums, unitOf(layer, index)) + value;
  return sums;
}

export const meanOf = (list: ArrayLike<number>): number =>
  Array.from(list).reduce((total, value) => total + value, 0) / list.length;

const runOf = (net: ReferenceNet, layer: LayerShape, { bn, norm, shape }: ReferenceArm, isTest: boolean) => {
  const { beta, gamma } = net.layers[layer.index] as ReferenceLayer;
  const has = bn && (norm.where === 'all' || layer.index === net.layers.length - 1);
  const noise = isTest ? null : { seed: shape.seed, update: net.updates + 1 };
  return { layer, activation: shape.activation, norm: has ? norm : null, gamma, beta, noise };
};

/**
 * A forward pass.
 *
 * @param by statistics of the batch in training, of the running ones or the batch in a test, or given ones, a layer each
 */
export function referenceForward(
  net: ReferenceNet,
  images: ArrayLike<number>,
  labels: ArrayLike<number>,
  arm: ReferenceArm,
  by: 'training' | 'running' | 'batch' | readonly Statistics[] = 'training',
): ReferenceForward {
  const layers = layerShapes(arm.shape);
  const passes: ReferencePass[] = [];
  let x: Float64Array = Float64Array.from(images);
  for (const layer of layers.slice(0, -1)) {
    const own = net.layers[layer.index] as ReferenceLayer;
    const run = runOf(net, layer, arm, by === 'running' || by === 'batch');
    const isRunning = by === 'running' && run.norm?.kind !== 'layer';
    const given = typeof by === 'string' ? null : (by[layer.index] ?? null);
    const pass = normForward(run, biased(layer, linear(layer, x, own.w), own.bias), isRunning ? own : given);
    const out = layer.pools ? pooled(layer, pass.h) : pass.h;
    passes.push({ ...pass, x, out });
    x = out;
  }
  const logits = linear(layers.at(-1) as LayerShape, x, net.output.w);
  const rows = Array.from(labels, (label, image) => {
    const own = Array.from(
      { length: CLASSES },
      (_, k) => at(logits, image * CLASSES + k) + at(net.output.bias, k),
    );
    const top = Math.max(...own);
    const total = own.reduce((sum, value) => sum + Math.exp(value - top), 0);
    const probability = own.map((value) => Math.exp(value - top) / total);
    const loss = Math.log(total) + top - (own[label] as number);
    return { probability, loss, right: own.indexOf(top) === label ? 1 : 0 };
  });
  const [losses, right] = [rows.map(({ loss }) => loss), rows.map((row) => row.right)];
  const probability = Float64Array.from(rows.flatMap((row) => row.probability));
  return { passes, lastX: x, probability, losses, right, loss: meanOf(losses), accuracy: meanOf(right) };
}

/** Gradients of the batch's mean loss, by everything that learns. */
export function referenceGradients(
  net: ReferenceNet,
  { lastX, passes, probability }: ReferenceForward,
  labels: ArrayLike<number>,
  arm: ReferenceArm,
) {
  const layers = layerShapes(arm.shape);
  const last = layers.at(-1) as LayerShape;
  const images = labels.length;
  const dlogits = probability.map(
    (value, index) => (value - (labels[Math.floor(index / CLASSES)] === index % CLASSES ? 1 : 0)) / images,
  );
  const bias = new Float64Array(CLASSES);
  for (const [index, value] of dlogits.entries()) bias[index % CLASSES] = at(bias, index % CLASSES) + value;
  let dx = gradientByX(last, dlogits, net.output.w);
  const hidden = passes.map((pass, index) => ({ pass, layer: layers[index] as LayerShape })).reverse();
  const gradients = hidden.map(({ layer, pass }) => {
    const dh = layer.pools ? poolGradient(layer, dx, pass.h) : dx;
    const { dbeta, dgamma, dz } = normBackward(runOf(net, layer, arm, false), dh, pass);
    dx = gradientByX(layer, dz, (net.layers[layer.index] as ReferenceLayer).w);
    const gradients = { w: gradientByW(layer, dz, pass.x), bias: gradientByBias(layer, dz) };
    return { ...gradients, gamma: dgamma, beta: dbeta, h: dh, z: dz };
  });
  return { layers: gradients.reverse(), output: { w: gradientByW(last, dlogits, lastX), bias } };
}

/** One step of training. Changes nothing: gives the network after it, and the forward pass before it. */
export function referenceStep(
  net: ReferenceNet,
  images: ArrayLike<number>,
  labels: ArrayLike<number>,
  arm: ReferenceArm,
): { net: ReferenceNet; forward: ReferenceForward } {
  const forward = referenceForward(net, images, labels, arm);
  const gradients = referenceGradients(net, forward, labels, arm);
  const { shape, fresh = false } = arm;
  const update = net.updates + 1;
  const how = { ...shape, update, rate: arm.rate * scheduled(shape, update), decay: 0 };
  const weights = { ...how, decay: shape.weightDecay };
  const shapes = layerShapes(shape);

  const layers = net.layers.map((own, index): ReferenceLayer => {
    const [layer, pass] = [shapes[index] as LayerShape, forward.passes[index] as ReferencePass];
    const { norm } = runOf(net, layer, arm, false);
    const slopes = gradients.layers[index] as (typeof gradients.layers)[number];
    // Parameters that were made fresh in the middle of a run are as old as that.
    const hasNorm = arm.norm.where === 'all' || index === net.layers.length - 1;
    const parameters = { ...how, update: hasNorm ? net.normUpdates + 1 : update };
    const learn = (key: 'w' | 'bias' | 'gamma' | 'beta', learns: boolean) => {
      const before = { values: own[key], moments: own.moments[key] };
      return learns ? optimised(before, slopes[key], key === 'w' ? weights : parameters) : before;
    };
    const [w, bias, gamma, beta] = [
      learn('w', true),
      // Where normalization takes it out again there is none, and without normalization beta is the bias.
      learn('bias', own.bias.length > 0 && norm !== null),
      learn('gamma', norm?.affine ?? false),
      learn('beta', norm?.affine ?? true),
    ];
    const m = labels.length * placesOf(layer);
    const share = fresh ? 1 : (norm?.momentum ?? 0);
    const towards = (old: Float64Array, batch: Float64Array, factor: number) =>
      norm === null || norm.kind === 'layer'
        ? old
        : old.map((value, unit) => (1 - share) * value + share * factor * at(batch, unit));
    return {
      w: w.values,
      bias: bias.values,
      gamma: gamma.values,
      beta: beta.values,
      // Where the mean is not taken off there is none to remember.
      mean: towards(own.mean, pass.statistics.mean, norm?.centre ? 1 : 0),
      variance: towards(own.variance, pass.statistics.variance, m / (m - 1)),
      moments: { w: w.moments, gamma: gamma.moments, beta: beta.moments, bias: bias.moments },
    };
  });
  const { output } = net;
  const w = optimised({ values: output.w, moments: output.moments.w }, gradients.output.w, weights);
  const bias = optimised({ values: output.bias, moments: output.moments.bias }, gradients.output.bias, how);
  const moments = { w: w.moments, bias: bias.moments };
  const counts = { updates: update, normUpdates: net.normUpdates + 1 };
  return { net: { layers, output: { w: w.values, bias: bias.values, moments }, ...counts }, forward };
}
