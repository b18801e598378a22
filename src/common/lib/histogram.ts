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
