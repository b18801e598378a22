import type { Cell, DataTable } from './data-table.ts';

/**
 * A table as CSV by RFC 4180: one line of names, then a line a row, each ended by CR LF. Figures keep their full precision;
 * NaN and Infinity are written as such, and a cell that holds nothing is empty.
 */
export const csvText = ({ columns, rows }: DataTable): string =>
  [columns, ...rows].map((cells) => `${cells.map(field).join(',')}\r\n`).join('');

const field = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return Object.is(cell, -0) ? '-0' : String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
};
