import { type Interval, mean, sd, tInterval } from '../lib/statistics.ts';

/** A mean over seeds, and how sure it is. */
export interface Estimate {
  readonly value: number;
  /** Null for fewer than two seeds, and where all came out alike: then there is no spread to tell of. */
  readonly interval: Interval | null;
  /** Whether all seeds came out alike. */
  readonly alike: boolean;
  /** How many seeds it is of. */
  readonly seeds: number;
}

/** Values this close, relative to their size, differ by rounding alone. */
const ROUNDING = 1e-9;

/** The mean of some values with its t interval. */
export function estimate(values: readonly number[], level = 0.95): Estimate {
  const value = mean(values);
  const alike = values.length > 1 && sd(values) <= ROUNDING * Math.max(1, Math.abs(value));
  return { value, interval: alike ? null : tInterval(values, level), alike, seeds: values.length };
}

/**
 * How many times as many steps `other` takes as `one`, paired by seed: the geometric mean, with the t interval of the mean
 * logarithm. A ratio's logarithm spreads evenly on both sides, which the ratio does not.
 *
 * @param one steps, one a seed, in the order of `other`
 */
export function stepRatio(one: readonly number[], other: readonly number[], level = 0.95): Estimate {
  const logs = one.map((steps, seed) => Math.log(atLeastOne(other[seed]) / atLeastOne(steps)));
  const found = estimate(logs, level);
  const { interval, value } = found;
  return {
    ...found,
    value: Math.exp(value),
    interval: interval && { low: Math.exp(interval.low), high: Math.exp(interval.high) },
  };
}

/** A net that is at the threshold before it is trained has no logarithm of steps. */
const atLeastOne = (steps = 1): number => Math.max(1, steps);

/** The mean of `one` less `other`, paired by seed, over the seeds in which both have a value; null when there are none. */
export function pairedDifference(
  one: readonly (number | null)[],
  other: readonly (number | null)[],
  level = 0.95,
): Estimate | null {
  const differences = one.flatMap((value, seed) => {
    const against = other[seed] ?? null;
    return value === null || against === null ? [] : [value - against];
  });
  return differences.length === 0 ? null : estimate(differences, level);
}

/** What an estimate says of a value that would mean no difference: 1 of a ratio, 0 of a difference. */
export function clearlyAgainst({ alike, interval, value }: Estimate, none: number): 'above' | 'below' | null {
  const { low, high } = interval ?? { low: value, high: value };
  if (interval === null && !alike) return null;
  if (low > none && low - none > ROUNDING) return 'above';
  return high < none && none - high > ROUNDING ? 'below' : null;
}
