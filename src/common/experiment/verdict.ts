import { last } from '../lib/series.ts';
import { explain } from './explain.ts';
import type { RunRecord } from './run-record.ts';
import { caveatOf, detailOf } from './verdict-detail.ts';
import { ALL_ALIKE, manyHeadline } from './verdict-many.ts';
import { ALIKE, aloneHeadline, pairHeadline } from './verdict-pair.ts';
import {
  isOver,
  type Moment,
  NO_DIFFERENCE,
  SETTLED_STEP,
  type Standing,
  standingsOf,
  THRESHOLD,
  testedStep,
} from './verdict-standings.ts';

/** What a run shows so far, in words that claim no more than it shows. */
export interface Verdict {
  /** The accuracy that counts as learned, 0 to 1. */
  readonly threshold: number;
  /** For each arm the first tested step at or above the threshold; null for not yet. */
  readonly stepsTo: readonly (number | 'diverged' | null)[];
  /** Whether the run is over; then null is for never, within so many steps. */
  readonly isOver: boolean;
  readonly steps: number;
  readonly headline: string;
  readonly detail: string;
  /** Why, by what was seen inside the layers; empty where that says nothing. */
  readonly why: string;
  readonly caveat: string;
}

/** Judges a run of any number of arms. Says so when there is no difference, or when the plain net leads. */
export function judge(record: RunRecord): Verdict {
  const standings = standingsOf(record);
  const tested = record.arms.some((arm) => last(arm.testStep) > 0);
  const base = {
    threshold: THRESHOLD,
    stepsTo: standings.map(({ reached, divergedAt }) => reached ?? (divergedAt === null ? null : 'diverged')),
    why: '',
    isOver: isOver(record),
    steps: record.step,
    caveat: caveatOf(record),
  };
  if (standings.length === 0) return { ...base, headline: 'There is no network.', detail: '' };
  if (!tested && !standings.some(({ divergedAt }) => divergedAt !== null)) {
    const headline = record.step === 0 ? 'Nothing is trained yet.' : 'Training has begun.';
    return { ...base, headline, detail: 'What it has come to is known after the next test.' };
  }
  const found = headlineOf(standings, { step: testedStep(record), isOver: base.isOver });
  const differs = found !== ALIKE && found !== ALL_ALIKE;
  return {
    ...base,
    headline: inThisRun(found, standings, record.config.seed),
    detail: detailOf(record, standings),
    why: isSettled(record) ? explain(record.snapshots, endsOf(standings), differs) : '',
  };
}

function headlineOf(standings: readonly Standing[], moment: Moment): string {
  const [one, other, third] = standings;
  if (one === undefined || other === undefined) return one === undefined ? '' : aloneHeadline(one, moment);
  return third === undefined ? pairHeadline(one, other, moment) : manyHeadline(standings, moment);
}

/** What a headline claims, it claims of one run with one seed: "In this run (seed 1), batch normalization learns." */
function inThisRun(headline: string, standings: readonly Standing[], seed: number): string {
  const run = `in this run (seed ${seed})`;
  if (headline.startsWith(NO_DIFFERENCE)) return headline.replace(NO_DIFFERENCE, `${NO_DIFFERENCE} ${run}`);
  if (headline.startsWith(TOO_EARLY)) return headline;
  const first = standings.find(({ opening }) => headline.startsWith(opening));
  const claim =
    first === undefined
      ? headline.charAt(0).toLowerCase() + headline.slice(1)
      : first.name + headline.slice(first.opening.length);
  return `In this run (seed ${seed}), ${claim}`;
}

/** Claims nothing. */
const TOO_EARLY = 'Too early to tell';

const isSettled = (record: RunRecord): boolean =>
  testedStep(record) >= SETTLED_STEP || record.arms.some(({ divergedAt }) => divergedAt !== null);

/** The best arm and the worst one, in the order of the arms. */
function endsOf(standings: readonly Standing[]): readonly Standing[] {
  const [best, ...rest] = [...standings].sort(byMerit);
  const worst = rest.at(-1);
  const ends = [best, worst].flatMap((one) => one ?? []);
  return ends.sort((one, other) => one.arm - other.arm);
}

/** Those that learn before those that do not, those before any that broke down; then who was first, then who is ahead. */
function byMerit(one: Standing, other: Standing): number {
  const rank = ({ divergedAt, failed }: Standing) => (divergedAt !== null ? 2 : failed ? 1 : 0);
  const reached = (standing: Standing) => standing.reached ?? Number.MAX_VALUE;
  return (
    rank(one) - rank(other) ||
    reached(one) - reached(other) ||
    other.accuracy - one.accuracy ||
    one.arm - other.arm
  );
}
