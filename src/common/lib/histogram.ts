/** Counts in bins of equal width: bin i covers min + i * w to min + (i + 1) * w, w = (max - min) / bins. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly counts: ArrayLike<number> & Iterable<number>;
}

/** Smallest and largest value. */
export type Range = readonly [min: number, max: number];

/** Smallest and largest finite value; null when there is none. */
export function finiteRange(lists: readonly ArrayLike<number>[]): Range | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      const value = list[index] as number;
      if (value < min && value !== Number.NEGATIVE_INFINITY) min = value;
      if (value > max && value !== Number.POSITIVE_INFINITY) max = value;
    }
  }
  return min <= max ? [min, max] : null;
}

/** A range that is wide enough to hold bins: one around a single value is stretched a little. */
export function openRange([min, max]: Range): Range {
  if (max > min) return [min, max];
  const half = Math.max(Math.abs(min) * 1e-3, 1e-6);
  return [min - half, max + half];
}

/** Counts the finite values in equal-width bins over [min, max]; the last bin holds max too. */
export function countBins(
  list: ArrayLike<number>,
  [min, max]: Range,
  bins: number,
): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(bins);
  const scale = bins / (max - min);
  for (let index = 0; index < list.length; index++) {
    const value = list[index] as number;
    if (!(value >= min && value <= max)) continue;
    const bin = Math.min(bins - 1, Math.floor((value - min) * scale));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/**
 * The same counts over another range and number of bins: what a bin holds is spread evenly over it, so that a new bin gets the
 * part of it that it covers. What lies outside of the new range is left out.
 */
export function rebinned(histogram: Histogram, [min, max]: Range, bins: number): Float64Array<ArrayBuffer> {
  const result = new Float64Array(bins);
  const { counts } = histogram;
  const width = (histogram.max - histogram.min) / counts.length;
  const scale = bins / (max - min);
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin] as number;
    if (count === 0) continue;
    const from = (histogram.min + bin * width - min) * scale;
    const to = (histogram.min + (bin + 1) * width - min) * scale;
    for (let at = Math.max(0, Math.floor(from)); at < Math.min(bins, Math.ceil(to)); at++) {
      const covered = Math.min(at + 1, to) - Math.max(at, from);
      result[at] = (result[at] as number) + (count * covered) / (to - from);
    }
  }
  return result;
}
