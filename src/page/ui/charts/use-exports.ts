import { useCallback, useEffect, useRef } from 'react';
import type { ExperimentConfig } from '../../../common/experiment/config.ts';
import { buildRunFile } from '../../../common/experiment/run-file.ts';
import type { RunRecord } from '../../../common/experiment/run-record.ts';
import { download } from '../../export/download.ts';
import type { Scheme } from '../../export/palette.ts';
import { PictureProblem } from '../../export/rasterise.ts';
import { fileName } from '../../export/run-text.ts';
import { CHART_TITLES, type ChartName, useChartStore } from './chart-store.ts';

/** What can be saved of a run: a chart, all charts in one picture, or the run as a file. */
export type Exportable = ChartName | 'all' | 'run-file';

/** A function that saves something of a run, and says so on the page when that fails. It stays the same function. */
export function useExports(
  record: RunRecord | null,
  config: ExperimentConfig,
): (what: Exportable) => Promise<void> {
  const store = useChartStore();
  const source = useRef({ record, config });
  useEffect(() => {
    source.current = { record, config };
  }, [record, config]);
  return useCallback(
    async (what) => {
      const view = store.getState();
      const { record, config } = source.current;
      if (record === null || view.exporting) return;
      store.setState({ exporting: true, problem: null });
      try {
        if (what === 'run-file') saveRunFile(record);
        else {
          const { savePicture } = await import('./pictures/save-picture.tsx');
          const scheme = view.pictureScheme === 'page' ? pageScheme() : view.pictureScheme;
          await savePicture(what, { record, config, view, scheme });
        }
      } catch (error) {
        store.setState({ problem: problemText(what, error) });
      } finally {
        store.setState({ exporting: false });
      }
    },
    [store],
  );
}

/** The scheme that Mantine has put the page in. */
const pageScheme = (): Scheme =>
  document.documentElement.dataset['mantineColorScheme'] === 'dark' ? 'dark' : 'light';

function saveRunFile(record: RunRecord): void {
  const json = JSON.stringify(buildRunFile(record));
  download(new Blob([json], { type: 'application/json' }), fileName('run', record, 'json'));
}

function problemText(what: Exportable, error: unknown): string {
  const remedy =
    error instanceof PictureProblem
      ? error.message
      : 'Try again, or reload the page; if it stays so, take a screenshot.';
  return `${subject(what)} could not be saved. ${remedy}`;
}

function subject(what: Exportable): string {
  if (what === 'run-file') return 'The run file';
  return what === 'all' ? 'The picture of all charts' : `The picture of “${CHART_TITLES[what]}”`;
}
