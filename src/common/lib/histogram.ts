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

/** The distance between two neighbouring single-precision numbers of this size. */
export function spacingAt(size: number): number {
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(size))));
  return 2 ** (exponent - 23);
}

/**
 * Bins for values of single precision: `most` of them, or, where the values lie so close that there are fewer numbers than that
 * between them, one for each number. More bins would only show gaps between numbers.
 */
export function honestBins(
  [min, max]: Range,
  most: number,
): { readonly range: Range; readonly bins: number } {
  const spacing = spacingAt(Math.max(Math.abs(min), Math.abs(max)));
  const numbers = Math.round((max - min) / spacing) + 1;
  if (numbers > most) return { range: [min, max], bins: most };
  return { range: [min - spacing / 2, max + spacing / 2], bins: numbers };
}

/**
 * Adds some values, less a shift, to the counts of equal bins over [min, max]; the last bin holds max too.
 *
 * @param list its values from `from` to before `end`, less the shift, lie in the range
 */
export function addToBins(
  counts: Uint32Array,
  [min, max]: Range,
  list: Float32Array,
  from = 0,
  end = list.length,
  shift = 0,
): void {
  const last = counts.length - 1;
  const scale = counts.length / (max - min);
  const start = shift + min;
  for (let at = from; at < end; at++) {
    const bin = Math.max(0, Math.min(last, Math.trunc(((list[at] as number) - start) * scale) | 0));
    counts[bin] = (counts[bin] as number) + 1;
  }
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
