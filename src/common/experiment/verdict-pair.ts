import { formatWhole } from '../lib/format.ts';
import { reaches } from './reaches.ts';
import {
  CLEAR_FACTOR,
  CLEAR_GAP,
  EARLY_GAP,
  LEARNING_GAP,
  type Moment,
  NO_DIFFERENCE,
  SETTLED_STEP,
  type Standing,
  THRESHOLD_TEXT,
} from './verdict-standings.ts';

/** What is said of two arms that learn alike. */
export const ALIKE = `${NO_DIFFERENCE}: both networks learn equally well.`;

export function aloneHeadline(
  { divergedAt, failed, opening, reached }: Standing,
  { isOver, step }: Moment,
): string {
  if (divergedAt !== null) return `${opening} broke down at step ${formatWhole(divergedAt)}.`;
  if (failed) return `${opening} does not learn.`;
  if (reached === null && isOver)
    return `${opening} did not reach ${THRESHOLD_TEXT} within ${formatWhole(step)} steps.`;
  return reached === null
    ? `${opening} has not reached ${THRESHOLD_TEXT} yet.`
    : `${opening} reached ${THRESHOLD_TEXT} after ${formatWhole(reached)} steps.`;
}

export function pairHeadline(one: Standing, other: Standing, { isOver, step }: Moment): string {
  if (one.failed && other.failed) return 'Neither network learns.';
  if (one.failed) return failureHeadline(other, one);
  if (other.failed) return failureHeadline(one, other);
  if (one.reached !== null && other.reached !== null)
    return bothReached([one, one.reached], [other, other.reached], isOver);
  if (one.reached !== null || other.reached !== null) {
    const [ahead, behind] = one.reached !== null ? [one, other] : [other, one];
    if (isOver)
      return `${ahead.opening} reached ${THRESHOLD_TEXT}; ${behind.name} did not within ${formatWhole(step)} steps.`;
    return `${ahead.opening} has reached ${THRESHOLD_TEXT}; ${behind.name} not yet.`;
  }
  const gap = one.accuracy - other.accuracy;
  const leader = gap > 0 ? one : other;
  if (isOver) {
    const least = step < SETTLED_STEP ? EARLY_GAP : LEARNING_GAP;
    return reaches(Math.abs(gap), least) ? `${leader.opening} ends ahead.` : `${NO_DIFFERENCE}.`;
  }
  if (step < SETTLED_STEP) {
    return reaches(Math.abs(gap), EARLY_GAP)
      ? `${leader.opening} is ahead, but it is early.`
      : 'Too early to tell.';
  }
  if (!reaches(Math.abs(gap), LEARNING_GAP)) return `${NO_DIFFERENCE} so far.`;
  return `${leader.opening} is ahead.`;
}

function failureHeadline(learner: Standing, failure: Standing): string {
  const end =
    failure.divergedAt === null ? 'does not' : `broke down at step ${formatWhole(failure.divergedAt)}`;
  return `${learner.opening} learns; ${failure.name} ${end}.`;
}

function bothReached(
  [one, oneSteps]: readonly [Standing, number],
  [other, otherSteps]: readonly [Standing, number],
  isOver: boolean,
): string {
  const [fast, slow, fastSteps, slowSteps] =
    oneSteps <= otherSteps ? [one, other, oneSteps, otherSteps] : [other, one, otherSteps, oneSteps];
  const gap = fast.accuracy - slow.accuracy;
  const leader = gap > 0 ? fast : slow;
  const faster = slowSteps >= CLEAR_FACTOR * fastSteps;
  const apart = reaches(Math.abs(gap), CLEAR_GAP);
  if (!faster && !apart) return ALIKE;
  const leads = isOver ? 'ends ahead' : 'is now ahead';
  if (!faster) return `Equally fast to ${THRESHOLD_TEXT}, but ${leader.name} ${leads}.`;
  const lead = `${fast.opening} is faster`;
  if (!apart) return `${lead}; ${isOver ? 'in the end' : 'by now'} both score the same.`;
  return leader === fast ? `${lead} and ahead.` : `${lead} to ${THRESHOLD_TEXT}, but ${slow.name} ${leads}.`;
}
