import { memo, useMemo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { Cell } from '../../export/data-table.ts';
import { CHART_TITLES, type ChartName, useChartState } from './chart-store.ts';
import styles from './Table.module.css';
import { CHART_TABLES } from './tables/chart-tables.ts';
import { cellText, figureColumns, shownRows } from './tables/shown-rows.ts';
import { useThrottled } from './use-throttled.ts';

/** A table that changes faster cannot be read. */
const INTERVAL_MS = 500;

/** A chart's figures as a table, in the place of the chart; see `tables/`. */
export function ChartTable({
  chart,
  record,
  config,
}: {
  chart: ChartName;
  record: RunRecord;
  config: ExperimentConfig;
}) {
  const view = useChartState((state) => state);
  const now = useMemo(() => ({ record, config, view }), [record, config, view]);
  const chosen = JSON.stringify([record.environment.startedAt, view.layers, view.unit, view.range]);
  const source = useThrottled(now, INTERVAL_MS, chosen);
  const table = useMemo(() => CHART_TABLES[chart](source), [chart, source]);
  const { rows, keys, note } = useMemo(() => shownRows(table), [table]);
  const figures = useMemo(() => figureColumns(table), [table]);
  const name = `${CHART_TITLES[chart]}: table`;
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
