import { formatCompact, formatPercent, formatWhole } from '../lib/format.ts';
import { at, last, type Series } from '../lib/series.ts';
import { armLetter } from './arms.ts';
import { changedArm } from './changes.ts';
import { CLASSES } from './config.ts';
import { explain } from './explain.ts';
import type { ArmRecord, RunRecord } from './run-record.ts';

/** What a run shows so far, in words that claim no more than it shows. */
export interface Verdict {
  /** The accuracy that counts as learned, 0 to 1. */
  readonly threshold: number;
  /** For each arm the first tested step at or above the threshold; null for not yet. */
  readonly stepsTo: readonly (number | 'diverged' | null)[];
  readonly headline: string;
  readonly detail: string;
  /** Why, by what was seen inside the layers; empty where that says nothing. */
  readonly why: string;
  readonly caveat: string;
}

const THRESHOLD = 0.9;
/** Before this step nobody can say that a net stands still. */
const SETTLED_STEP = 100;
/** Below this test accuracy a net has learned nothing worth the name; guessing gives 0.1. */
const CHANCE_BOUND = 0.2;
const CHANCE_LOSS = Math.log(CLASSES);
/** Arms whose steps to the threshold are within this factor are called equally fast. */
const CLEAR_FACTOR = 1.5;
/** Accuracies closer than this, in points of 1, are called equal: one run's noise. */
const CLEAR_GAP = 0.01;
/** Before `SETTLED_STEP` only a lead as large as this is worth a word. */
const EARLY_GAP = 0.2;
const ALIKE = 'No clear difference: both networks learn equally well.';
const THRESHOLD_TEXT = formatPercent(THRESHOLD).replace('.0', '');

/** One arm as the verdict sees it. */
interface Standing {
  readonly arm: number;
  readonly name: string;
  readonly accuracy: number;
  readonly loss: number;
  readonly reached: number | null;
  readonly divergedAt: number | null;
  readonly failed: boolean;
}

/** Judges a run by its first two arms. Says so when batch normalization made no difference, or when the plain net leads. */
export function judge(record: RunRecord): Verdict {
  const standings = describeArms(record);
  const [one, other] = standings;
  const tested = record.arms.some((arm) => last(arm.testStep) > 0);
  const base = {
    threshold: THRESHOLD,
    stepsTo: standings.map(({ reached, divergedAt }) => reached ?? (divergedAt === null ? null : 'diverged')),
    why: '',
    caveat: caveatOf(record),
  };
  if (one === undefined) return { ...base, headline: 'There is no network.', detail: '' };
  if (!tested && !standings.some(({ divergedAt }) => divergedAt !== null)) {
    const headline = record.step === 0 ? 'Nothing is trained yet.' : 'Training has begun.';
    return { ...base, headline, detail: 'What it has come to is known after the next test.' };
  }
  const judged = other === undefined ? [one] : [one, other];
  const headline = other === undefined ? aloneHeadline(one) : headlineOf(one, other, testedStep(record));
  return {
    ...base,
    headline,
    detail: detailOf(record, judged),
    why: isSettled(record) ? explain(record.snapshots, judged, headline !== ALIKE) : '',
  };
}

const isSettled = (record: RunRecord): boolean =>
  testedStep(record) >= SETTLED_STEP || record.arms.some(({ divergedAt }) => divergedAt !== null);

/** The newest step at which any arm was tested. */
const testedStep = ({ arms }: RunRecord): number =>
  Math.max(0, ...arms.map(({ testStep }) => last(testStep)).filter(Number.isFinite));

function describeArms(record: RunRecord): Standing[] {
  const bn = record.config.arms.map(
    (arm, index) => record.changes.filter((change) => change.arm === index).reduce(changedArm, arm).bn,
  );
  const distinct = bn.length === 2 && bn[0] !== bn[1] && record.changes.every(({ kind }) => kind !== 'bn');
  return record.arms.map((arm, index) => {
    const accuracy = last(arm.testAccuracy);
    const settled = last(arm.testStep) >= SETTLED_STEP;
    return {
      arm: index,
      name: distinct ? (bn[index] ? 'batch normalization' : 'the plain net') : armLetter(index),
      accuracy,
      loss: last(arm.testLoss),
      reached: firstStepAt(arm, THRESHOLD),
      divergedAt: arm.divergedAt,
      failed: arm.divergedAt !== null || (settled && accuracy < CHANCE_BOUND),
    };
  });
}

function firstStepAt(arm: ArmRecord, threshold: number): number | null {
  const index = indexAtLeast(arm.testAccuracy, threshold);
  return index === -1 ? null : at(arm.testStep, index);
}

