import { parseLink } from '../../common/experiment/link.ts';
import type { ChosenFile } from '../../common/protocol/commands.ts';
import * as actions from '../store/actions.ts';
import type { PageState } from '../store/page-state.ts';
import type { PageStore } from '../store/page-store.ts';
import { createImportRuns, type ImportHost } from './import-runs.ts';
import { createOpenFiles, type OpenFilesHost } from './open-files.ts';
import type { createResources } from './resources.ts';
import { takeLink } from './take-link.ts';

export interface FileHost extends ImportHost, Pick<OpenFilesHost, 'take' | 'offer'> {
  readonly resources: ReturnType<typeof createResources>;
}

/** What a person can do with files: open them, whatever they are. */
export function createFileCommand(store: PageStore, host: FileHost): (files: readonly File[]) => void {
  const { resources } = host;
  const state = () => store.getState();
  const update = store.setState;

  function takeSettings(query: string): () => void {
    const before = state();
    takeLink(store, resources, parseLink(new URLSearchParams(query)));
    return () => putSettingsBack(before);
  }

  function putSettingsBack(before: PageState): void {
    update((page) => actions.settingsRestored(page, before));
    const { data, run } = state();
    if (before.data.inUse !== data.inUse || data.status === 'loading')
      resources.loadAgain(before.asked.data, before.data.inUse);
    if (run === null) resources.followBackend();
  }

  function loadFiles(files: readonly ChosenFile[]): () => void {
    const { asked, data } = state();
    resources.chooseData('files', files);
    return () => resources.loadAgain(asked.data, data.inUse);
  }

  return createOpenFiles(store, {
    take: host.take,
    offer: host.offer,
    importRun: createImportRuns(store, host),
    takeSettings,
    loadFiles,
  });
}
