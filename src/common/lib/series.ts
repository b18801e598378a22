/**
 * A list of numbers that only grows, in a typed array that doubles. `append` gives a new `Series` that shares the storage,
 * so an older one stays valid and equality by reference tells whether anything was added. Append to the newest only.
 */
export interface Series {
  readonly length: number;
  readonly storage: Float64Array;
}

export const emptySeries: Series = { length: 0, storage: new Float64Array(0) };

/** A series of all these values. */
export const seriesOf = (values: ArrayLike<number>): Series => ({
  length: values.length,
  storage: new Float64Array(values),
});

export function append(series: Series, ...values: readonly number[]): Series {
  const length = series.length + values.length;
  let { storage } = series;
  if (length > storage.length) {
    storage = new Float64Array(Math.max(64, 2 * length));
    storage.set(series.storage.subarray(0, series.length));
  }
  storage.set(values, series.length);
  return { length, storage };
}

/** The value at an index; NaN past the end. */
export const at = (series: Series, index: number): number =>
  index >= 0 && index < series.length ? (series.storage[index] as number) : Number.NaN;

export const last = (series: Series): number => at(series, series.length - 1);

/** The values, without a copy: read only, and not beyond the life of the series. */
export const values = (series: Series): Float64Array => series.storage.subarray(0, series.length);
