import { presetData } from '../../common/experiment/presets.ts';
import type { SettingValue } from '../../common/experiment/settings.ts';
import type { ChosenFile } from '../../common/protocol/commands.ts';
import type { DataSummary } from '../../common/protocol/events.ts';
import * as actions from '../store/actions.ts';
import type { PageStore } from '../store/page-store.ts';
import type { TrainerClient } from './trainer-client.ts';

/** The data and the backend: what is asked of the worker, and what was asked before, so that it can be asked again. */
export function createResources(
  store: PageStore,
  client: Pick<TrainerClient, 'loadData' | 'chooseBackend'>,
  newId: () => number,
) {
  let lastChosen: readonly ChosenFile[] = [];
  /** The files behind each data set that came from files: to load them again after a restart or an undo. */
  const filesOf = new WeakMap<DataSummary, readonly ChosenFile[]>();
  let lastInUse: DataSummary | null = null;
  let backendRequested: SettingValue<'backend'> | null = null;
  /** The person's own data, while a preset that needs other ones is chosen. */
  let ownData: { data: SettingValue<'data'>; summary: DataSummary | null } | null = null;
  const state = () => store.getState();
  const update = store.setState;
  store.subscribe(({ data: { inUse }, backend }, before) => {
    if (backend.status === 'failed' && before.backend.status === 'loading') {
      backendRequested = backend.inUse?.asked ?? null;
    }
    if (backend.inUse !== before.backend.inUse && backend.inUse !== null)
      backendRequested = backend.inUse.asked;
    if (inUse === null || inUse === before.data.inUse) return;
    lastInUse = inUse;
    if (inUse.source === 'files') filesOf.set(inUse, lastChosen);
  });

  function loadData(data: SettingValue<'data'>, files: readonly ChosenFile[] = []) {
    const requestId = newId();
    lastChosen = files;
    update((before) => actions.dataRequested(before, requestId, data));
    client.loadData(requestId, data, files);
  }

  /** Loads a data set that was in use before. */
  function loadAgain(data: SettingValue<'data'>, summary: DataSummary | null) {
    loadData(data, (data === 'files' && summary && filesOf.get(summary)) || []);
  }

  function requestBackend(backend: SettingValue<'backend'>) {
    const requestId = newId();
    backendRequested = backend;
    update((before) => actions.backendRequested(before, requestId, backend));
    client.chooseBackend(requestId, backend);
  }

  return {
    chooseData(data: SettingValue<'data'>, files: readonly ChosenFile[] = []) {
      ownData = null;
      loadData(data, files);
    },
    loadAgain,
    /** Asks for the backend of the settings, unless that was the last one asked for. */
    followBackend() {
      const { backend } = state().asked;
      if (backend !== backendRequested) requestBackend(backend);
    },
    requestBackend,
    /** A preset leaves the data as they are, unless it needs some; those the person had come back with a preset that needs none. */
    followPreset(preset: SettingValue<'preset'>, before: SettingValue<'data'>) {
      const needed = presetData(preset, before);
      if (needed === before) return;
      if (before !== 'gaussian') {
        ownData = { data: before, summary: state().data.inUse };
        return loadData(needed);
      }
      const own = ownData ?? { data: needed, summary: null };
      ownData = null;
      loadAgain(own.data, own.summary);
    },
    /** Asks a new worker, which knows nothing, for what there was: the run's own data where there is a run. */
    reload(backend: SettingValue<'backend'>) {
      const { asked, run } = state();
      if (run !== null && run.data !== null) loadAgain(run.config.data, run.data);
      else if (lastInUse === null) loadData(asked.data, lastChosen);
      else loadAgain(asked.data, lastInUse);
      requestBackend(backend);
    },
  };
}
