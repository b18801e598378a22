import type { Norm } from '../../src/common/experiment/norm.ts';
import { type LayerShape, placesOf } from '../../src/training/engine/layer-shape.ts';
import { imageNoise, unitNoise } from '../../src/training/engine/noise.ts';
import type { Activation } from '../../src/training/engine/operations.ts';
import { at } from './reference-linear.ts';

/**
 * What a layer does to z, forward and backward, in double precision: Ioffe & Szegedy 2015, Algorithm 1 and section 3, generalised to the
 * switches of `Norm`. Lists lie as in `reference-linear.ts`.
 */
export interface NormRun {
  readonly layer: LayerShape;
  readonly activation: Activation;
  /** Null for a layer without normalization. */
  readonly norm: Norm | null;
  readonly gamma: Float64Array;
  readonly beta: Float64Array;
  /** What noise is drawn from; null for none. */
  readonly noise: { readonly seed: number; readonly update: number } | null;
}

/** A mean and a variance for each unit, or of layer norm for each image. */
export interface Statistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

export interface NormPass {
  readonly z: Float64Array;
  readonly u: Float64Array;
  readonly xhat: Float64Array;
  /** gamma * xhat + beta, before any noise. */
  readonly y: Float64Array;
  readonly h: Float64Array;
  /** What is taken off and the factor, one a group; and the true mean. */
  readonly inverse: Float64Array;
  readonly statistics: Statistics;
}

export const activate: Readonly<Record<Activation, (y: number) => number>> = {
  sigmoid: (y) => 1 / (1 + Math.exp(-y)),
  tanh: Math.tanh,
  relu: (y) => Math.max(0, y),
  linear: (y) => y,
};
const slope: Readonly<Record<Activation, (y: number) => number>> = {
  sigmoid: (y) => activate.sigmoid(y) * (1 - activate.sigmoid(y)),
  tanh: (y) => 1 - Math.tanh(y) ** 2,
  relu: (y) => (y > 0 ? 1 : 0),
  linear: () => 1,
};

/** What an entry of a list belongs to. */
function whereIs({ layer, norm, gamma }: NormRun, index: number) {
  const places = placesOf(layer);
  const unit = Math.floor(index / places) % layer.units;
  const image = Math.floor(index / (places * layer.units));
  const parameter = gamma.length === layer.units ? unit : unit * places + (index % places);
  return { unit, image, parameter, group: norm?.kind === 'layer' ? image : unit };
}

/** The means of some values over the groups that share statistics. */
function meansOf(run: NormRun, count: number, value: (index: number) => number): Float64Array {
  const images = count / (run.layer.units * placesOf(run.layer));
  const groups = run.norm?.kind === 'layer' ? images : run.layer.units;
  const means = new Float64Array(groups);
  for (let index = 0; index < count; index++) {
    const { group } = whereIs(run, index);
    means[group] = at(means, group) + (value(index) * groups) / count;
  }
  return means;
}

export function statisticsOf(run: NormRun, u: Float64Array): Statistics {
  const mean = meansOf(run, u.length, (index) => at(u, index));
  const square = (index: number) => (at(u, index) - at(mean, whereIs(run, index).group)) ** 2;
  return { mean, variance: meansOf(run, u.length, square) };
}

/** Noise of an entry: y becomes scale * y + shift. */
function noiseAt({ layer, noise, norm }: NormRun, unit: number, image: number) {
  if (noise === null || norm?.kind !== 'noisy') return { shift: 0, scale: 1 };
  return imageNoise(unitNoise(noise.seed, noise.update, layer.index, unit), image);
}

/** @param given statistics to use instead of the batch's own */
export function normForward(run: NormRun, z: Float64Array, given: Statistics | null): NormPass {
  const { activation, norm } = run;
  const f = activate[activation];
  const isAfter = norm?.place === 'after';
  const u = isAfter ? z.map(f) : z;
  const statistics = given ?? statisticsOf(run, u);
  const inverse = statistics.variance.map((own) => (norm?.scale ? 1 / Math.sqrt(own + norm.epsilon) : 1));
  const xhat = u.map((value, index) => {
    const { group } = whereIs(run, index);
    return (value - (norm?.centre ? at(statistics.mean, group) : 0)) * at(inverse, group);
  });
  const y = xhat.map((value, index) => {
    const { parameter } = whereIs(run, index);
    return at(run.gamma, parameter) * value + at(run.beta, parameter);
  });
  const h = noisy(run, y).map((value) => (isAfter ? value : f(value)));
  return { z, u, xhat, y, h, inverse, statistics };
}

const noisy = (run: NormRun, y: Float64Array): Float64Array =>
  y.map((value, index) => {
    const { image, unit } = whereIs(run, index);
    const { scale, shift } = noiseAt(run, unit, image);
    return scale * value + shift;
  });

/** From the gradient by h to that by z and by the parameters. */
export function normBackward(run: NormRun, dh: Float64Array, pass: NormPass) {
  const { activation, norm, gamma } = run;
  const f = slope[activation];
  const isAfter = norm?.place === 'after';
  const beforeActivation = noisy(run, pass.y);
  const dy = dh.map((value, index) => {
    const { image, unit } = whereIs(run, index);
    const own = isAfter ? value : value * f(at(beforeActivation, index));
    return own * noiseAt(run, unit, image).scale;
  });
  const [dgamma, dbeta] = [new Float64Array(gamma.length), new Float64Array(gamma.length)];
  for (const [index, own] of dy.entries()) {
    const { parameter } = whereIs(run, index);
    dgamma[parameter] = at(dgamma, parameter) + own * at(pass.xhat, index);
    dbeta[parameter] = at(dbeta, parameter) + own;
  }
  const dxhat = dy.map((value, index) => at(gamma, whereIs(run, index).parameter) * value);
  const total = meansOf(run, dy.length, (index) => at(dxhat, index));
  const dot = meansOf(run, dy.length, (index) => at(dxhat, index) * at(pass.xhat, index));
  const [centres, scales] = [norm?.centre && norm.through, norm?.scale && norm.through];
  const dz = dxhat.map((value, index) => {
    const { group } = whereIs(run, index);
    const [inverse, mean] = [at(pass.inverse, group), at(pass.statistics.mean, group)];
    const fromMean = centres ? at(total, group) : 0;
    const fromScale = scales ? (at(pass.u, index) - mean) * inverse * at(dot, group) : 0;
    const du = inverse * (value - fromMean - fromScale);
    return isAfter ? du * f(at(pass.z, index)) : du;
  });
  return { dz, dgamma, dbeta };
}
