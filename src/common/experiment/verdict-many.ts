import { formatWhole, joined } from '../lib/format.ts';
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

/** What is said of three arms or more that learn alike. */
export const ALL_ALIKE = `${NO_DIFFERENCE}: all networks learn equally well.`;
/** More names than this in a row are a number. */
const MOST_NAMES = 4;

/** Three arms or more: who is first, who leads by now, and who fails. */
export function manyHeadline(standings: readonly Standing[], moment: Moment): string {
  const learners = standings.filter(({ failed }) => !failed);
  const failures = failuresOf(standings);
  const [only] = learners;
  if (only === undefined) return `None of the ${standings.length} networks learns.`;
  if (learners.length === 1) return sentence([aloneAmong(only), ...failures]);
  const firsts = firstOf(learners);
  const lead =
    firsts.length > 0 ? [...reachedFirst(firsts, learners, moment)] : [stillLearning(learners, moment)];
  return lead[0] === undefined && failures.length === 0
    ? ALL_ALIKE
    : sentence([lead[0] ?? `${NO_DIFFERENCE} between those that learn`, ...lead.slice(1), ...failures]);
}

const aloneAmong = ({ opening, reached }: Standing): string =>
  reached === null
    ? `${opening} learns`
    : `${opening} reaches ${THRESHOLD_TEXT} after ${formatWhole(reached)} steps`;

/** Those that reached the threshold first, within a factor that one run's noise makes. */
function firstOf(learners: readonly Standing[]): readonly (Standing & { readonly reached: number })[] {
  const reached = learners.flatMap((one) => (one.reached === null ? [] : [{ ...one, reached: one.reached }]));
  const soonest = Math.min(...reached.map((one) => one.reached));
  return reached
    .filter((one) => one.reached < CLEAR_FACTOR * soonest)
    .sort((one, other) => one.reached - other.reached);
}

/** Empty where the arms are alike. */
function reachedFirst(
  firsts: readonly (Standing & { readonly reached: number })[],
  learners: readonly Standing[],
  { isOver }: Moment,
): readonly string[] {
  const best = bestOf(learners);
  const leading = `${best.name} ${isOver ? 'ends ahead' : 'is now ahead'}`;
  const last = Math.min(...learners.map(({ accuracy }) => accuracy));
  const allFirst = firsts.length === learners.length;
  const apart = reaches(best.accuracy - last, CLEAR_GAP);
  if (allFirst) {
    return apart ? [`Equally fast to ${THRESHOLD_TEXT}`, leading] : [];
  }
  const steps = firsts.map(({ reached }) => formatWhole(reached));
  const who = firsts.length > MOST_NAMES ? `${firsts.length} networks reach` : reach(firsts);
  const after = steps[0] === steps.at(-1) ? `${steps[0]}` : `${steps[0]} to ${steps.at(-1)}`;
  const first = `${who} ${THRESHOLD_TEXT} first (after ${after} steps)`;
  const leads = reaches(best.accuracy - Math.max(...firsts.map(({ accuracy }) => accuracy)), CLEAR_GAP);
  return leads ? [first, leading] : [first];
}

const reach = (firsts: readonly Standing[]): string =>
  `${listed(firsts)} ${firsts.length === 1 ? 'reaches' : 'reach'}`;

function stillLearning(learners: readonly Standing[], { isOver, step }: Moment): string {
  const best = bestOf(learners);
  const early = step < SETTLED_STEP;
  const near = learners.filter(
    ({ accuracy }) => !reaches(best.accuracy - accuracy, early ? EARLY_GAP : LEARNING_GAP),
  );
  if (near.length === learners.length) {
    if (isOver) return NO_DIFFERENCE;
    return early ? 'Too early to tell' : `${NO_DIFFERENCE} so far`;
  }
  const ahead = near.length > MOST_NAMES ? `${near.length} networks are` : `${listed(near)} ${isOrAre(near)}`;
  return early && !isOver ? `${ahead} ahead, but it is early` : `${ahead} ahead`;
}

const bestOf = (standings: readonly Standing[]): Standing =>
  standings.reduce((best, one) => (one.accuracy > best.accuracy ? one : best));

const isOrAre = (list: readonly Standing[]): string => (list.length === 1 ? 'is' : 'are');

/** One part for those that do not learn, and one for each that broke down. */
function failuresOf(standings: readonly Standing[]): readonly string[] {
  const still = standings.filter(({ divergedAt, failed }) => failed && divergedAt === null);
  const broken = standings.filter(({ divergedAt }) => divergedAt !== null);
  const verb = still.length === 1 ? 'does' : 'do';
  const names = still.map(({ name }) => name);
  return [
    ...(still.length === 0
      ? []
      : [`${still.length > MOST_NAMES ? `${still.length} networks` : joined(names)} ${verb} not learn`]),
    ...(broken.length > MOST_NAMES
      ? [`${broken.length} networks broke down`]
      : broken.map(({ divergedAt, name }) => `${name} broke down at step ${formatWhole(divergedAt ?? 0)}`)),
  ];
}

const listed = (list: readonly Standing[]): string =>
  joined(list.map(({ name, opening }, index) => (index === 0 ? opening : name)));

const sentence = (parts: readonly string[]): string => `${parts.join('; ')}.`;
