import { useMemo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { Ghost } from '../../store/compared-runs.ts';
import { CHART_TITLES, type ChartName, useChartState } from './chart-store.ts';
import { FigureTable } from './FigureTable.tsx';
import { CHART_TABLES } from './tables/chart-tables.ts';
import { useThrottled } from './use-throttled.ts';

/** A table that changes faster cannot be read. */
const INTERVAL_MS = 500;

/** A chart's figures as a table, in the place of the chart; see `tables/`. */
export function ChartTable({
  chart,
  record,
  config,
  ghosts,
}: {
  chart: ChartName;
  record: RunRecord;
  config: ExperimentConfig;
  /** Pinned runs, where the chart draws them. */
  ghosts?: readonly Ghost[];
}) {
  const view = useChartState((state) => state);
  const now = useMemo(() => ({ record, config, view, ghosts }), [record, config, view, ghosts]);
  const chosen = JSON.stringify([record.environment.startedAt, view.layers, view.unit, view.range]);
  const source = useThrottled(now, INTERVAL_MS, chosen);
  const table = useMemo(() => CHART_TABLES[chart](source), [chart, source]);
  return <FigureTable table={table} name={`${CHART_TITLES[chart]}: table`} />;
}
