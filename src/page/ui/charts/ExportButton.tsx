import { ActionIcon } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { memo } from 'react';
import { type ChartName, useChartState } from './chart-store.ts';

const NAMES: Readonly<Record<ChartName, string>> = {
  accuracy: 'accuracy chart',
  loss: 'loss chart',
  layers: 'layer histograms',
  gradient: 'gradient chart',
  depth: 'depth profile',
  unit: 'unit over training',
};

/**
 * Saves one chart as a picture.
 *
 * @param ready whether there is something to save
 */
export const ExportButton = memo(function ExportButton({
  chart,
  ready,
  onSave,
}: {
  chart: ChartName;
  ready: boolean;
  onSave: (chart: ChartName) => Promise<void>;
}) {
  const exporting = useChartState((state) => state.exporting);
  const label = `Export ${NAMES[chart]} as PNG`;
  return (
    <ActionIcon
      variant="default"
      size={28}
      aria-label={label}
      title={ready ? label : `${label}: nothing to export before the first run`}
      disabled={!ready || exporting}
      onClick={() => void onSave(chart)}
    >
      <IconDownload size={16} aria-hidden="true" />
    </ActionIcon>
  );
});
