import { last } from '../lib/series.ts';
import { explain } from './explain.ts';
import type { RunRecord } from './run-record.ts';
import { caveatOf, detailOf } from './verdict-detail.ts';
import { ALL_ALIKE, manyHeadline } from './verdict-many.ts';
import { ALIKE, aloneHeadline, pairHeadline } from './verdict-pair.ts';
import { SETTLED_STEP, type Standing, standingsOf, THRESHOLD, testedStep } from './verdict-standings.ts';

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

/** Judges a run of any number of arms. Says so when there is no difference, or when the plain net leads. */
export function judge(record: RunRecord): Verdict {
  const standings = standingsOf(record);
  const tested = record.arms.some((arm) => last(arm.testStep) > 0);
  const base = {
    threshold: THRESHOLD,
    stepsTo: standings.map(({ reached, divergedAt }) => reached ?? (divergedAt === null ? null : 'diverged')),
    why: '',
    caveat: caveatOf(record),
  };
  if (standings.length === 0) return { ...base, headline: 'There is no network.', detail: '' };
  if (!tested && !standings.some(({ divergedAt }) => divergedAt !== null)) {
    const headline = record.step === 0 ? 'Nothing is trained yet.' : 'Training has begun.';
    return { ...base, headline, detail: 'What it has come to is known after the next test.' };
  }
  const headline = headlineOf(standings, testedStep(record));
  const differs = headline !== ALIKE && headline !== ALL_ALIKE;
  return {
    ...base,
    headline,
    detail: detailOf(record, standings),
    why: isSettled(record) ? explain(record.snapshots, endsOf(standings), differs) : '',
  };
}

function headlineOf(standings: readonly Standing[], step: number): string {
  const [one, other, third] = standings;
  if (one === undefined || other === undefined) return one === undefined ? '' : aloneHeadline(one);
  return third === undefined ? pairHeadline(one, other, step) : manyHeadline(standings, step);
}

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
