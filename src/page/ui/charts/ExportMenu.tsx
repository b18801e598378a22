import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileCode, IconPhoto } from '@tabler/icons-react';
import { memo } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { type ChartState, useChartState, useChartStore } from './chart-store.ts';
import styles from './Export.module.css';
import { type Exportable, useExports } from './use-exports.ts';

const PICTURES: readonly { what: Exportable; label: string }[] = [
  { what: 'all', label: 'All charts (PNG)' },
  { what: 'accuracy', label: 'Accuracy (PNG)' },
  { what: 'loss', label: 'Loss (PNG)' },
  { what: 'layers', label: 'Inside the layers (PNG)' },
  { what: 'gradient', label: 'Gradient by layer (PNG)' },
  { what: 'depth', label: 'Depth profile (PNG)' },
  { what: 'unit', label: 'One unit (PNG)' },
];

const SCHEMES: readonly { value: ChartState['pictureScheme']; label: string }[] = [
  { value: 'page', label: 'Pictures as the page' },
  { value: 'light', label: 'Pictures on light' },
  { value: 'dark', label: 'Pictures on dark' },
];

/**
 * The page's Export button: charts as pictures, the run as a file.
 *
 * @param record null before the first run: there is nothing to export then, and the menu says so
 */
export function ExportMenu({ record, config }: { record: RunRecord | null; config: ExperimentConfig }) {
  return <ReadyMenu ready={record !== null} save={useExports(record, config)} />;
}

/** Apart, so that a run's progress does not draw the menu anew. */
const ReadyMenu = memo(function ReadyMenu({
  ready,
  save,
}: {
  ready: boolean;
  save: (what: Exportable) => Promise<void>;
}) {
  const store = useChartStore();
  const exporting = useChartState((state) => state.exporting);
  const pictureScheme = useChartState((state) => state.pictureScheme);
  const disabled = !ready || exporting;
  const setScheme = (value: string) => {
    const chosen = SCHEMES.find((scheme) => scheme.value === value);
    if (chosen) store.setState({ pictureScheme: chosen.value });
  };
  return (
    <Menu position="bottom-end" width={240} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          loading={exporting}
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
        {PICTURES.map(({ what, label }) => (
          <Menu.Item
            key={what}
            disabled={disabled}
            leftSection={<IconPhoto size={16} aria-hidden="true" />}
            onClick={() => void save(what)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Item
          disabled={disabled}
          leftSection={<IconFileCode size={16} aria-hidden="true" />}
          onClick={() => void save('run-file')}
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
