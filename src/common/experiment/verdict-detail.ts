import { formatCompact, formatPercent, formatWhole, joined } from '../lib/format.ts';
import { armLetter } from './arms.ts';
import { type ArmChange, CLASSES } from './config.ts';
import type { RunRecord } from './run-record.ts';
import { CHANCE_LOSS, type Standing, testedStep } from './verdict-standings.ts';

/** Scores of more arms than this are told as a range, and so many failures are told of one by one. */
const MOST_ARMS = 8;
const MOST_FAILURES = 4;

/** The scores of the newest test, and what the failures look like. */
export function detailOf(record: RunRecord, standings: readonly Standing[]): string {
  const sentences = standings.every(({ divergedAt }) => divergedAt !== null)
    ? []
    : [`At the test after ${formatWhole(testedStep(record))} steps: ${scoresOf(standings)}.`];
  for (const { byBatch, divergedAt, opening } of standings.slice(0, MOST_ARMS)) {
    if (divergedAt === null && Number.isFinite(byBatch)) {
      sentences.push(`${opening} gets ${formatPercent(byBatch)} by batch statistics.`);
    }
  }
  const failed = standings.filter((one) => one.failed);
  return [...sentences, ...failed.slice(0, MOST_FAILURES).map(failureOf)].join(' ');
}

function scoresOf(standings: readonly Standing[]): string {
  if (standings.length > MOST_ARMS) {
    const going = standings.filter(({ divergedAt }) => divergedAt === null);
    const sorted = [...going].sort((one, other) => one.accuracy - other.accuracy);
    const ends = [sorted[0], sorted.at(-1)].flatMap((one) => one ?? []);
    return ends.map(({ accuracy, name }) => `${formatPercent(accuracy)} (${name})`).join(' to ');
  }
  const scores = standings.map(({ accuracy, divergedAt }) =>
    divergedAt === null ? formatPercent(accuracy) : 'nothing',
  );
  return standings.length < 3
    ? scores.join(' against ')
    : standings.map(({ name }, index) => `${name} ${scores[index]}`).join(', ');
}

function failureOf({ accuracy, divergedAt, loss, opening }: Standing): string {
  if (divergedAt !== null) {
    return `${opening}: the loss is no longer a number from step ${formatWhole(divergedAt)} on; its last test gave ${formatPercent(accuracy)}.`;
  }
  return loss > 2 * CHANCE_LOSS
    ? `${opening} has failed without a NaN: its loss is ${formatCompact(loss)}, and guessing gives ${CHANCE_LOSS.toFixed(2)}.`
    : `${opening} is at chance: guessing gives ${formatPercent(1 / CLASSES)}.`;
}

/** What no single run can tell, and what spoilt this one as a comparison. */
export const caveatOf = ({ changes }: RunRecord): string =>
  [
    ...changesCaveat(changes),
    'A single seed isn’t conclusive: another seed may turn out otherwise. “Over seeds” repeats the experiment and gives a confidence interval.',
  ].join(' ');

/** What changes in the middle spoil, in a sentence; none where there were none. */
export function changesCaveat(changes: readonly ArmChange[]): readonly string[] {
  const touched = [...new Set(changes.map(({ arm }) => armLetter(arm)))].sort();
  if (touched.length === 0) return [];
  const what = `${joined(touched)} ${touched.length === 1 ? 'was' : 'were'}`;
  return [`${what} changed during the run, so the curves are no longer a plain comparison.`];
}
