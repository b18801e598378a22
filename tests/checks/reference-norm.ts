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
export const slope: Readonly<Record<Activation, (y: number) => number>> = {
  sigmoid: (y) => activate.sigmoid(y) * (1 - activate.sigmoid(y)),
  tanh: (y) => 1 - Math.tanh(y) ** 2,
  relu: (y) => (y > 0 ? 1 : 0),
  linear: () => 1,
};

/** What each entry of a list belongs to. */
function belonging({ layer, norm, gamma }: NormRun, count: number) {
  const [places, { units }] = [placesOf(layer), layer];
  const unit = Int32Array.from({ length: count }, (_, index) => Math.floor(index / places) % units);
  const image = Int32Array.from({ length: count }, (_, index) => Math.floor(index / (places * units)));
  const activation = Int32Array.from({ length: count }, (_, index) => index % (units * places));
  return {
    unit: (index: number) => unit[index] as number,
    image: (index: number) => image[index] as number,
    parameter: (index: number) => (gamma.length === units ? unit : activation)[index] as number,
    /** Those that share statistics. */
    group: (index: number) => (norm?.kind === 'layer' ? image : unit)[index] as number,
    groups: norm?.kind === 'layer' ? count / (places * units) : units,
  };
}
type Belonging = ReturnType<typeof belonging>;

/** The means of some values over the groups that share statistics. */
function meansOf(
  { group, groups }: Belonging,
  count: number,
  value: (index: number) => number,
): Float64Array {
  const means = new Float64Array(groups);
  for (let index = 0; index < count; index++)
    means[group(index)] = at(means, group(index)) + (value(index) * groups) / count;
  return means;
}

function statisticsOf(of: Belonging, u: Float64Array): Statistics {
  const mean = meansOf(of, u.length, (index) => at(u, index));
  const square = (index: number) => (at(u, index) - at(mean, of.group(index))) ** 2;
  return { mean, variance: meansOf(of, u.length, square) };
}

const NO_NOISE = { shift: 0, scale: 1 } as const;

/** Noise of an entry: y becomes scale * y + shift. */
function noiseAt({ layer, noise, norm }: NormRun, { image, unit }: Belonging, index: number) {
  if (noise === null || norm?.kind !== 'noisy') return NO_NOISE;
  return imageNoise(unitNoise(noise.seed, noise.update, layer.index, unit(index)), image(index));
}

/** @param given statistics to use instead of the batch's own */
export function normForward(run: NormRun, z: Float64Array, given: Statistics | null): NormPass {
  const { activation, norm } = run;
  const f = activate[activation];
  const of = belonging(run, z.length);
  const isAfter = norm?.place === 'after';
  const u = isAfter ? z.map(f) : z;
  const statistics = given ?? statisticsOf(of, u);
  const inverse = statistics.variance.map((own) => (norm?.scale ? 1 / Math.sqrt(own + norm.epsilon) : 1));
  const xhat = u.map((value, index) => {
    const mean = norm?.centre ? at(statistics.mean, of.group(index)) : 0;
    return (value - mean) * at(inverse, of.group(index));
  });
  const y = xhat.map(
    (value, index) => at(run.gamma, of.parameter(index)) * value + at(run.beta, of.parameter(index)),
  );
  const h = noisy(run, of, y).map((value) => (isAfter ? value : f(value)));
  return { z, u, xhat, y, h, inverse, statistics };
}

const noisy = (run: NormRun, of: Belonging, y: Float64Array): Float64Array =>
  y.map((value, index) => {
    const { scale, shift } = noiseAt(run, of, index);
    return scale * value + shift;
  });

/** From the gradient by h to that by z and by the parameters. */
export function normBackward(run: NormRun, dh: Float64Array, pass: NormPass) {
  const { activation, norm, gamma } = run;
  const f = slope[activation];
  const of = belonging(run, dh.length);
  const isAfter = norm?.place === 'after';
  const beforeActivation = noisy(run, of, pass.y);
  const dy = dh.map((value, index) => {
    const own = isAfter ? value : value * f(at(beforeActivation, index));
    return own * noiseAt(run, of, index).scale;
  });
  const [dgamma, dbeta] = [new Float64Array(gamma.length), new Float64Array(gamma.length)];
  for (const [index, own] of dy.entries()) {
    const parameter = of.parameter(index);
    dgamma[parameter] = at(dgamma, parameter) + own * at(pass.xhat, index);
    dbeta[parameter] = at(dbeta, parameter) + own;
  }
  // A bias is its unit's, also where it is written down once for each activation.
  if (norm === null) {
    const each = gamma.length / run.layer.units;
    for (const list of [dgamma, dbeta]) {
      const sums = list.map((_, place) => {
        const first = place - (place % each);
        return list.subarray(first, first + each).reduce((total, value) => total + value, 0);
      });
      list.set(sums);
    }
  }
  const dxhat = dy.map((value, index) => at(gamma, of.parameter(index)) * value);
  const total = meansOf(of, dy.length, (index) => at(dxhat, index));
  const dot = meansOf(of, dy.length, (index) => at(dxhat, index) * at(pass.xhat, index));
  const [centres, scales] = [norm?.centre && norm.through, norm?.scale && norm.through];
  const dz = dxhat.map((value, index) => {
    const group = of.group(index);
    const [inverse, mean] = [at(pass.inverse, group), at(pass.statistics.mean, group)];
    const fromMean = centres ? at(total, group) : 0;
    const fromScale = scales ? (at(pass.u, index) - mean) * inverse * at(dot, group) : 0;
    const du = inverse * (value - fromMean - fromScale);
    return isAfter ? du * f(at(pass.z, index)) : du;
  });
  return { dz, dgamma, dbeta };
}
