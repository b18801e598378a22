import { Button, Loader, Menu } from '@mantine/core';
import { IconChevronDown, IconFileCode, IconPhoto } from '@tabler/icons-react';
import { memo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import {
  CHART_TITLES,
  type ChartName,
  type ChartState,
  useChartState,
  useChartStore,
} from './chart-store.ts';
import styles from './Export.module.css';
import { type SaveExport, useExports } from './use-exports.ts';

const CHARTS: readonly ChartName[] = [
  'accuracy',
  'loss',
  'layers',
  'gradient',
  'stepsize',
  'landscape',
  'depth',
  'unit',
];
const FORMATS = ['png', 'csv'] as const;

const SCHEMES: readonly { value: ChartState['pictureScheme']; label: string }[] = [
  { value: 'page', label: 'Pictures as the page' },
  { value: 'light', label: 'Pictures on light' },
  { value: 'dark', label: 'Pictures on dark' },
];

/**
 * The page's Export button: charts as pictures, their figures, the run as a file.
 *
 * @param record null before the first run: there is nothing to export then, and the menu says so
 */
export function ExportMenu({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  return <ReadyMenu ready={record !== null} save={useExports(record, config)} />;
}

/** Apart, so that a run's progress does not draw the menu anew. */
const ReadyMenu = memo(function ReadyMenu({ ready, save }: { ready: boolean; save: SaveExport }) {
  const store = useChartStore();
  const exporting = useChartState((state) => state.exporting);
  const pictureScheme = useChartState((state) => state.pictureScheme);
  const setScheme = (value: string) => {
    const chosen = SCHEMES.find((scheme) => scheme.value === value);
    if (chosen) store.setState({ pictureScheme: chosen.value });
  };
  return (
    <Menu position="bottom-end" width={330} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          aria-busy={exporting}
          leftSection={exporting && <Loader size={13} color="var(--ns-soft)" aria-hidden="true" />}
          rightSection={<IconChevronDown size={15} aria-hidden="true" />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {!ready && (
          <Menu.Item disabled className={styles['reason']}>
            Nothing to export yet: press Start first.
          </Menu.Item>
        )}
        <Menu.Item
          disabled={!ready || exporting}
          leftSection={<IconPhoto size={16} aria-hidden="true" />}
          onClick={() => void save({ format: 'png', what: 'all' })}
        >
          All charts (PNG)
        </Menu.Item>
        {CHARTS.map((chart) => (
          <ChartRow key={chart} chart={chart} ready={ready} exporting={exporting} save={save} />
        ))}
        <Menu.Item
          disabled={!ready}
          leftSection={<IconFileCode size={16} aria-hidden="true" />}
          onClick={() => void save({ format: 'json', what: 'run' })}
        >
          Run file (JSON)
        </Menu.Item>
        <Menu.Divider />
        <Menu.RadioGroup value={pictureScheme} onChange={setScheme}>
          {SCHEMES.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
});

interface ChartRowProps {
  chart: ChartName;
  ready: boolean;
  /** Whether a picture is being made: the next one waits, figures do not. */
  exporting: boolean;
  save: SaveExport;
}

/** A chart with its formats beside it. */
function ChartRow({ chart, ready, exporting, save }: ChartRowProps) {
  const title = CHART_TITLES[chart];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div className={styles['row']} role="group" aria-label={title}>
      <span aria-hidden="true">{title}</span>
      {FORMATS.map((format) => (
        <Menu.Item
          key={format}
          className={styles['format']}
          disabled={!ready || (exporting && format === 'png')}
          aria-label={`${title} (${format.toUpperCase()})`}
          onClick={() => void save({ format, what: chart })}
        >
          {format.toUpperCase()}
        </Menu.Item>
      ))}
    </div>
  );
}
