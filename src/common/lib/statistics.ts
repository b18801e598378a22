/// <reference path="./jstat.d.ts" />
import jStat from 'jstat';

/** From a lower to an upper value. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The mean; NaN of no values. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The standard deviation of a sample, with n - 1; NaN of fewer than two values. */
export function sd(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** How far the mean of such a sample strays: its standard deviation by the root of n. */
export const standardError = (values: readonly number[]): number => sd(values) / Math.sqrt(values.length);

/**
 * The quantile of Student's t distribution.
 *
 * @param df degrees of freedom, above 0
 */
export const tQuantile = (probability: number, df: number): number => jStat.studentt.inv(probability, df);

/**
 * The t interval of the mean: in so many of a hundred repetitions it holds the true mean, where the values spread normally.
 *
 * @param level between 0 and 1
 * @returns null for fewer than two values, which tell nothing of how they spread
 */
export function tInterval(values: readonly number[], level = 0.95): Interval | null {
  if (values.length < 2) return null;
  const reach = tQuantile((1 + level) / 2, values.length - 1) * standardError(values);
  return around(mean(values), reach);
}

/** What a band around a mean shows: all values, their standard deviation, the mean's standard error, or its 95 % interval. */
export type Band = 'range' | 'sd' | 'se' | 'ci95';

/** A band around the mean of some values; null where they are too few for it. */
export function bandOf(values: readonly number[], band: Band): Interval | null {
  if (values.length < (band === 'range' ? 1 : 2)) return null;
  switch (band) {
    case 'range':
      return { low: Math.min(...values), high: Math.max(...values) };
    case 'sd':
      return around(mean(values), sd(values));
    case 'se':
      return around(mean(values), standardError(values));
    case 'ci95':
      return tInterval(values);
  }
}

const around = (centre: number, reach: number): Interval => ({ low: centre - reach, high: centre + reach });
