import { formatWhole } from '../lib/format.ts';
import { reaches } from './reaches.ts';
import {
  CLEAR_FACTOR,
  CLEAR_GAP,
  EARLY_GAP,
  LEARNING_GAP,
  SETTLED_STEP,
  type Standing,
  THRESHOLD_TEXT,
} from './verdict-standings.ts';

/** What is said of two arms that learn alike. */
export const ALIKE = 'No clear difference: both networks learn equally well.';

export function aloneHeadline({ divergedAt, failed, opening, reached }: Standing): string {
  if (divergedAt !== null) return `${opening} broke down at step ${formatWhole(divergedAt)}.`;
  if (failed) return `${opening} does not learn.`;
  return reached === null
    ? `${opening} has not reached ${THRESHOLD_TEXT} yet.`
    : `${opening} reached ${THRESHOLD_TEXT} after ${formatWhole(reached)} steps.`;
}

/** @param step of the newest test */
export function pairHeadline(one: Standing, other: Standing, step: number): string {
  if (one.failed && other.failed) return 'Neither network learns.';
  if (one.failed) return failureHeadline(other, one);
  if (other.failed) return failureHeadline(one, other);
  if (one.reached !== null && other.reached !== null)
    return bothReached(one, other, one.reached, other.reached);
  if (one.reached !== null || other.reached !== null) {
    const [ahead, behind] = one.reached !== null ? [one, other] : [other, one];
    return `${ahead.opening} has reached ${THRESHOLD_TEXT}; ${behind.name} not yet.`;
  }
  const gap = one.accuracy - other.accuracy;
  const leader = gap > 0 ? one : other;
  if (step < SETTLED_STEP) {
    return reaches(Math.abs(gap), EARLY_GAP)
      ? `${leader.opening} is ahead, but it is early.`
      : 'Too early to tell.';
  }
  if (!reaches(Math.abs(gap), LEARNING_GAP)) return 'No clear difference so far.';
  return `${leader.opening} is ahead.`;
}

function failureHeadline(learner: Standing, failure: Standing): string {
  const end =
    failure.divergedAt === null ? 'does not' : `broke down at step ${formatWhole(failure.divergedAt)}`;
  return `${learner.opening} learns; ${failure.name} ${end}.`;
}

function bothReached(one: Standing, other: Standing, oneSteps: number, otherSteps: number): string {
  const [fast, slow, fastSteps, slowSteps] =
    oneSteps <= otherSteps ? [one, other, oneSteps, otherSteps] : [other, one, otherSteps, oneSteps];
  const gap = fast.accuracy - slow.accuracy;
  const leader = gap > 0 ? fast : slow;
  const faster = slowSteps >= CLEAR_FACTOR * fastSteps;
  const apart = reaches(Math.abs(gap), CLEAR_GAP);
  if (!faster && !apart) return ALIKE;
  if (!faster) return `Equally fast to ${THRESHOLD_TEXT}, but ${leader.name} is now ahead.`;
  const lead = `${fast.opening} is faster`;
  if (!apart) return `${lead}; by now both score the same.`;
  return leader === fast
    ? `${lead} and ahead.`
    : `${lead} to ${THRESHOLD_TEXT}, but ${slow.name} is now ahead.`;
}
