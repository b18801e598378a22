import type { Cell, DataTable } from './data-table.ts';
import { shortestText } from './number-text.ts';

/** What a file says of where its figures come from. */
export interface Provenance {
  /** The link that measures them again. */
  readonly settings: string;
  /** On which data, by what, when. */
  readonly source: string;
}

/**
 * A table as a CSV file for Excel as well as for pandas: UTF-8 with a byte-order mark, without which Excel takes it for another
 * encoding. Where it comes from stands in two last columns of the first row, because a line of comment would be a row to Excel
 * and a companion file gets lost.
 */
export const csvFile = (table: DataTable, provenance: Provenance): Blob =>
  new Blob(['\ufeff', csvText(withProvenance(table, provenance))], { type: 'text/csv;charset=utf-8' });

/**
 * A table as CSV by RFC 4180: one line of names, then a line a row, each ended by CR LF. Figures are the shortest decimals that
 * read back as the same number, NaN and Infinity are written as such, and a cell that holds nothing is empty. Words that a
 * spreadsheet would take for a formula begin with an apostrophe.
 */
export const csvText = ({ columns, rows }: DataTable): string =>
  [columns, ...rows].map((cells) => `${cells.map(field).join(',')}\r\n`).join('');

const withProvenance = ({ columns, rows }: DataTable, { settings, source }: Provenance): DataTable => ({
  columns: [...columns, 'settings', 'source'],
  rows: rows.map((row, index) => [...row, ...(index === 0 ? [settings, source] : [null, null])]),
});

/** Signs that begin a formula, the wide ones of East Asian keyboards included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

const field = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return shortestText(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
