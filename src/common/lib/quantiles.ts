import { finiteRange, type Range } from './histogram.ts';

/** Bins by which the value of a rank is narrowed down. */
export const FINE_BINS = 1024;
/** So few values are sorted. */
const FEW = 64;

/** Which of `FINE_BINS` equal bins over their range each value of a list lies in, and how many lie in each. */
export interface FineBins {
  readonly bins: Uint16Array;
  readonly counts: Uint32Array;
}

/** @param sample finite numbers within the range, which is wider than nothing */
export function fineBins(sample: Float32Array, [min, max]: Range): FineBins {
  const scale = FINE_BINS / (max - min);
  const bins = new Uint16Array(sample.length);
  const counts = new Uint32Array(FINE_BINS);
  for (let index = 0; index < sample.length; index++) {
    const bin = Math.min(FINE_BINS - 1, Math.trunc(((sample[index] as number) - min) * scale) | 0);
    bins[index] = bin;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { bins, counts };
}

/**
 * Quantiles of a list, linear between neighbours (the usual definition: numpy's default, R's type 7).
 *
 * @param sample finite numbers
 * @param shares each from 0 to 1
 * @param known the list's bins over its own range, where somebody has them already
 * @returns one value a share; NaN for an empty list
 */
export function quantiles(sample: Float32Array, shares: readonly number[], known?: FineBins): number[] {
  if (sample.length === 0) return shares.map(() => Number.NaN);
  const valueAt = valuesByRank(sample, known);
  return shares.map((share) => {
    const [lower, part] = placeIn(sample.length, share);
    const low = valueAt(lower);
    return part === 0 ? low : low + part * (valueAt(lower + 1) - low);
  });
}

/** Where a quantile lies in a sorted list: after which value, and which part of the way to the next. */
export function placeIn(length: number, share: number): readonly [lower: number, part: number] {
  const place = share * (length - 1);
  const lower = Math.floor(place);
  return [lower, place - lower];
}

/**
 * Finds the value of a rank (0 is the smallest) without sorting: in which of many bins it lies, and so on within that bin,
 * which holds few values, or values that are all the same.
 */
function valuesByRank(sample: Float32Array, known?: FineBins): (rank: number) => number {
  const range = finiteRange([sample]) ?? [0, 0];
  if (range[0] === range[1]) return () => range[0];
  if (sample.length <= FEW) {
    const sorted = sample.slice().sort();
    return (rank) => sorted[rank] as number;
  }
  const { bins, counts } = known ?? fineBins(sample, range);
  const inBins = new Map<number, (rank: number) => number>();
  return (rank) => {
    let bin = 0;
    let before = 0;
    while (before + (counts[bin] as number) <= rank) before += counts[bin++] as number;
    const inBin = inBins.get(bin) ?? valuesByRank(gather(sample, bins, bin, counts[bin] as number));
    inBins.set(bin, inBin);
    return inBin(rank - before);
  };
}

function gather(sample: Float32Array, bins: Uint16Array, bin: number, count: number): Float32Array {
  const values = new Float32Array(count);
  let found = 0;
  for (let index = 0; found < count; index++) {
    if (bins[index] === bin) values[found++] = sample[index] as number;
  }
  return values;
}
