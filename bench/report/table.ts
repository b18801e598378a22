/** A value in a table; null where there is nothing to say. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** A column: which value of a row it shows, under which words. */
export interface Column {
  readonly key: string;
  readonly label: string;
}

/** Some rows, as they are printed and as they are written into the JSON file. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A table as lines of text: words to the left, numbers to the right. */
export function tableText({ title, columns, rows }: Table): string {
  const cells = rows.map((row) => columns.map(({ key }) => row[key] ?? null));
  const words = cells.map((row) => row.map(cellText));
  const widths = columns.map(({ label }, at) =>
    Math.max(label.length, ...words.map((row) => row[at]?.length ?? 0)),
  );
  const isWords = columns.map((_, at) => cells.some((row) => typeof row[at] === 'string'));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => (isWords[at] ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [title, line(columns.map(({ label }) => label)), rule, ...words.map(line)].join('\n');
}

/** Numbers with three figures that mean something, whole ones as they are. */
function cellText(cell: Cell): string {
  if (cell === null) return '-';
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return String(cell);
  if (Number.isInteger(cell) || Math.abs(cell) >= 100) return Math.round(cell).toLocaleString('en-US');
  return cell.toFixed(Math.abs(cell) >= 10 ? 1 : 2);
}
