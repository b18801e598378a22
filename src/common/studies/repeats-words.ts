import { formatWhole } from '../lib/format.ts';
import { type Interval, mean, sd } from '../lib/statistics.ts';
import type { Estimate } from './paired.ts';

const MINUS = '\u2212';
const PERCENT = '\u202f%';
/** The name of the interval that all verdicts over seeds speak of. */
export const INTERVAL_NAME = `95${PERCENT} interval`;

/** How many seeds are trained, of how many are to be: "5 seeds", "2 of 5 seeds". */
export const seedsText = (trained: number, planned: number): string =>
  trained === planned ? `${trained} seeds` : `${trained} of ${planned} seeds`;

/** More digits than this tell nothing. */
const MOST_DIGITS = 6;

/** A ratio in two digits, in more where it would else read as 1: 4.1, 0.83, 1.04. */
export function factorText(ratio: number): string {
  let digits = 2;
  while (digits < MOST_DIGITS && ratio !== 1 && Number(ratio.toPrecision(digits)) === 1) digits++;
  const rounded = Number(ratio.toPrecision(digits));
  return rounded >= 1000 ? formatWhole(rounded) : String(rounded);
}

/** Percentage points of a difference of shares, so fine that its interval is told: "5.1", "−0.12". */
function pointsText(difference: number, finest: number): string {
  const text = (100 * difference).toFixed(finest < 0.01 ? 2 : 1);
  return /[1-9]/.test(text) ? text.replace('-', MINUS) : text.replace('-', '');
}

/** "3.2 to 5.3". */
export const intervalText = ({ low, high }: Interval, text: (value: number) => string): string =>
  `${text(low)} to ${text(high)}`;

/** A difference of accuracies in points, written as fine as its interval is narrow. */
export function pointsOf({ interval }: Estimate): (value: number) => string {
  const half = interval === null ? 1 : (interval.high - interval.low) / 2;
  return (value) => pointsText(value, half);
}

/** Accuracies as mean and standard deviation: "97.1 ± 0.2 %"; without the deviation where there is only one. */
export function meanPercent(values: readonly number[]): string {
  if (values.length === 0) return 'none';
  const deviation = sd(values);
  if (!Number.isFinite(deviation)) return `${(100 * mean(values)).toFixed(1)}${PERCENT}`;
  const digits = deviation > 0 && deviation < 0.001 ? 2 : 1;
  return `${(100 * mean(values)).toFixed(digits)} ± ${(100 * deviation).toFixed(digits)}${PERCENT}`;
}
