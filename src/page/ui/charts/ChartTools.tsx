import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import type { ChartName } from './chart-store.ts';
import { ExportButton } from './ExportButton.tsx';
import { useExports } from './use-exports.ts';

/** What every chart has in its head: the way to its table, and its exports. */
export function ChartTools({
  chart,
  record,
  config,
}: {
  chart: ChartName;
  record: RunRecord | null;
  config: ExperimentConfig;
}) {
  const save = useExports(record, config);
  return <ExportButton chart={chart} ready={record !== null} onSave={save} />;
}