/** An accuracy as people read it, to a tenth of a percent: what reads 90.0 % has reached the threshold. */
const asRead = (accuracy: number): number => Math.round(accuracy * 1000) / 1000;

function indexAtLeast(series: Series, bound: number): number {
  for (let index = 0; index < series.length; index++) if (asRead(at(series, index)) >= bound) return index;
  return -1;
}

function aloneHeadline({ name, reached, failed, divergedAt }: Standing): string {
  if (divergedAt !== null) return `${capital(name)} broke down at step ${formatWhole(divergedAt)}.`;
  if (failed) return `${capital(name)} does not learn.`;
  return reached === null
    ? `${capital(name)} has not reached ${THRESHOLD_TEXT} yet.`
    : `${capital(name)} reached ${THRESHOLD_TEXT} after ${formatWhole(reached)} steps.`;
}

function headlineOf(one: Standing, other: Standing, step: number): string {
  if (one.failed && other.failed) return 'Neither network learns.';
  if (one.failed) return failureHeadline(other, one);
  if (other.failed) return failureHeadline(one, other);
  if (one.reached !== null && other.reached !== null)
    return bothReached(one, other, one.reached, other.reached);
  if (one.reached !== null || other.reached !== null) {
    const [ahead, behind] = one.reached !== null ? [one, other] : [other, one];
    return `${capital(ahead.name)} has reached ${THRESHOLD_TEXT}; ${behind.name} not yet.`;
  }
  const gap = one.accuracy - other.accuracy;
  const leader = gap > 0 ? one.name : other.name;
  if (step < SETTLED_STEP) {
    return Math.abs(gap) < EARLY_GAP ? 'Too early to tell.' : `${capital(leader)} is ahead, but it is early.`;
  }
  if (Math.abs(gap) < 5 * CLEAR_GAP) return 'No clear difference so far.';
  return `${capital(leader)} is ahead.`;
}

function failureHeadline(learner: Standing, failure: Standing): string {
  const end =
    failure.divergedAt === null ? 'does not' : `broke down at step ${formatWhole(failure.divergedAt)}`;
  return `${capital(learner.name)} learns; ${failure.name} ${end}.`;
}

function bothReached(one: Standing, other: Standing, oneSteps: number, otherSteps: number): string {
  const [fast, slow, fastSteps, slowSteps] =
    oneSteps <= otherSteps ? [one, other, oneSteps, otherSteps] : [other, one, otherSteps, oneSteps];
  const gap = fast.accuracy - slow.accuracy;
  const leader = gap > 0 ? fast : slow;
  const faster = slowSteps >= CLEAR_FACTOR * fastSteps;
  const apart = Math.abs(gap) >= CLEAR_GAP;
  if (!faster && !apart) return ALIKE;
  if (!faster) return `Equally fast to ${THRESHOLD_TEXT}, but ${leader.name} is now ahead.`;
  const lead = `${capital(fast.name)} is faster`;
  if (!apart) return `${lead}; by now both score the same.`;
  return leader === fast
    ? `${lead} and ahead.`
    : `${lead} to ${THRESHOLD_TEXT}, but ${slow.name} is now ahead.`;
}

function detailOf(record: RunRecord, standings: readonly Standing[]): string {
  const scores = standings.map(({ accuracy, divergedAt }) =>
    divergedAt === null ? formatPercent(accuracy) : 'nothing',
  );
  const sentences = standings.every(({ divergedAt }) => divergedAt !== null)
    ? []
    : [`At the test after ${formatWhole(testedStep(record))} steps: ${scores.join(' against ')}.`];
  for (const arm of standings) {
    const name = capital(arm.name);
    if (arm.divergedAt !== null) {
      sentences.push(
        `${name}: the loss is no longer a number from step ${formatWhole(arm.divergedAt)} on; its last test gave ${formatPercent(arm.accuracy)}.`,
      );
    } else if (arm.failed && arm.loss > 2 * CHANCE_LOSS) {
      sentences.push(
        `${name} has failed without a NaN: its loss is ${formatCompact(arm.loss)}, and guessing gives ${CHANCE_LOSS.toFixed(2)}.`,
      );
    } else if (arm.failed) {
      sentences.push(`${name} is at chance: guessing gives ${formatPercent(1 / CLASSES)}.`);
    }
  }
  return sentences.join(' ');
}

function caveatOf(record: RunRecord): string {
  const touched = [...new Set(record.changes.map(({ arm }) => armLetter(arm)))].sort();
  const seed = 'One run with one seed: repeat it with other seeds before you rely on it.';
  if (touched.length === 0) return seed;
  const what = touched.length === 1 ? `${touched[0]} was` : `${touched.join(' and ')} were`;
  return `${what} changed during the run, so the curves are no longer a plain comparison. ${seed}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
