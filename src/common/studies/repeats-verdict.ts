import { changesCaveat } from '../experiment/verdict-detail.ts';
import { THRESHOLD_TEXT } from '../experiment/verdict-standings.ts';
import { formatCompact, formatWhole } from '../lib/format.ts';
import {
  type ArmOverSeeds,
  armsOverSeeds,
  divergedCount,
  present,
  reachedAll,
  reachedCount,
  trainedColumns,
} from './over-seeds.ts';
import { pairedDifference } from './paired.ts';
import { manyOverSeeds } from './repeats-many.ts';
import { aheadWords, aloneOverSeeds, pairOverSeeds, soonerFirst, type Told } from './repeats-pair.ts';
import { factorText, meanPercent } from './repeats-words.ts';
import type { StudyRecord } from './study-record.ts';

/** What an experiment over several seeds shows so far, with how sure it is. */
export interface RepeatsVerdict {
  readonly headline: string;
  readonly detail: string;
  readonly caveat: string;
  /** Seeds whose networks have all had their turn. */
  readonly trained: number;
}

/** Judges repeats by the seeds that are trained to the end, each arm against the other with the same seed. */
export function judgeRepeats(record: StudyRecord): RepeatsVerdict {
  const { columns, base } = record.config;
  const arms = armsOverSeeds(record);
  const told: Told = {
    trained: trainedColumns(record).length,
    planned: columns.length,
    steps: base.steps,
  };
  return {
    ...wordsOf(arms, told),
    caveat: [...changesCaveat(base.changes), ...intervalCaveat(arms.length, told)].join(' '),
    trained: told.trained,
  };
}

function wordsOf(arms: readonly ArmOverSeeds[], told: Told): Pick<RepeatsVerdict, 'headline' | 'detail'> {
  const { planned, trained } = told;
  const [one, other] = arms;
  if (one === undefined) return { headline: 'There is no network.', detail: '' };
  const soFar = trained < planned ? [`${trained} of ${planned} seeds are trained.`] : [];
  if (trained === 0) {
    return {
      headline: 'No seed is trained to the end yet.',
      detail: [...soFar, 'A seed counts when all its networks have had their turn.'].join(' '),
    };
  }
  if (trained === 1) {
    return {
      headline: 'One seed is trained, and one seed is no evidence.',
      detail: [...soFar, oneSeedWords(arms), scoresOf(arms), ...breakdowns(arms)].join(' '),
    };
  }
  if (other === undefined) {
    return withBreakdowns(aloneOverSeeds(one, told), [...soFar, scoresOf(arms)], arms);
  }
  if (arms.length > 2) {
    const { comparisons, headline } = manyOverSeeds(arms, told);
    return withBreakdowns(headline, [...soFar, ...comparisons, scoresOf(arms)], arms);
  }
  const details = [...soFar, scoresOf(arms), ...endWords(one, other), ...atLeastWords(one, other, told)];
  return withBreakdowns(pairOverSeeds(one, other, told), details, arms);
}

/** Networks that broke down belong into the headline: means and ratios leave them out. */
const withBreakdowns = (headline: string, details: readonly string[], arms: readonly ArmOverSeeds[]) => ({
  headline: [headline, ...breakdowns(arms)].join(' '),
  detail: details.join(' '),
});

const breakdowns = (arms: readonly ArmOverSeeds[]): readonly string[] =>
  arms
    .filter((arm) => divergedCount(arm) > 0)
    .map((arm) => `${arm.opening} broke down in ${divergedCount(arm)} of ${arm.divergedAt.length} seeds.`);

/** What the only trained seed showed. */
function oneSeedWords(arms: readonly ArmOverSeeds[]): string {
  const [one, other, third] = arms;
  if (one && other && !third && reachedAll(one) && reachedAll(other)) {
    const { fast, ratio, slow } = soonerFirst(one, other);
    const steps = [fast, slow].map(({ reached }) => formatWhole(reached[0] ?? 0)).join(' against ');
    return ratio.value === 1
      ? `In it both networks reached ${THRESHOLD_TEXT} at the same test (${steps} steps).`
      : `In it ${fast.name} reached ${THRESHOLD_TEXT} ${factorText(ratio.value)} times sooner (${steps} steps).`;
  }
  const reached = arms.map(({ name, reached: [steps = null] }) =>
    steps === null
      ? `${name} did not reach ${THRESHOLD_TEXT}`
      : `${name} reached it after ${formatWhole(steps)} steps`,
  );
  return `In it ${reached.join(', ')}.`;
}

/** Final accuracies, without the seeds that broke down. */
function scoresOf(arms: readonly ArmOverSeeds[]): string {
  const scores = arms.map(({ final, name }) => {
    const there = present(final);
    const left =
      there.length < final.length && there.length > 0 ? ` (${there.length} of ${final.length} seeds)` : '';
    return `${name} ${meanPercent(there)}${left}`;
  });
  const spread = arms.some(({ final }) => present(final).length > 1) ? ', mean ± SD' : '';
  return `Test accuracy at the end${spread}: ${scores.join(', ')}.`;
}

/** How far apart two arms end, where the headline does not say it. */
function endWords(one: ArmOverSeeds, other: ArmOverSeeds): readonly string[] {
  const difference = pairedDifference(one.final, other.final);
  if (reachedCount(one) + reachedCount(other) === 0 || difference === null) return [];
  const words = aheadWords(one, other, difference);
  return [`Paired by seed, ${words}.`];
}

/** Where one arm always gets there and the other never does: what the ratio is at least. */
function atLeastWords(one: ArmOverSeeds, other: ArmOverSeeds, { steps }: Told): readonly string[] {
  const [fast, slow] = reachedAll(one) ? [one, other] : [other, one];
  if (!reachedAll(fast) || reachedCount(slow) > 0 || divergedCount(slow) > 0) return [];
  const least = floored(steps / Math.max(1, ...present(fast.reached)));
  if (least <= 1) return [];
  return [
    `To get there at all ${slow.name} would need more than ${formatCompact(least)} times as many steps with every seed: a lower bound, no ratio.`,
  ];
}

/** A bound must not be rounded up. */
const floored = (factor: number): number => (factor < 10 ? Math.floor(10 * factor) / 10 : Math.floor(factor));

function intervalCaveat(arms: number, { trained }: Told): readonly string[] {
  if (trained < 2) {
    return ['One seed tells nothing of how much seeds differ: an interval takes two or more.'];
  }
  return [
    'Intervals are t intervals over seeds: they cover first weights, order of batches and noise. They say nothing of another network, other data or other learning rates, and steps are known only as finely as the tests lie.',
    ...(arms > 2
      ? ['They are widened so that all pairs of networks hold together at 95\u202f% (Bonferroni).']
      : []),
  ];
}
