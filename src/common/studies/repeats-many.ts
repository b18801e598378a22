import { THRESHOLD_TEXT } from '../experiment/verdict-standings.ts';
import { formatWhole, joined } from '../lib/format.ts';
import { mean } from '../lib/statistics.ts';
import { type ArmOverSeeds, present, reachedAll, reachedCount } from './over-seeds.ts';
import { clearlyAgainst, type Estimate, estimate, pairedDifference, stepRatio } from './paired.ts';
import type { Told } from './repeats-pair.ts';
import { factorText, intervalText, pointsOf } from './repeats-words.ts';

/** More names than this in a row are a number, and comparisons beyond so many are told by the table alone. */
const MOST_NAMES = 4;
const MOST_COMPARED = 8;

/** What is said of three arms or more: a headline, and each comparison with the best. */
export interface ManyWords {
  readonly headline: string;
  readonly comparisons: readonly string[];
}

/** The best arm against one other; the estimate is null where there is nothing to pair. */
interface Against {
  readonly other: ArmOverSeeds;
  readonly found: Estimate | null;
  readonly isClear: boolean;
}

/**
 * The level of each interval such that all pairs of arms hold together at 95 % (Bonferroni): the best arm is picked by what is
 * seen, so that its comparisons are a choice out of all pairs.
 */
const levelOfEach = (arms: number): number => 1 - 0.05 / ((arms * (arms - 1)) / 2);

/** Three arms or more: the best is compared with each of the others, paired by seed. Needs two seeds or more. */
export function manyOverSeeds(arms: readonly ArmOverSeeds[], study: Told): ManyWords {
  const best = bestOf(arms);
  const others = arms.filter((arm) => arm !== best);
  const level = levelOfEach(arms.length);
  if (reachedAll(best)) return byStepsTo(best, others, level, study);
  if (reachedCount(best) > 0) {
    const count = `${best.name} does in ${reachedCount(best)}`;
    return {
      headline: `No network reaches ${THRESHOLD_TEXT} in all ${study.trained} seeds; ${count}.`,
      comparisons: sentence(`Seeds of ${study.trained} that get there`, arms.map(seedsThere)),
    };
  }
  return byAccuracy(best, others, level, study);
}

function byStepsTo(
  best: ArmOverSeeds,
  others: readonly ArmOverSeeds[],
  level: number,
  { trained }: Told,
): ManyWords {
  const all = others.filter(reachedAll).map((other): Against => {
    const found = stepRatio(present(best.reached), present(other.reached), level);
    return { other, found, isClear: clearlyAgainst(found, 1) === 'above' };
  });
  const fewer = others.filter((other) => !reachedAll(other));
  const later = all.filter(({ isClear }) => isClear).map(({ other }) => other);
  const alike = all.filter(({ isClear }) => !isClear).map(({ other }) => other);
  const parts = [
    ...(later.length > 0 ? [`${best.opening} reaches ${THRESHOLD_TEXT} sooner than ${named(later)}`] : []),
    ...(later.length === 0 && fewer.length > 0
      ? [`${best.opening} reaches ${THRESHOLD_TEXT} in all ${trained} seeds`]
      : []),
    ...(fewer.length > 0
      ? [`${named(fewer)} ${fewer.length === 1 ? 'reaches' : 'reach'} it in fewer seeds`]
      : []),
    ...(alike.length > 0 ? [`no clear difference from ${named(alike)}`] : []),
  ];
  return {
    headline:
      later.length + fewer.length === 0
        ? `No clear difference in the steps to ${THRESHOLD_TEXT} over ${trained} seeds.`
        : `${parts.join('; ')}.`,
    comparisons: [
      ...sentence(
        `Steps to ${THRESHOLD_TEXT} as multiples of those of ${best.name}, with intervals`,
        all.map((one) => told(one, factorText)),
      ),
      ...sentence(`Seeds of ${trained} that get there`, fewer.map(seedsThere)),
    ],
  };
}

function byAccuracy(
  best: ArmOverSeeds,
  others: readonly ArmOverSeeds[],
  level: number,
  { steps }: Told,
): ManyWords {
  const all = others.map((other): Against => {
    const found = pairedDifference(best.final, other.final, level);
    return { other, found, isClear: found !== null && clearlyAgainst(found, 0) === 'above' };
  });
  const behind = all.filter(({ isClear }) => isClear).map(({ other }) => other);
  const none = `No network reaches ${THRESHOLD_TEXT} within ${formatWhole(steps)} steps`;
  const ahead =
    behind.length === 0 ? 'no clear difference at the end' : `${best.name} ends ahead of ${named(behind)}`;
  return {
    headline: `${none}; ${ahead}.`,
    comparisons: sentence(
      `Points by which ${best.name} ends ahead, with intervals`,
      all.map((one) => told(one, one.found === null ? String : pointsOf(one.found))),
    ),
  };
}

/** "the plain net 4.1 (3.2 to 5.3)". */
function told({ found, other: { name } }: Against, text: (value: number) => string): string {
  if (found === null) return `${name} nothing to compare`;
  const { alike, interval, value } = found;
  if (interval !== null) return `${name} ${text(value)} (${intervalText(interval, text)})`;
  return `${name} ${text(value)}${alike ? ' with every seed' : ''}`;
}

const seedsThere = (arm: ArmOverSeeds): string => `${arm.name} ${reachedCount(arm)}`;

/** None where there is nothing to list. */
function sentence(what: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length - MOST_COMPARED;
  return [`${what}: ${items.slice(0, MOST_COMPARED).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`];
}

const named = (arms: readonly ArmOverSeeds[]): string =>
  arms.length > MOST_NAMES ? `${arms.length} others` : joined(arms.map(({ name }) => name));

/** Who gets to the threshold in most seeds; then who is there first on average; then who ends best. */
function bestOf(arms: readonly ArmOverSeeds[]): ArmOverSeeds {
  const steps = ({ reached }: ArmOverSeeds) =>
    estimate(present(reached).map((one) => Math.log(Math.max(1, one)))).value;
  const final = (arm: ArmOverSeeds) => (present(arm.final).length === 0 ? 0 : mean(present(arm.final)));
  const [best] = [...arms].sort(
    (one, other) =>
      reachedCount(other) - reachedCount(one) ||
      (reachedCount(one) > 0 ? steps(one) - steps(other) : 0) ||
      final(other) - final(one) ||
      one.row - other.row,
  );
  if (best === undefined) throw new Error('There is no arm to compare');
  return best;
}
