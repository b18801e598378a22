import { UNIT_FIGURES } from '../../common/experiment/layer-snapshot.ts';
import { placeIn } from '../../common/lib/quantiles.ts';
import { selectInPlace } from '../../common/lib/select.ts';
import type { Activation, LayerValues } from './operations.ts';

const SHARES = [0.15, 0.5, 0.85] as const;

/** An activation of one value. */
const activationOf: Readonly<Record<Activation, (y: number) => number>> = {
  sigmoid: (y) => 1 / (1 + Math.exp(-y)),
  tanh: Math.tanh,
  relu: (y) => Math.max(0, y),
  linear: (y) => y,
};

/**
 * Writes the figures of some units of a layer, `UNIT_FIGURES` for each. Normalising and activating keep the order of a unit's values,
 * or turn it round, so what each percentile lies between is found once, before BN, and followed from there.
 *
 * @param followed which units
 * @param to [followed units, unit figures]
 */
export function followUnits(
  values: LayerValues,
  followed: Uint16Array,
  activation: Activation,
  to: Float32Array,
): void {
  const images = values.z.length / values.gamma.length;
  const f = activationOf[activation];
  const own = new Float32Array(images);
  for (let index = 0; index < followed.length; index++) {
    const unit = followed[index] as number;
    if (unit >= values.gamma.length) continue;
    const count = copyFinite(values.z, unit * images, (unit + 1) * images, own);
    const [gamma, beta] = [values.gamma[unit] as number, values.beta[unit] as number];
    const [mean, inverse] = [values.mean[unit] as number, values.inverse[unit] as number];
    const place = index * UNIT_FIGURES.length;
    const [batchMean, variance] = values.bn
      ? [mean, values.variance[unit] as number]
      : meanAndVariance(own, count);
    to[place + 9] = batchMean;
    to[place + 10] = variance;
    to[place + 11] = gamma;
    to[place + 12] = beta;
    to[place + 13] = values.runningMean[unit] as number;
    to[place + 14] = values.runningVariance[unit] as number;
    if (values.y !== null) {
      percentiles(values.z, unit * images, own, to, place);
      percentiles(values.y, unit * images, own, to, place + 3);
      percentiles(values.h, unit * images, own, to, place + 6);
      continue;
    }
    eachPercentile(own, count, (share, part, low, high) => {
      // With a gamma below 0 the 15th percentile before is the 85th after.
      const after = gamma < 0 ? SHARES.length - 1 - share : share;
      const yLow = gamma * ((low - mean) * inverse) + beta;
      const yHigh = gamma * ((high - mean) * inverse) + beta;
      to[place + share] = low + part * (high - low);
      to[place + 3 + after] = yLow + part * (yHigh - yLow);
      to[place + 6 + after] = f(yLow) + part * (f(yHigh) - f(yLow));
    });
  }
}

/** Finds the values that each percentile lies between, and how far on the way from one to the other; reorders the list. */
function eachPercentile(
  own: Float32Array,
  count: number,
  visit: (share: number, part: number, low: number, high: number) => void,
): void {
  let first = 0;
  for (let share = 0; share < SHARES.length; share++) {
    const [rank, part] = placeIn(count, SHARES[share] as number);
    if (count > 0) selectInPlace(own, rank, first, count - 1);
    const low = count === 0 ? Number.NaN : (own[rank] as number);
    first = rank;
    visit(share, part, low, part === 0 ? low : smallest(own, rank + 1, count));
  }
}

/** The percentiles of a unit's values, which begin at `from`. */
function percentiles(
  list: Float32Array,
  from: number,
  own: Float32Array,
  to: Float32Array,
  place: number,
): void {
  const count = copyFinite(list, from, from + own.length, own);
  eachPercentile(own, count, (share, part, low, high) => {
    to[place + share] = low + part * (high - low);
  });
}

/** @returns how many values were finite: those are copied */
function copyFinite(list: Float32Array, from: number, end: number, to: Float32Array): number {
  let count = 0;
  for (let at = from; at < end; at++) {
    const value = list[at] as number;
    if (Number.isFinite(value)) to[count++] = value;
  }
  return count;
}

function smallest(list: Float32Array, from: number, end: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let at = from; at < end; at++) if ((list[at] as number) < least) least = list[at] as number;
  return least;
}

function meanAndVariance(list: Float32Array, count: number): readonly [mean: number, variance: number] {
  let total = 0;
  for (let at = 0; at < count; at++) total += list[at] as number;
  const mean = total / count;
  let squares = 0;
  for (let at = 0; at < count; at++) squares += ((list[at] as number) - mean) ** 2;
  return [mean, squares / count];
}
