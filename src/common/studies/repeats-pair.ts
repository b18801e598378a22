import { THRESHOLD_TEXT } from '../experiment/verdict-standings.ts';
import { formatWhole } from '../lib/format.ts';
import { type ArmOverSeeds, present, reachedAll, reachedCount } from './over-seeds.ts';
import { clearlyAgainst, type Estimate, estimate, pairedDifference, stepRatio } from './paired.ts';
import { factorText, INTERVAL_NAME, intervalText, pointsOf, seedsText } from './repeats-words.ts';

/** How many seeds are trained, of how many, and for how many steps each. */
export interface Told {
  readonly trained: number;
  readonly planned: number;
  readonly steps: number;
}

const inEach = ({ trained }: Told): string => `in each of ${trained} seeds`;
const within = ({ steps }: Told): string => `within ${formatWhole(steps)} steps`;
const overSeeds = ({ trained, planned }: Told): string => `(${seedsText(trained, planned)})`;

/** One arm alone: in how many seeds it gets there, and how long it takes. */
export function aloneOverSeeds(arm: ArmOverSeeds, told: Told): string {
  const reaches = `${arm.opening} reaches ${THRESHOLD_TEXT}`;
  const steps = reachedAll(arm) ? estimate(present(arm.reached)) : null;
  if (steps === null) return `${reaches} in ${reachedCount(arm)} of ${told.trained} seeds ${within(told)}.`;
  const after = `${reaches} after ${formatWhole(steps.value)} steps`;
  return steps.interval === null
    ? `${after} ${inEach(told)}.`
    : `${after} on average; ${INTERVAL_NAME} ${intervalText(steps.interval, formatWhole)} ${overSeeds(told)}.`;
}

/** Two arms, paired by seed: who is sooner at the threshold; where that is not reached, who ends ahead. */
export function pairOverSeeds(one: ArmOverSeeds, other: ArmOverSeeds, told: Told): string {
  if (reachedAll(one) && reachedAll(other)) return soonerOverSeeds(one, other, told);
  if (reachedCount(one) + reachedCount(other) > 0) return countsOverSeeds(one, other, told);
  const neither = `Neither network reaches ${THRESHOLD_TEXT} ${within(told)}`;
  const difference = pairedDifference(one.final, other.final);
  return difference === null || difference.seeds < 2
    ? `${neither}.`
    : `${neither}; ${aheadWords(one, other, difference)}.`;
}

function soonerOverSeeds(one: ArmOverSeeds, other: ArmOverSeeds, told: Told): string {
  const { fast, ratio } = soonerFirst(one, other);
  const factor = factorText(ratio.value);
  const times = `reaches ${THRESHOLD_TEXT} ${factor} times sooner`;
  const isClear = clearlyAgainst(ratio, 1) !== null;
  if (ratio.interval === null) {
    return isClear
      ? `${fast.opening} ${times} ${inEach(told)}.`
      : `No difference: both networks reach ${THRESHOLD_TEXT} at the same test ${inEach(told)}.`;
  }
  const interval = `${INTERVAL_NAME} ${intervalText(ratio.interval, factorText)}`;
  if (isClear) return `${fast.opening} ${times}; ${interval} ${overSeeds(told)}.`;
  const found = factor === '1' ? `both are as soon at ${THRESHOLD_TEXT}` : `${fast.name} ${times}`;
  return `No clear difference: ${found} on average; ${interval}, which holds 1 ${overSeeds(told)}.`;
}

/** Two arms that reached the threshold in every seed: the sooner one, and how many times as many steps the other takes. */
export function soonerFirst(
  one: ArmOverSeeds,
  other: ArmOverSeeds,
): { readonly fast: ArmOverSeeds; readonly slow: ArmOverSeeds; readonly ratio: Estimate } {
  const ratio = stepRatio(present(one.reached), present(other.reached));
  return ratio.value >= 1
    ? { fast: one, slow: other, ratio }
    : { fast: other, slow: one, ratio: stepRatio(present(other.reached), present(one.reached)) };
}

/** Where not every seed gets there: in how many each does. */
function countsOverSeeds(one: ArmOverSeeds, other: ArmOverSeeds, told: Told): string {
  const [more, fewer] = reachedCount(one) >= reachedCount(other) ? [one, other] : [other, one];
  const [most, least] = [reachedCount(more), reachedCount(fewer)];
  const seeds = `of ${told.trained} seeds`;
  return most === least
    ? `Both networks reach ${THRESHOLD_TEXT} in ${most} ${seeds} ${within(told)}.`
    : `${more.opening} reaches ${THRESHOLD_TEXT} in ${most} ${seeds}, ${fewer.name} in ${least} of ${told.trained} ${within(told)}.`;
}

/**
 * Who ends ahead: "batch normalization ends 12.3 points ahead, 95 % interval 10.1 to 14.5 (5 seeds)".
 *
 * @param difference of final accuracies, the one's less the other's
 */
export function aheadWords(one: ArmOverSeeds, other: ArmOverSeeds, difference: Estimate): string {
  if (difference.value < 0) return aheadWords(other, one, negated(difference));
  const { alike, interval, seeds, value } = difference;
  const points = pointsOf(difference);
  const ahead = `${points(value)} points ahead`;
  if (interval === null) {
    const where = alike ? `in each of ${seeds} seeds` : 'with this seed';
    return value === 0 ? `both end equally good ${where}` : `${one.name} ends ${ahead} ${where}`;
  }
  const told = `${INTERVAL_NAME} ${intervalText(interval, points)} (${seeds} seeds)`;
  return clearlyAgainst(difference, 0) === null
    ? `no clear difference at the end: ${one.name} is ${ahead} of ${other.name} on average, ${told}`
    : `${one.name} ends ${ahead}, ${told}`;
}

const negated = ({ interval, value, ...rest }: Estimate): Estimate => ({
  ...rest,
  value: -value,
  interval: interval && { low: -interval.high, high: -interval.low },
});
