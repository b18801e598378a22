import { formatShortPercent } from '../lib/format.ts';
import { at, last, type Series } from '../lib/series.ts';
import { nounOf } from './arm-look.ts';
import { armLetter } from './arms.ts';
import { changedArm } from './changes.ts';
import { CLASSES } from './config.ts';
import { reaches } from './reaches.ts';
import type { ArmRecord, RunRecord } from './run-record.ts';

/** The test accuracy that counts as learned, 0 to 1. */
export const THRESHOLD = 0.9;
export const THRESHOLD_TEXT = formatShortPercent(THRESHOLD);
/** Before this step nobody can say that a net stands still. */
export const SETTLED_STEP = 100;
/** Below this test accuracy a net has learned nothing worth the name; guessing gives 0.1. */
const CHANCE_BOUND = 0.2;
export const CHANCE_LOSS = Math.log(CLASSES);
/** Arms whose steps to the threshold are within this factor are called equally fast. */
export const CLEAR_FACTOR = 1.5;
/** Accuracies closer than this, in points of 1, are called equal: one run's noise. */
export const CLEAR_GAP = 0.01;
/** While an arm has yet to reach the threshold, only a lead as large as this is one. */
export const LEARNING_GAP = 5 * CLEAR_GAP;
/** Before `SETTLED_STEP` only a lead as large as this is worth a word. */
export const EARLY_GAP = 0.2;

/** How each verdict begins that sees none. */
export const NO_DIFFERENCE = 'No clear difference';

/** What an arm is called in a verdict. */
export interface ArmCall {
  /** "the plain net", "B", or the name given by hand. */
  readonly name: string;
  /** The same at the beginning of a sentence. */
  readonly opening: string;
}

/** One arm as the verdict sees it. */
export interface Standing extends ArmCall {
  readonly arm: number;
  readonly accuracy: number;
  /** By batch statistics; NaN where the arm has no such second curve. */
  readonly byBatch: number;
  readonly loss: number;
  /** The first tested step at or above the threshold. */
  readonly reached: number | null;
  readonly divergedAt: number | null;
  readonly failed: boolean;
}

export function standingsOf(record: RunRecord): Standing[] {
  const calls = armCalls(record);
  return record.arms.map((arm, index) => {
    const accuracy = last(arm.testAccuracy);
    const settled = last(arm.testStep) >= SETTLED_STEP;
    return {
      arm: index,
      ...(calls[index] ?? { name: armLetter(index), opening: armLetter(index) }),
      accuracy,
      byBatch: last(arm.byBatchAccuracy),
      loss: last(arm.testLoss),
      reached: firstStepAt(arm, THRESHOLD),
      divergedAt: arm.divergedAt,
      failed: arm.divergedAt !== null || (settled && !reaches(accuracy, CHANCE_BOUND)),
    };
  });
}

/** Arms, and how they were changed. */
interface NamedArms {
  readonly changes: RunRecord['changes'];
  readonly config: Pick<RunRecord['config'], 'arms'>;
}

/** What each arm is called. */
export const armCalls = (run: NamedArms): readonly ArmCall[] =>
  namesOf(run).map((name, index) => ({
    name,
    opening: run.config.arms[index]?.name === name ? name : capital(name),
  }));

/** What the arms are called where that tells them apart, else letters; an arm that was switched in the middle is no kind of its own. */
function namesOf({ changes, config }: NamedArms): readonly string[] {
  const switched = changes.some(({ kind }) => kind === 'bn');
  const arms = config.arms.map((arm, index) =>
    changes.filter((change) => change.arm === index).reduce(changedArm, arm),
  );
  const letters = arms.map((_, index) => armLetter(index));
  const given = arms.map(({ name = '' }) => name);
  const candidates = [
    ...(switched || arms.length === 1 ? [] : [arms.map((arm, index) => given[index] || nounOf(arm))]),
    arms.map((_, index) => given[index] || armLetter(index)),
  ];
  return candidates.find((names) => new Set(names).size === names.length) ?? letters;
}

/** The first tested step at or above a test accuracy; null for none. */
export function firstStepAt(arm: ArmRecord, threshold: number): number | null {
  const index = indexAtLeast(arm.testAccuracy, threshold);
  return index === -1 ? null : at(arm.testStep, index);
}

function indexAtLeast(series: Series, bound: number): number {
  for (let index = 0; index < series.length; index++) if (reaches(at(series, index), bound)) return index;
  return -1;
}

/** When a run is judged. */
export interface Moment {
  /** Of the newest test. */
  readonly step: number;
  /** Whether the run is over: nothing more is to be waited for. */
  readonly isOver: boolean;
}

/** Whether a run has come to its end, as its record tells: nothing more is trained or tested. */
export function isOver(record: RunRecord): boolean {
  const { arms, config, step } = record;
  const going = arms.filter(({ divergedAt }) => divergedAt === null);
  if (going.length === 0) return arms.length > 0;
  if (!going.every(({ testStep }) => last(testStep) === step)) return false;
  const { steps, target } = config;
  return step >= steps || (target > 0 && going.every((arm) => last(arm.testAccuracy) >= target / 100));
}

/** The newest step at which any arm was tested. */
export const testedStep = ({ arms }: RunRecord): number =>
  Math.max(0, ...arms.map(({ testStep }) => last(testStep)).filter(Number.isFinite));

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
