import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload, IconPhoto, IconTable } from '@tabler/icons-react';
import { memo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import styles from './Curves.module.css';
import { type ChartName, useChartState, useChartStore } from './chart-store.ts';
import { type SaveExport, useExports } from './use-exports.ts';

/** What a chart is called in the names of its controls. */
export const CHART_NAMES: Readonly<Record<ChartName, string>> = {
  accuracy: 'accuracy chart',
  loss: 'loss chart',
  layers: 'layer histograms',
  gradient: 'gradient chart',
  stepsize: 'loss along the gradient',
  landscape: 'landscape charts',
  depth: 'depth profile',
  unit: 'unit over training',
};

/**
 * What every chart has in its head: the way to its table, and its exports.
 *
 * @param record null before the first run: there is nothing to show or to export then
 */
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
  return <ReadyTools chart={chart} ready={record !== null} save={save} />;
}

/** Apart, so that a run's progress does not draw the tools anew. */
const ReadyTools = memo(function ReadyTools({
  chart,
  ready,
  save,
}: {
  chart: ChartName;
  ready: boolean;
  save: SaveExport;
}) {
  const store = useChartStore();
  const tabled = useChartState(({ tables }) => tables.includes(chart));
  const exporting = useChartState((state) => state.exporting);
  const toggle = () =>
    store.setState(({ tables }) => ({
      tables: tabled ? tables.filter((one) => one !== chart) : [...tables, chart],
    }));
  const label = `Export ${CHART_NAMES[chart]} as PNG or CSV`;
  return (
    <>
      <button
        type="button"
        className={styles['toggle']}
        aria-pressed={tabled}
        aria-label={`table, ${CHART_NAMES[chart]}`}
        title={ready ? 'The figures as a table' : 'No figures before the first run'}
        disabled={!ready}
        onClick={toggle}
      >
        table
      </button>
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={28}
            aria-label={label}
            title={ready ? label : `${label}: nothing to export before the first run`}
            disabled={!ready}
          >
            <IconDownload size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={exporting}
            leftSection={<IconPhoto size={16} aria-hidden="true" />}
            onClick={() => void save({ format: 'png', what: chart })}
          >
            PNG picture
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTable size={16} aria-hidden="true" />}
            onClick={() => void save({ format: 'csv', what: chart })}
          >
            CSV file
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
});
