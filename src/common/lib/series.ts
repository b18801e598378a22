/**
 * A list of numbers that only grows, in a typed array that doubles. `append` gives a new `Series` that shares the storage,
 * so an older one stays valid and equality by reference tells whether anything was added. Append to the newest only.
 */
export interface Series {
  readonly length: number;
  readonly storage: Numbers;
}

/** Steps and figures that come in single precision take half the memory of doubles. */
export type Numbers = Float64Array | Float32Array | Uint32Array;

export const emptySeries: Series = { length: 0, storage: new Float64Array(0) };
export const emptySingles: Series = { length: 0, storage: new Float32Array(0) };
export const emptyCounts: Series = { length: 0, storage: new Uint32Array(0) };

/** A series of all these values. */
export const seriesOf = (values: ArrayLike<number>): Series => ({
  length: values.length,
  storage: new Float64Array(values),
});

/** A series of whole numbers from 0. */
export const countsOf = (values: ArrayLike<number>): Series => ({
  length: values.length,
  storage: new Uint32Array(values),
});

/** A series of figures in single precision, or, where one of them is not, of doubles: no figure is rounded. */
export function singlesOf(values: ArrayLike<number>): Series {
  const storage = new Float32Array(values);
  const isExact = storage.every((single, index) => Object.is(single, values[index]));
  return isExact ? { length: values.length, storage } : seriesOf(values);
}

export function append(series: Series, ...values: readonly number[]): Series {
  const length = series.length + values.length;
  let { storage } = series;
  if (length > storage.length) {
    storage = emptied(storage, Math.max(64, 2 * length));
    storage.set(series.storage.subarray(0, series.length));
  }
  storage.set(values, series.length);
  return { length, storage };
}

function emptied(like: Numbers, length: number): Numbers {
  if (like instanceof Float32Array) return new Float32Array(length);
  return like instanceof Uint32Array ? new Uint32Array(length) : new Float64Array(length);
}

/** The value at an index; NaN past the end. */
export const at = (series: Series, index: number): number =>
  index >= 0 && index < series.length ? (series.storage[index] as number) : Number.NaN;

export const last = (series: Series): number => at(series, series.length - 1);

/** The values, without a copy: read only, and not beyond the life of the series. */
export const values = (series: Series): Numbers => series.storage.subarray(0, series.length);
