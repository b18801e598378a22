import quickselect from 'quickselect';

/**
 * Quantiles of a list, linear between neighbours (the usual definition: numpy's default, R's type 7).
 *
 * @param sample finite numbers; reordered in place
 * @param shares each from 0 to 1, ascending
 * @returns one value a share; NaN for an empty list
 */
export function quantiles(sample: Float32Array, shares: readonly number[]): number[] {
  let from = 0;
  return shares.map((share) => {
    if (sample.length === 0) return Number.NaN;
    const place = share * (sample.length - 1);
    const lower = Math.floor(place);
    quickselect(sample as unknown as number[], lower, from, sample.length - 1);
    from = lower;
    const low = sample[lower] as number;
    if (place === lower) return low;
    let next = Number.POSITIVE_INFINITY;
    for (let index = lower + 1; index < sample.length; index++)
      next = Math.min(next, sample[index] as number);
    return low + (place - lower) * (next - low);
  });
}
