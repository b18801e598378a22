import { nounOf } from '../experiment/arm-look.ts';
import type { ExperimentConfig } from '../experiment/config.ts';
import { reaches } from '../experiment/reaches.ts';
import { type ArmCall, armCalls } from '../experiment/verdict-standings.ts';
import { formatCompact, formatPercent, formatShortPercent, formatTimes, formatWhole } from '../lib/format.ts';
import { last } from '../lib/series.ts';
import { memberAt } from './study.ts';
import { isFinished, type StudyRecord } from './study-record.ts';

/** The test accuracies that can count as usable, 0 to 1. */
export const USABLE_AT = [0.5, 0.8, 0.9, 0.95] as const;

/** One row of a ladder: how far an arm's learning rates go. */
export interface LadderRow extends ArmCall {
  readonly row: number;
  /** The column of the largest usable rate; null for none so far. */
  readonly largest: number | null;
  /** Whether the next rate up was trained to the end and is not usable. */
  readonly isLimited: boolean;
  /** Columns below it that were trained to the end and are not usable. */
  readonly holes: readonly number[];
  /** The column of the best accuracy at the last step; null for none. */
  readonly best: { readonly column: number; readonly accuracy: number } | null;
  readonly isNormalised: boolean;
  /** How many columns have had their turn. */
  readonly trained: number;
}

/** What a ladder shows, in words that claim no more than it shows. */
export interface LadderVerdict {
  readonly threshold: number;
  readonly rows: readonly LadderRow[];
  readonly headline: string;
  readonly detail: string;
  readonly caveat: string;
}

/** @param threshold the test accuracy at the last step from which on a rate counts as usable, 0 to 1 */
export function judgeLadder(record: StudyRecord, threshold = 0.9): LadderVerdict {
  const { base, columns } = record.config;
  const rows = callsOf(base).map((call, row) => rowOf(record, call, row, threshold));
  const trained = Math.min(...rows.map((row) => row.trained));
  const isDone = trained === columns.length;
  const [share, steps] = [formatShortPercent(threshold), `${formatWhole(base.steps)} steps`];
  return {
    threshold,
    rows,
    headline: headlineOf(rows, columns, {
      at: `${share} after ${steps}, seed ${base.seed}`,
      isDone,
      trained,
    }),
    detail: isDone || trained > 0 ? detailOf(rows, columns, isDone) : '',
    caveat: `One seed (${base.seed}), ${steps}, usable from ${share}, and rates about ${formatTimes(gapOf(columns))} times apart: the limits lie somewhere between two rungs, and move with all of these.`,
  };
}

/** One arm alone is called by what it is, not by a letter. */
function callsOf({ arms }: ExperimentConfig): readonly ArmCall[] {
  const [alone, ...others] = arms;
  if (alone === undefined || others.length > 0) return armCalls({ config: { arms }, changes: [] });
  const noun = nounOf(alone);
  return [
    alone.name
      ? { name: alone.name, opening: alone.name }
      : { name: noun, opening: noun.charAt(0).toUpperCase() + noun.slice(1) },
  ];
}

function rowOf(record: StudyRecord, call: ArmCall, row: number, threshold: number): LadderRow {
  const { base, columns } = record.config;
  let best: LadderRow['best'] = null;
  const states = columns.map((_, column) => {
    const member = record.members[memberAt(record.config, row, column)];
    if (member === undefined || !isFinished(member, base.steps)) return 'open';
    if (member.divergedAt !== null) return 'not';
    const accuracy = last(member.testAccuracy);
    if (best === null || accuracy > best.accuracy) best = { column, accuracy };
    return reaches(accuracy, threshold) ? 'usable' : 'not';
  });
  const largest = states.lastIndexOf('usable');
  return {
    ...call,
    row,
    best,
    isNormalised: base.arms[row]?.bn ?? false,
    largest: largest === -1 ? null : largest,
    isLimited: largest !== -1 && states[largest + 1] === 'not',
    holes: states.flatMap((state, column) =>
      state === 'not' && column < largest && states.indexOf('usable') < column ? [column] : [],
    ),
    trained: states.filter((state) => state !== 'open').length,
  };
}

interface Told {
  readonly at: string;
  readonly isDone: boolean;
  readonly trained: number;
}

/** The rate at a rung. */
const rateText = (columns: readonly number[], column: number): string =>
  formatCompact(columns[column] as number);

