import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload, IconPhoto, IconTable } from '@tabler/icons-react';
import type { StudyRecord } from '../../../common/studies/study-record.ts';
import { csvText } from '../../export/csv.ts';
import { download } from '../../export/download.ts';
import { PictureProblem } from '../../export/rasterise.ts';
import { repeatsFileName } from '../../export/study-text.ts';
import { useChartState, useChartStore } from '../charts/chart-store.ts';
import { chosenScheme } from '../charts/use-exports.ts';
import { repeatsTable } from './repeats-table.ts';

const LABEL = 'Export the seeds as PNG or CSV';

/** Saves the chart over seeds as a picture, or every test of every network as a table. */
export function RepeatsTools({ record }: { record: StudyRecord }) {
  const store = useChartStore();
  const exporting = useChartState((state) => state.exporting);
  const save = async (what: 'picture' | 'figures', make: () => Promise<void>) => {
    store.setState({ exporting: true, problem: null });
    try {
      await make();
    } catch (error) {
      const remedy = error instanceof PictureProblem ? error.message : 'Try again, or reload the page.';
      store.setState({ problem: `The ${what} of the seeds could not be saved. ${remedy}` });
    } finally {
      store.setState({ exporting: false });
    }
  };
  const savePicture = async () => {
    const { makeRepeatsPicture } = await import('./repeats-picture.tsx');
    const view = store.getState();
    const picture = await makeRepeatsPicture(record, view.repeats, chosenScheme(view), new Date());
    download(picture, repeatsFileName(record, 'png'));
  };
  const saveFigures = async () => {
    const text = csvText(repeatsTable(record));
    download(new Blob([text], { type: 'text/csv;charset=utf-8' }), repeatsFileName(record, 'csv'));
  };
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={28} aria-label={LABEL} title={LABEL} disabled={exporting}>
          <IconDownload size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPhoto size={16} aria-hidden="true" />}
          onClick={() => void save('picture', savePicture)}
        >
          PNG picture
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTable size={16} aria-hidden="true" />}
          onClick={() => void save('figures', saveFigures)}
        >
          CSV file
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
