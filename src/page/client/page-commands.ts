import type { ArmChange } from '../../common/experiment/config.ts';
import type { Norm } from '../../common/experiment/norm.ts';
import { presetData } from '../../common/experiment/presets.ts';
import type { SettingValue } from '../../common/experiment/settings.ts';
import type { ChosenFile, RunPlan } from '../../common/protocol/commands.ts';
import type { DataSummary } from '../../common/protocol/events.ts';
import * as actions from '../store/actions.ts';
import * as armActions from '../store/arm-actions.ts';
import { armSlots } from '../store/arm-slots.ts';
import type { PageStore } from '../store/page-store.ts';
import { selectArm, selectCanStep, selectMainAction, selectPlan } from '../store/selectors.ts';
import { createPinnedCommands } from './pinned-commands.ts';
import { createStudyCommands } from './study-commands.ts';
import type { TrainerClient } from './trainer-client.ts';

/** What a person can do on the page, each as one call: the store and the worker are told together. */
export type PageCommands = ReturnType<typeof createPageCommands>;

/** Makes the commands and asks the worker at once for the data and the backend of the settings, so that Start is quick. */
export function createPageCommands(store: PageStore, client: TrainerClient) {
  let lastId = 0;
  let lastChosen: readonly ChosenFile[] = [];
  /** The files behind each data set that came from files: to load them again after a restart or an undo. */
  const filesOf = new WeakMap<DataSummary, readonly ChosenFile[]>();
  const state = () => store.getState();
  const update = store.setState;
  const studies = createStudyCommands(store, client, { newId: () => ++lastId, pauseRun: () => pause() });

  let lastInUse: DataSummary | null = null;
  let backendRequested: SettingValue<'backend'> | null = null;
  /** The person's own data, while a preset that needs other ones is chosen. */
  let ownData: { data: SettingValue<'data'>; summary: DataSummary | null } | null = null;
  store.subscribe(({ data: { inUse }, backend }, before) => {
    if (backend.status === 'failed' && before.backend.status === 'loading') {
      backendRequested = backend.inUse?.asked ?? null;
    }
    if (backend.inUse !== before.backend.inUse) backendRequested = backend.inUse?.asked ?? null;
    if (inUse === null || inUse === before.data.inUse) return;
    lastInUse = inUse;
    if (inUse.source === 'files') filesOf.set(inUse, lastChosen);
  });

  function chooseData(data: SettingValue<'data'>, files: readonly ChosenFile[] = []) {
    const requestId = ++lastId;
    lastChosen = files;
    update((before) => actions.dataRequested(before, requestId, data));
    client.loadData(requestId, data, files);
  }

  /** Loads a data set that was in use before. */
  function loadAgain(data: SettingValue<'data'>, summary: DataSummary | null) {
    chooseData(data, (data === 'files' && summary && filesOf.get(summary)) || []);
  }

  /** Switching the backend would end a run, so that while there is one the choice waits for the next. */
  function chooseBackend(backend: SettingValue<'backend'>) {
    if (state().run !== null) {
      update((before) => actions.settingsChanged(before, { backend }));
      return;
    }
    const requestId = ++lastId;
    backendRequested = backend;
    update((before) => actions.backendRequested(before, requestId, backend));
    client.chooseBackend(requestId, backend);
  }

  function start(go: 'on' | 'one-step' = 'on') {
    reset();
    studies.pauseStudies();
    const runId = ++lastId;
    update((before) => actions.runStarted(before, runId, go === 'on' ? 'on' : 'paused'));
    client.startRun(runId, state().asked, go);
  }

  function reset() {
    const { run, asked } = state();
    if (run === null) return;
    client.endRun(run.id);
    update(actions.runEnded);
    if (asked.backend !== backendRequested) chooseBackend(asked.backend);
  }

  function resume() {
    const { run } = state();
    if (run === null) return;
    studies.pauseStudies();
    update((before) => actions.runWanted(before, 'on'));
    client.resumeRun(run.id);
  }

  function pause() {
    const { run } = state();
    if (run === null || run.wants === 'paused') return;
    update((before) => actions.runWanted(before, 'paused'));
    client.pauseRun(run.id);
  }

  function toggle() {
    const action = selectMainAction(state());
    if (action === 'start') start();
    else if (action === 'pause') pause();
    else if (action === 'resume') resume();
  }

  function step() {
    const { run } = state();
    if (!selectCanStep(state())) return;
    studies.pauseStudies();
    if (run === null) return start('one-step');
    if (run.wants === 'on') update((before) => actions.runWanted(before, 'paused'));
    client.stepRun(run.id);
  }

  function changeArm(change: ArmChange) {
    const shown = selectArm(state(), change.arm);
    const same = change.kind === 'bn' ? shown.bn === change.on : shown.rate === change.rate;
    if (same) return;
    update((before) => armActions.armChanged(before, change, shown.live));
    const { run } = state();
    if (shown.live && run !== null) client.changeArm(run.id, change);
  }

  function setRate(index: number, rate: number) {
    const { ratesLinked, run } = state();
    const every = armSlots(state()).map((_, arm) => arm);
    const doneSteps = run?.record?.step ?? 0;
    for (const arm of ratesLinked ? every : [index]) changeArm({ kind: 'rate', step: doneSteps, arm, rate });
  }

  /** Measures the landscape around a run's weights; one that trains is paused first, so that it can be looked at. */
  function probe(what: 'step-size' | 'ribbons') {
    const { run } = state();
    if (run === null) return;
    pause();
    studies.pauseStudies();
    client.probeRun(run.id, what);
  }

  function setPlan(plan: Partial<RunPlan>) {
    update((before) => actions.planChanged(before, plan));
    const { run } = state();
    if (run !== null) client.setPlan(run.id, selectPlan(state()));
  }

  function restart() {
    const { asked, data } = state();
    const wasLoading = data.inUse === null && lastInUse === null;
    update(actions.trainerRestarted);
    client.restart();
    if (wasLoading) chooseData(asked.data, lastChosen);
    else loadAgain(asked.data, lastInUse);
    chooseBackend(asked.backend);
  }

  /** A preset leaves the data as they are, unless it needs some; those the person had come back with a preset that needs none. */
  function choosePreset(preset: SettingValue<'preset'>) {
    const { asked, data } = state();
    update((before) => actions.presetChosen(before, preset));
    const needed = presetData(preset, asked.data);
    if (needed === asked.data) return;
    if (asked.data !== 'gaussian') {
      ownData = { data: asked.data, summary: data.inUse };
      return chooseData(needed);
    }
    const own = ownData ?? { data: needed, summary: null };
    ownData = null;
    loadAgain(own.data, own.summary);
  }

  chooseData(state().asked.data);
  chooseBackend(state().asked.backend);
  return {
    ...studies.commands,
    ...createPinnedCommands(store),
    probe,
    start,
    toggle,
    step,
    reset,
    restart,
    setRate,
    setPlan,
    setBn: (arm: number, on: boolean) =>
      changeArm({ kind: 'bn', step: state().run?.record?.step ?? 0, arm, on }),
    addArm: () => update(armActions.armAdded),
    removeArm: (arm: number) => update((before) => armActions.armRemoved(before, arm)),
    /** Asks again for an arm that was to leave. */
    keepArm: (arm: number) => update((before) => armActions.armKept(before, arm)),
    setArmLook: (arm: number, look: armActions.ArmLook) =>
      update((before) => armActions.armLookChanged(before, arm, look)),
    setNorm: (arm: number, patch: Partial<Norm>) =>
      update((before) => armActions.armNormChanged(before, arm, patch)),
    chooseData: (data: SettingValue<'data'>) => {
      ownData = null;
      chooseData(data);
    },
    /** Uses the person's own files: two IDX files, or four. */
    chooseFiles: (files: readonly ChosenFile[]) => {
      ownData = null;
      chooseData('files', files);
    },
    chooseBackend,
    choosePreset,
    changeSettings: (patch: Partial<actions.EditableSettings>) =>
      update((before) => actions.settingsChanged(before, patch)),
    undoChanges: () => undo(),
    dropReplay: () => update(actions.changesDropped),
    linkRates: (linked: boolean) => update((before) => actions.ratesLinkedSet(before, linked)),
    dismissLinkProblems: () => update(actions.linkProblemsDismissed),
  };

  /** Data asked for since the run began are loaded already, so the run's are loaded again. */
  function undo() {
    const { run, asked, data } = state();
    if (run === null) return;
    update(actions.changesUndone);
    const otherFiles = asked.data === 'files' && run.data !== data.inUse;
    if (asked.data !== run.config.data || otherFiles) loadAgain(run.config.data, run.data);
  }
}
