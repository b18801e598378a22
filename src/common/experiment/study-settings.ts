import { shortened } from '../lib/format.ts';
import { groupingProblem, RATE, readNumber } from './settings.ts';

/** Learning rates from the lowest to the highest, evenly spaced on a logarithmic scale. */
export interface Ladder {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How an experiment is studied: at which learning rates, and over how many seeds. */
export interface StudySettings {
  readonly ladder: Ladder;
  /** Training steps at each rate. */
  readonly ladderSteps: number;
  /** Seeds of a repeated experiment: the experiment's own and those after it. */
  readonly repeats: number;
  /** Training steps with each seed; 0 for as many as the experiment has. */
  readonly repeatSteps: number;
}

export const STUDY_DEFAULTS: StudySettings = {
  ladder: { from: 0.001, to: 3, count: 12 },
  ladderSteps: 500,
  repeats: 5,
  repeatSteps: 0,
};

interface Bounds {
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

/** Bounds of the whole numbers, and what they are called. */
export const STUDY_BOUNDS: Readonly<Record<'count' | 'ladderSteps' | 'repeats' | 'repeatSteps', Bounds>> = {
  count: { label: 'Rates', min: 2, max: 24 },
  ladderSteps: { label: 'Steps at each rate', min: 1, max: 100_000 },
  repeats: { label: 'Seeds', min: 2, max: 32 },
  repeatSteps: { label: 'Steps with each seed', min: 0, max: 1_000_000 },
};

export type StudySettingName = keyof StudySettings;

export const isStudySetting = (name: string): name is StudySettingName => Object.hasOwn(STUDY_DEFAULTS, name);

/** Writes a study setting as a link has it; a ladder as FROM:TO:COUNT. */
export function formatStudySetting(name: StudySettingName, settings: StudySettings): string {
  const { count, from, to } = settings.ladder;
  return name === 'ladder' ? `${from}:${to}:${count}` : String(settings[name]);
}

/** Reads what `formatStudySetting` writes. The error says what is wrong and what is allowed. */
export function readStudySetting(
  name: StudySettingName,
  text: string,
): { value: Ladder | number } | { error: string } {
  if (name === 'ladder') return readLadder(text);
  const { max, min } = STUDY_BOUNDS[name];
  const grouped = groupingProblem(text);
  if (grouped !== null) return { error: `${name}: ${grouped}` };
  const value = text.includes(',') ? null : readNumber(text);
  return value !== null && isWithin(value, { min, max })
    ? { value }
    : { error: `${name}: “${shortened(text)}” is not a whole number from ${min} to ${max}` };
}

/** Reads FROM:TO:COUNT, as in 0.001:3:12. */
function readLadder(text: string): { value: Ladder } | { error: string } {
  const numbers = text.split(':').map(readNumber);
  const [from, to, count] = numbers;
  if (numbers.length !== 3 || from == null || to == null || count == null) {
    return { error: `ladder: “${shortened(text)}” is not FROM:TO:COUNT, as in 0.001:3:12` };
  }
  const problem = groupingProblem(text.split(':')[2] ?? '') ?? ladderProblem({ from, to, count });
  return problem === null ? { value: { from, to, count } } : { error: `ladder: ${problem}` };
}

/** What makes a ladder impossible, in a sentence; null for one that can be trained. */
export function ladderProblem({ count, from, to }: Ladder): string | null {
  const isRate = (rate: number) => rate >= RATE.min && rate <= RATE.max;
  if (!isRate(from) || !isRate(to)) return `learning rates go from ${RATE.min} to ${RATE.max}`;
  if (from >= to) return `the lowest rate, ${from}, is not below the highest, ${to}`;
  const { max, min } = STUDY_BOUNDS.count;
  if (!isWithin(count, { min, max })) return `the number of rates is a whole one from ${min} to ${max}`;
  return null;
}

const isWithin = (value: number, { max, min }: Pick<Bounds, 'min' | 'max'>): boolean =>
  Number.isInteger(value) && value >= min && value <= max;

/** Digits of a rate, where they tell all rates apart. */
const DIGITS = [2, 3, 6];

/** The rates of a ladder, rounded as far as that leaves them apart; the first and the last are as given. */
export function ladderRates({ count, from, to }: Ladder): readonly number[] {
  const exact = Array.from({ length: count }, (_, rung) => from * (to / from) ** (rung / (count - 1)));
  const rounded = DIGITS.map((digits) =>
    exact.map((rate, rung) =>
      rung === 0 ? from : rung === count - 1 ? to : Number(rate.toPrecision(digits)),
    ),
  );
  return (
    rounded.find((rates) => rates.every((rate, rung) => rung === 0 || rate > (rates[rung - 1] as number))) ??
    exact
  );
}
