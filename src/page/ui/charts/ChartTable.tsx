import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { ChartName } from './chart-store.ts';

/** A chart's figures as a table, in the place of the chart; see `tables/`. */
export function ChartTable(_props: { chart: ChartName; record: RunRecord; config: ExperimentConfig }) {
  return null;
}
