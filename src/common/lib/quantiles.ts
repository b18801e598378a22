import { finiteRange } from './histogram.ts';

/** Bins by which the value of a rank is narrowed down. */
const BINS = 1024;
/** So few values are sorted. */
const FEW = 64;

/**
 * Quantiles of a list, linear between neighbours (the usual definition: numpy's default, R's type 7).
 *
 * @param sample finite numbers
 * @param shares each from 0 to 1
 * @returns one value a share; NaN for an empty list
 */
export function quantiles(sample: Float32Array, shares: readonly number[]): number[] {
  if (sample.length === 0) return shares.map(() => Number.NaN);
  const valueAt = valuesByRank(sample);
  return shares.map((share) => {
    const place = share * (sample.length - 1);
    const lower = Math.floor(place);
    const low = valueAt(lower);
    return place === lower ? low : low + (place - lower) * (valueAt(lower + 1) - low);
  });
}

/**
 * Finds the value of a rank (0 is the smallest) without sorting: in which of many bins it lies, and so on within that bin,
 * which holds few values, or values that are all the same.
 */
function valuesByRank(sample: Float32Array): (rank: number) => number {
  const [min, max] = finiteRange([sample]) ?? [0, 0];
  if (min === max) return () => min;
  if (sample.length <= FEW) {
    const sorted = sample.slice().sort();
    return (rank) => sorted[rank] as number;
  }
  const scale = BINS / (max - min);
  const bins = new Uint16Array(sample.length);
  /** How many values lie in the bins before each. */
  const before = new Uint32Array(BINS + 1);
  for (let index = 0; index < sample.length; index++) {
    const bin = Math.min(BINS - 1, Math.trunc(((sample[index] as number) - min) * scale) | 0);
    bins[index] = bin;
    before[bin + 1] = (before[bin + 1] as number) + 1;
  }
  for (let bin = 0; bin < BINS; bin++)
    before[bin + 1] = (before[bin + 1] as number) + (before[bin] as number);
  const inBins = new Map<number, (rank: number) => number>();
  return (rank) => {
    let bin = 0;
    while ((before[bin + 1] as number) <= rank) bin++;
    const first = before[bin] as number;
    const inBin =
      inBins.get(bin) ?? valuesByRank(gather(sample, bins, bin, (before[bin + 1] as number) - first));
    inBins.set(bin, inBin);
    return inBin(rank - first);
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
