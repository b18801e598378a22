import { formatWhole } from '../../../../common/lib/format.ts';
import type { Cell, DataTable } from '../../../export/data-table.ts';
import { tableText } from '../../../export/number-text.ts';

/** More rows than this nobody reads on a page. */
const MOST_ROWS = 500;

/** What of a table the page shows. */
export interface ShownRows {
  readonly rows: readonly (readonly Cell[])[];
  /** One a row, no two alike: the step where each row has its own, so that rows stay what they are while newer ones come. */
  readonly keys: readonly number[];
  /** What is left out, in words; null for nothing. */
  readonly note: string | null;
}

/** The rows that a page can hold: the newest ones of a table whose rows are steps, else the first ones. */
export function shownRows({ columns, rows }: DataTable, limit = MOST_ROWS): ShownRows {
  const bySteps = columns[0] === 'step';
  const shown = bySteps ? rows.slice(-limit) : rows.slice(0, limit);
  const firsts = shown.map(([first]) => (typeof first === 'number' ? first : Number.NaN));
  const rising = firsts.every((first, index) => index === 0 || first > (firsts[index - 1] ?? Number.NaN));
  return {
    rows: shown,
    keys: rising ? firsts : firsts.map((_, index) => index),
    note:
      rows.length <= limit
        ? null
        : `The ${bySteps ? 'newest' : 'first'} ${formatWhole(limit)} of ${formatWhole(rows.length)} rows; the CSV file has them all.`,
  };
}

/** What a cell says on the page. */
export function cellText(cell: Cell): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? tableText(cell) : cell;
}

/** For each column, whether it holds figures: these stand to the right. */
export const figureColumns = ({ columns, rows }: DataTable): boolean[] =>
  columns.map((_, column) => rows.every((row) => typeof row[column] !== 'string'));
