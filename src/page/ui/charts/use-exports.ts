import { useCallback, useContext, useEffect, useRef } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { assertNever } from '../../../common/lib/assert-never.ts';
import { csvFile } from '../../export/csv.ts';
import { download } from '../../export/download.ts';
import { type Measured, pageRunFile } from '../../export/page-run-file.ts';
import type { Scheme } from '../../export/palette.ts';
import { PictureProblem, within } from '../../export/picture-problem.ts';
import { fileName, runProvenance } from '../../export/run-text.ts';
import { ghostsOf, selectPresent } from '../../store/compared-runs.ts';
import type { PageState } from '../../store/page-state.ts';
import { PageStoreContext } from '../../store/use-page-store.ts';
import type { ChartSource } from './chart-source.ts';
import { CHART_TITLES, type ChartName, type ChartState, useChartStore } from './chart-store.ts';
import { CHART_CSV } from './tables/chart-tables.ts';

/** What can be saved of a run: a chart or all charts as a picture, the figures of a chart, or the run as a file. */
export type Exportable =
  | { readonly format: 'png'; readonly what: ChartName | 'all' }
  | { readonly format: 'csv'; readonly what: ChartName }
  | { readonly format: 'json'; readonly what: 'run' };

export type SaveExport = (wanted: Exportable) => Promise<void>;

/** A function that saves something of a run, and says so on the page when that fails. It stays the same function. */
export function useExports(record: RunRecord | null, config: ExperimentConfig): SaveExport {
  const store = useChartStore();
  // Charts can be drawn without a page around them.
  const page = useContext(PageStoreContext);
  const source = useRef({ record, config });
  useEffect(() => {
    source.current = { record, config };
  }, [record, config]);
  return useCallback(
    async (wanted) => {
      const view = store.getState();
      const { record, config } = source.current;
      // Pictures take their time, one after the other; what is written at once need not wait for them.
      const draws = wanted.format === 'png';
      if (record === null || (draws && view.exporting)) return;
      store.setState(draws ? { exporting: true, problem: null } : { problem: null });
      try {
        const shown = { record, config, view, ghosts: ghostsNow(page?.getState()) };
        await save(wanted, shown, studiesOf(page?.getState()));
      } catch (error) {
        store.setState({ problem: problemText(wanted, error) });
      } finally {
        if (draws) store.setState({ exporting: false });
      }
    },
    [store, page],
  );
}

async function save(wanted: Exportable, source: ChartSource, studies: Studies): Promise<void> {
  const { record, view } = source;
  const name = fileName(wanted.what, record, wanted.format);
  switch (wanted.format) {
    case 'png': {
      const { savePicture } = await within(import('./pictures/save-picture.tsx'), 'Loading the drawing code');
      return savePicture(wanted.what, { ...source, scheme: chosenScheme(view) });
    }
    case 'csv': {
      return download(csvFile(CHART_CSV[wanted.what](source), runProvenance(record)), name);
    }
    case 'json': {
      const json = JSON.stringify(pageRunFile({ record, asked: source.config, ...studies }));
      return download(new Blob([json], { type: 'application/json' }), name);
    }
    default:
      return assertNever(wanted);
  }
}

type Studies = Pick<Measured, 'ladder' | 'repeats'>;

const studiesOf = (page: PageState | undefined): Studies => ({
  ladder: page?.studies.ladder?.record ?? null,
  repeats: page?.studies.repeats?.record ?? null,
});

const ghostsNow = (page: PageState | undefined): ChartSource['ghosts'] =>
  page && ghostsOf(page.pinned, selectPresent(page));

/** The scheme of pictures: the chosen one, or that of the page. */
export const chosenScheme = ({ pictureScheme }: Pick<ChartState, 'pictureScheme'>): Scheme =>
  pictureScheme === 'page' ? pageScheme() : pictureScheme;

/** The scheme that Mantine has put the page in. */
const pageScheme = (): Scheme =>
  document.documentElement.dataset['mantineColorScheme'] === 'dark' ? 'dark' : 'light';

function problemText(wanted: Exportable, error: unknown): string {
  const remedy =
    error instanceof PictureProblem
      ? error.message
      : 'Try again, or reload the page; if it stays so, take a screenshot.';
  return `${subject(wanted)} could not be saved. ${remedy}`;
}

function subject({ format, what }: Exportable): string {
  if (what === 'run') return 'The run file';
  if (what === 'all') return 'The picture of all charts';
  return `${format === 'csv' ? 'The figures' : 'The picture'} of “${CHART_TITLES[what]}”`;
}
