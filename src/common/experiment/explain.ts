import { formatCompact, formatPercent, formatTimes, formatWhole } from '../lib/format.ts';
import { isNormNoun } from './arm-look.ts';
import { type InsideFacts, insideFacts } from './inside-facts.ts';
import type { LayerSnapshot } from './layer-snapshot.ts';

/** What is known of an arm besides its layers. */
export interface ExplainedArm {
  readonly arm: number;
  /** "the plain net", "batch normalization", "B". */
  readonly name: string;
  readonly failed: boolean;
  readonly divergedAt: number | null;
}

/** What the verdict calls the arm with it, where the other is plain. */
const WITH_BN = 'batch normalization';
/** Gradients at layer 1 less than this part of those at the last layer have vanished, and more than its inverse have exploded. */
const VANISHES_BELOW = 1e-3;
/** Between this and its inverse a gradient reaches layer 1 well. */
const STEADY_FROM = 1e-2;
/** More of a layer than this is saturated, or dead, where that is called a cause. */
const MOST = 0.5;
/** Values that have grown by this factor have blown up. */
const GROWN_BY = 100;
/** Gradients further apart than this are worth a word between two nets that both learn. */
const APART_BY = 10;

/**
 * Why a run went as it did, in a sentence or two made of what was seen inside the layers. It names a cause only where one arm shows
 * it and the other does not; empty where the numbers say nothing.
 *
 * @param arms two of them, or the one there is
 * @param differs whether the arms learn differently, by the verdict
 */
export function explain(
  snapshots: readonly LayerSnapshot[],
  arms: readonly ExplainedArm[],
  differs: boolean,
): string {
  const [one, other] = arms;
  if (one === undefined) return '';
  const broken = arms.filter(({ divergedAt }) => divergedAt !== null);
  if (broken.length > 0) {
    const rest = arms.filter(({ divergedAt, failed }) => divergedAt === null && failed);
    return sentences([
      ...broken.map((arm) => whatGrew(snapshots, arm)),
      ...rest.map((arm) => causeOf(arm, factsOf(snapshots, [arm])[0] ?? null, null)),
    ]);
  }
  if (other === undefined) return one.failed ? causeOf(one, factsOf(snapshots, [one])[0] ?? null, null) : '';
  const [ownFacts = null, otherFacts = null] = factsOf(snapshots, [one, other]);
  if (ownFacts === null || otherFacts === null) return '';
  if (one.failed && other.failed) {
    return sentences([causeOf(one, ownFacts, null), causeOf(other, otherFacts, null)]);
  }
  if (one.failed) return causeOf(one, ownFacts, { ...other, facts: otherFacts });
  if (other.failed) return causeOf(other, otherFacts, { ...one, facts: ownFacts });
  return ofTwoThatLearn([one, ownFacts], [other, otherFacts], differs);
}

/** What both arms showed in the newest look in which both are there. */
function factsOf(
  snapshots: readonly LayerSnapshot[],
  arms: readonly ExplainedArm[],
): readonly (InsideFacts | null)[] {
  const snapshot = snapshots.findLast((one) => arms.every(({ arm }) => one.arms[arm]));
  return snapshot === undefined ? [] : arms.map(({ arm }) => insideFacts(snapshot, arm));
}

type Other = ExplainedArm & { readonly facts: InsideFacts };

/** Why an arm does not learn: what its layers show and those of the arm that learns do not. */
function causeOf(arm: ExplainedArm, facts: InsideFacts | null, learner: Other | null): string {
  if (facts === null) return '';
  const parts: string[] = [];
  if (facts.constantFrom !== null && learner?.facts.constantFrom == null) parts.push(constantText(facts));
  const ratio = facts.gradientRatio;
  const compared = learner === null ? Number.NaN : learner.facts.firstGradient / facts.firstGradient;
  if (ratio < VANISHES_BELOW && !((learner?.facts.gradientRatio ?? 1) < VANISHES_BELOW)) {
    parts.push(
      learner !== null && Number.isFinite(compared) && compared > 1
        ? `the gradient that reaches layer 1 is ${formatTimes(compared)} times smaller than ${within(learner.name)}`
        : `the gradient that reaches layer 1 is ${formatTimes(1 / ratio)} times smaller than at layer ${facts.layers}`,
    );
  } else if (ratio > 1 / VANISHES_BELOW && !((learner?.facts.gradientRatio ?? 1) > 1 / VANISHES_BELOW)) {
    parts.push(
      `the gradient grows ${formatTimes(ratio)} times on its way from layer ${facts.layers} to layer 1`,
    );
  }
  if (facts.saturated.share > MOST && !((learner?.facts.saturated.share ?? 0) > MOST)) {
    parts.push(
      `${formatPercent(facts.saturated.share)} of the activations in layer ${facts.saturated.layer} are saturated`,
    );
  }
  if (facts.dead.share > MOST && !((learner?.facts.dead.share ?? 0) > MOST)) {
    parts.push(
      `${formatPercent(facts.dead.share)} of the units in layer ${facts.dead.layer} are 0 for every image`,
    );
  }
  return parts.length === 0 ? '' : `${capital(within(arm.name))}, ${parts.join(', and ')}.`;
}

function constantText({ constantFrom, layers }: InsideFacts): string {
  const which = constantFrom === layers ? `layer ${layers}` : `layers ${constantFrom} to ${layers}`;
  return `every unit of ${which} gives the same answer to every image`;
}

/** What became large before a loss was no number any more. */
function whatGrew(snapshots: readonly LayerSnapshot[], { arm, divergedAt, name }: ExplainedArm): string {
  const seen = snapshots.flatMap((snapshot) => insideFacts(snapshot, arm) ?? []);
  const [first, last] = [seen[0], seen.findLast(({ largest }) => largest > 0)];
  if (first === undefined || last === undefined || !(last.largest > GROWN_BY * first.largest)) return '';
  const [from, to] = [first, last].map(({ largest }) => formatCompact(largest));
  return `${capital(within(name))}, the largest value before activation grew from ${from} at step ${formatWhole(first.step)} to ${to} at step ${formatWhole(last.step)}, and at step ${formatWhole(divergedAt ?? 0)} the loss was no number any more.`;
}

function ofTwoThatLearn(
  [one, ownFacts]: readonly [ExplainedArm, InsideFacts],
  [other, otherFacts]: readonly [ExplainedArm, InsideFacts],
  differs: boolean,
): string {
  const factor = ownFacts.firstGradient / otherFacts.firstGradient;
  const apart = factor > APART_BY || factor < 1 / APART_BY;
  if (differs && apart) {
    const [less, more, times] = factor < 1 ? [one, other, 1 / factor] : [other, one, factor];
    return `${capital(within(less.name))}, the gradient that reaches layer 1 is now ${formatTimes(times)} times smaller than ${within(more.name)}.`;
  }
  const comparesBn = [one, other].some(({ name }) => name === WITH_BN);
  if (differs || !comparesBn || !isSteady(ownFacts) || !isSteady(otherFacts)) return '';
  return 'In both nets the gradient reaches layer 1, and no layer has collapsed or saturated: nothing here needs batch normalization.';
}

const isSteady = ({ constantFrom, dead, gradientRatio, saturated }: InsideFacts): boolean =>
  constantFrom === null &&
  saturated.share <= MOST &&
  dead.share <= MOST &&
  gradientRatio > STEADY_FROM &&
  gradientRatio < 1 / STEADY_FROM;

const within = (name: string): string => (isNormNoun(name) ? `with ${name}` : `in ${name}`);
const sentences = (list: readonly string[]): string => list.filter((text) => text !== '').join(' ');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
