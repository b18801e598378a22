import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload, IconFileCode, IconPhoto, IconTable } from '@tabler/icons-react';
import { useContext } from 'react';
import { csvFile, type Provenance } from '../../export/csv.ts';
import type { DataTable } from '../../export/data-table.ts';
import { download } from '../../export/download.ts';
import { pageRunFile } from '../../export/page-run-file.ts';
import type { Scheme } from '../../export/palette.ts';
import { PictureProblem } from '../../export/picture-problem.ts';
import { PageStoreContext } from '../../store/use-page-store.ts';
import { type ChartState, useChartState, useChartStore } from '../charts/chart-store.ts';
import { chosenScheme } from '../charts/use-exports.ts';

interface StudyToolsProps {
  /** Whose exports they are: "the seeds". */
  of: string;
  makePicture(scheme: Scheme, view: ChartState): Promise<Blob>;
  makeTable(): { table: DataTable; provenance: Provenance };
  fileName(extension: 'png' | 'csv' | 'json'): string;
}

/** Saves a study as a picture, every test of every network as a table, or all that the page has measured as a run file. */
export function StudyTools({ of, fileName, makePicture, makeTable }: StudyToolsProps) {
  const store = useChartStore();
  const page = useContext(PageStoreContext);
  const exporting = useChartState((state) => state.exporting);
  const save = async (what: string, make: () => Promise<void>) => {
    const draws = what === 'picture';
    store.setState(draws ? { exporting: true, problem: null } : { problem: null });
    try {
      await make();
    } catch (error) {
      const remedy = error instanceof PictureProblem ? error.message : 'Try again, or reload the page.';
      store.setState({ problem: `The ${what} of ${of} could not be saved. ${remedy}` });
    } finally {
      if (draws) store.setState({ exporting: false });
    }
  };
  const savePicture = async () => {
    const view = store.getState();
    download(await makePicture(chosenScheme(view), view), fileName('png'));
  };
  const saveFigures = async () => {
    const { table, provenance } = makeTable();
    download(csvFile(table, provenance), fileName('csv'));
  };
  const saveRunFile = async () => {
    if (page === null) return;
    const { asked, run, studies } = page.getState();
    const [ladder, repeats] = [studies.ladder?.record ?? null, studies.repeats?.record ?? null];
    const file = pageRunFile({ record: run?.record ?? null, asked, ladder, repeats });
    download(new Blob([JSON.stringify(file)], { type: 'application/json' }), fileName('json'));
  };
  const label = `Export ${of} as PNG, CSV or JSON`;
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={28} aria-label={label} title={label}>
          <IconDownload size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          disabled={exporting}
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
        <Menu.Item
          leftSection={<IconFileCode size={16} aria-hidden="true" />}
          onClick={() => void save('run file', saveRunFile)}
        >
          Run file (JSON)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
