import { memo, useMemo } from 'react';
import type { Cell, DataTable } from '../../export/data-table.ts';
import styles from './Table.module.css';
import { cellText, figureColumns, shownRows } from './tables/shown-rows.ts';

/** Figures as a table that scrolls in itself. */
export function FigureTable({ table, name }: { table: DataTable; name: string }) {
  const { rows, keys, note } = useMemo(() => shownRows(table), [table]);
  const figures = useMemo(() => figureColumns(table), [table]);
  if (rows.length === 0) return <p className={styles['empty']}>There are no figures yet.</p>;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles['scroll']} aria-label={name} tabIndex={0}>
        <table className={styles['table']} aria-label={name}>
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                <th key={column} scope="col" data-figures={figures[index]}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, index) => (
              <Row key={keys[index]} columns={table.columns} cells={cells} figures={figures} />
            ))}
          </tbody>
        </table>
      </section>
      {note !== null && <p className={styles['note']}>{note}</p>}
    </>
  );
}

interface RowProps {
  columns: readonly string[];
  cells: readonly Cell[];
  figures: readonly boolean[];
}

const Row = memo(function Row({ columns, cells, figures }: RowProps) {
  return (
    <tr>
      {cells.map((cell, index) => (
        <td key={columns[index]} data-figures={figures[index]}>
          {cellText(cell)}
        </td>
      ))}
    </tr>
  );
}, sameRow);

function sameRow(one: RowProps, other: RowProps): boolean {
  return (
    one.columns.length === other.columns.length &&
    one.columns.every((column, index) => column === other.columns[index]) &&
    one.cells.every((cell, index) => Object.is(cell, other.cells[index])) &&
    one.figures.every((figure, index) => figure === other.figures[index])
  );
}