function headlineOf(
  rows: readonly LadderRow[],
  columns: readonly number[],
  { at, isDone, trained }: Told,
): string {
  if (trained === 0 && rows.every(({ largest }) => largest === null))
    return 'No rate is trained to the end yet.';
  const soFar = isDone ? 'Largest usable rate' : 'So far the largest usable rate';
  if (rows.every(({ largest }) => largest === null)) {
    return `${isDone ? 'No rate is usable' : 'So far no rate is usable'} (${at}).`;
  }
  const told = rows.map(({ largest, name }) => {
    if (largest === null) return `${name} none`;
    const more = largest === columns.length - 1 ? ' or more' : '';
    return `${name} ${rateText(columns, largest)}${more}`;
  });
  return `${soFar} (${at}): ${told.join(', ')}${timesOf(rows, columns)}.`;
}

/** ": 32 times", of two rows that both have one; more than is known is not claimed where the ladder ends before a limit. */
function timesOf(rows: readonly LadderRow[], columns: readonly number[]): string {
  const order = inOrder(rows);
  if (order === null) return '';
  const [lower, upper] = order;
  const isOpenEnded = upper.largest === columns.length - 1;
  if (lower.largest === upper.largest) return isOpenEnded ? '' : ': the same';
  const factor = (columns[upper.largest] as number) / (columns[lower.largest] as number);
  return `: ${isOpenEnded ? 'at least ' : ''}${formatTimes(factor)} times`;
}

type LimitedRow = LadderRow & { readonly largest: number };

/** Two rows that both have a largest usable rate, the one with the lower first; null for other rows. */
function inOrder(rows: readonly LadderRow[]): readonly [LimitedRow, LimitedRow] | null {
  const found = rows.filter((row): row is LimitedRow => row.largest !== null);
  const [one, other] = found;
  if (rows.length !== 2 || one === undefined || other === undefined) return null;
  return one.largest <= other.largest ? [one, other] : [other, one];
}

/** The plain net ahead is not what people expect to read, so it is said in words. */
function surpriseOf(rows: readonly LadderRow[]): readonly string[] {
  const [lower, upper] = inOrder(rows) ?? [];
  if (lower === undefined || upper === undefined || lower.largest === upper.largest) return [];
  return lower.isNormalised && !upper.isNormalised
    ? [`Here ${upper.name} goes further than ${lower.name}.`]
    : [];
}

function detailOf(rows: readonly LadderRow[], columns: readonly number[], isDone: boolean): string {
  const ends = `${rateText(columns, 0)} to ${rateText(columns, columns.length - 1)}`;
  const sentences = rows.flatMap(({ best, holes, isLimited, largest, opening }) => {
    if (largest === null) {
      const most =
        best === null
          ? ''
          : `; its best is ${formatPercent(best.accuracy)}, at ${rateText(columns, best.column)}`;
      return isDone
        ? [`${opening} is usable at none of the ${columns.length} rates from ${ends}${most}.`]
        : [];
    }
    const next = columns[largest + 1];
    return [
      next === undefined
        ? `For ${lower(opening)} the ladder ends before its limit is reached: let it go further up.`
        : `For ${lower(opening)} the next rate up, ${formatCompact(next)}, is ${isLimited ? 'not usable' : 'not trained to the end yet'}.`,
      ...(holes.length > 0
        ? [
            `Below its largest one, ${holes.map((column) => rateText(columns, column)).join(', ')} ${holes.length === 1 ? 'is' : 'are'} not usable: its limit is not a sharp one.`,
          ]
        : []),
    ];
  });
  return [...surpriseOf(rows), ...bestOf(rows, columns, isDone), ...sentences].join(' ');
}

/** The largest usable rate is not the best one: where each row is best. */
function bestOf(rows: readonly LadderRow[], columns: readonly number[], isDone: boolean): readonly string[] {
  const told = rows.flatMap(({ best, largest, name }) =>
    best === null || largest === null
      ? []
      : [`${name} ${formatPercent(best.accuracy)} at ${rateText(columns, best.column)}`],
  );
  return told.length === 0 ? [] : [`Best test accuracy${isDone ? '' : ' so far'}: ${told.join(', ')}.`];
}

/** "Batch normalization" within a sentence; names given by hand and letters stay as they are. */
const lower = (opening: string): string =>
  /^[A-Z][a-z]/.test(opening) ? opening.charAt(0).toLowerCase() + opening.slice(1) : opening;

/** The factor between two rungs. */
const gapOf = (columns: readonly number[]): number =>
  ((columns.at(-1) ?? 1) / (columns[0] ?? 1)) ** (1 / Math.max(1, columns.length - 1));
