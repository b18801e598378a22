import type { ArmChange } from '../../common/experiment/config.ts';
import { followsPreset } from '../../common/experiment/follows-preset.ts';
import type { ParsedLink } from '../../common/experiment/link.ts';
import { SETTINGS, type SettingValue } from '../../common/experiment/settings.ts';
import type { RunPlan } from '../../common/protocol/commands.ts';
import * as actions from '../store/actions.ts';
import * as armActions from '../store/arm-actions.ts';
import { armSlots } from '../store/arm-slots.ts';
import { keptChanged, runGoesOn } from '../store/kept-actions.ts';
import type { PageStore } from '../store/page-store.ts';
import { selectArm, selectCanStep, selectMainAction, selectPlan } from '../store/selectors.ts';
import { armCommands } from './arm-commands.ts';
import { createFileCommand } from './file-command.ts';
import { createHiddenCommands } from './hidden-commands.ts';
import { keepAlive } from './keep-alive.ts';
import { createKeepPin } from './keep-pin.ts';
import type { Keeping } from './keeping.ts';
import { createKeptCommands } from './kept-commands.ts';
import { createPinnedCommands } from './pinned-commands.ts';
import { createResources } from './resources.ts';
import { createStudyCommands } from './study-commands.ts';
import { keptStudyCommands } from './study-keeper.ts';
import { takeLink } from './take-link.ts';
import type { TrainerClient } from './trainer-client.ts';
import { createUndo } from './undo-commands.ts';
import { createUndoReset } from './undo-reset.ts';

/** What a person can do on the page, each as one call: the store and the worker are told together. */
export type PageCommands = ReturnType<typeof createPageCommands>;

/** Makes the commands and asks the worker at once for the data and the backend of the settings, so that Start is quick. */
export function createPageCommands(store: PageStore, client: TrainerClient, keeping: Keeping) {
  let lastId = 0;
  const newId = () => ++lastId;
  const state = () => store.getState();
  const update = store.setState;
  const undoing = createUndo(store);
  const resources = createResources(store, client, newId);
  const studies = createStudyCommands(store, client, {
    newId,
    newKey: keeping.newKey,
    pauseRun: () => pause(),
    forget: (key) => void keeper.remove([key]),
  });
  const { autosave, keeper, replaceEnded } = keepAlive(store, client, keeping, {
    reload: resources.reload,
    goOn: (skipProbesAt) => goOn('on', skipProbesAt),
    goOnStudy: studies.goOn,
    newId,
    prepareFor: ({ config: { base } }) => prepareData(base.data),
  });

  /** Switching the backend would end a run, so that while there is one the choice waits for the next. */
  function chooseBackend(backend: SettingValue<'backend'>) {
    if (state().run === null) resources.requestBackend(backend);
    else update((before) => actions.settingsChanged(before, { backend }));
  }

  function start(go: 'on' | 'one-step' = 'on') {
    endRun();
    studies.pauseStudies();
    const [runId, key] = [newId(), keeping.newKey()];
    update((before) => actions.runStarted(before, runId, go === 'on' ? 'on' : 'paused', key));
    update((before) => keptChanged(before, { savedAt: null }));
    autosave.setCheckpoint(key, null);
    client.startRun(runId, state().asked, go, null);
  }

  /** Ends the run; what it came to is kept. */
  function leaveRun() {
    const { run } = state();
    if (run === null) return;
    const { key } = run;
    void autosave.keepLast().then(() => {
      if (state().run?.key !== key) keeping.locks.release(key);
    });
    client.endRun(run.id);
    update(actions.runEnded);
  }

  /** Ends the run, and keeps nothing more of it. */
  function dropRun() {
    const { run } = state();
    if (run === null) return;
    client.endRun(run.id);
    update(actions.runEnded);
    resources.followBackend();
  }

  function endRun() {
    if (state().run === null) return;
    leaveRun();
    resources.followBackend();
  }

  function reset() {
    undoReset.offerRun();
    endRun();
  }

  /** Sends the run on the page into the worker, which does not have it, to train on from where it was kept. */
  function goOn(go: 'on' | 'one-step', skipProbesAt: readonly number[] = []): number {
    const runId = newId();
    const checkpoint = autosave.checkpoint();
    update((before) => runGoesOn(before, runId, go === 'on' ? 'on' : 'paused'));
    const { run } = state();
    if (run !== null) {
      client.startRun(runId, run.startConfig, go, checkpoint, skipProbesAt);
      for (const change of run.pending) client.changeArm(runId, change);
      client.setPlan(runId, selectPlan(state()));
    }
    return runId;
  }

  function resume() {
    const { run } = state();
    if (run === null) return;
    studies.pauseStudies();
    if (run.phase === 'kept') {
      goOn('on');
      return;
    }
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
    if (run.phase === 'kept') {
      goOn('one-step');
      return;
    }
    if (run.wants === 'on') update((before) => actions.runWanted(before, 'paused'));
    client.stepRun(run.id);
  }

  function changeArm(change: ArmChange) {
    const shown = selectArm(state(), change.arm);
    const same = change.kind === 'bn' ? shown.bn === change.on : shown.rate === change.rate;
    if (same) return;
    update((before) => armActions.armChanged(before, change, shown.live));
    const { run } = state();
    // One that is not in the worker takes its changes along when it goes there.
    if (shown.live && run !== null && run.phase !== 'kept') client.changeArm(run.id, change);
  }

  function setRate(index: number, rate: number) {
    const { ratesLinked, run } = state();
    const every = armSlots(state()).map((_, arm) => arm);
    const doneSteps = run?.record?.step ?? 0;
    for (const arm of ratesLinked ? every : [index]) changeArm({ kind: 'rate', step: doneSteps, arm, rate });
  }

  /** Sets the rate of every network that the next run has; one that is to leave keeps its own. */
  function setAllRates(rate: number) {
    const step = state().run?.record?.step ?? 0;
    for (const [arm, { asked }] of armSlots(state()).entries())
      if (asked !== null) changeArm({ kind: 'rate', step, arm, rate });
  }

  /** Measures the landscape around a run's weights; one that trains is paused first, so that it can be looked at. */
  function probe(what: 'step-size' | 'ribbons') {
    const { run } = state();
    if (run === null || run.phase === 'kept') return;
    pause();
    studies.pauseStudies();
    client.probeRun(run.id, what);
  }

  function setPlan(plan: Partial<RunPlan>) {
    update((before) => actions.planChanged(before, plan));
    const { run } = state();
    if (run === null) return;
    client.setPlan(run.id, selectPlan(state()));
    // One that trains is saved soon anyway.
    if (run.phase === 'paused' || run.phase === 'finished') void autosave.keepLast();
    if (run.phase === 'kept') autosave.keepPlan();
  }

  /** Makes a new worker, by hand; a run that was kept stays, to go on. */
  function restart() {
    const hasWeights = autosave.checkpoint() !== null;
    update((before) => actions.trainerRestarted(before, hasWeights));
    client.restart();
    resources.reload(state().asked.backend);
  }

  const kept = createKeptCommands(store, {
    ...keeping,
    autosave,
    newId,
    leaveRun,
    dropRun,
    prepareFor({ config: { data } }) {
      prepareData(data);
      resources.followBackend();
    },
  });

  const undoReset = createUndoReset(store, {
    undoing,
    autosave,
    newId,
    leaveRun,
    resume,
    loadAgain: resources.loadAgain,
  });

  /** A person's own files cannot be had again without the person. */
  function prepareData(data: SettingValue<'data'>) {
    const { inUse } = state().data;
    if (data !== 'files' && data !== inUse?.source) resources.chooseData(data);
  }

  resources.chooseData(state().asked.data);
  resources.requestBackend(state().asked.backend);
  void keeper.refresh();
  return {
    ...studies.commands,
    ...undoing.commands,
    ...keptStudyCommands(store, keeper),
    ...createPinnedCommands(store, createKeepPin(store, { ...keeping, autosave })),
    ...kept,
    ...createHiddenCommands(store, client, {
      autosave,
      pause,
      resume,
      replaceEnded,
      commands: studies.commands,
    }),
    /** Does what opening the page by a link does; a run stays until the next one begins. */
    openLink(link: ParsedLink) {
      takeLink(store, resources, link);
      if (link.autostart) start();
    },
    probe,
    start,
    toggle,
    step,
    reset,
    restart,
    setRate,
    setAllRates,
    setPlan,
    setBn: (arm: number, on: boolean) =>
      changeArm({ kind: 'bn', step: state().run?.record?.step ?? 0, arm, on }),
    ...armCommands(update),
    chooseData: (data: SettingValue<'data'>) => resources.chooseData(data),
    /** Opens run files, pictures of ours and data, wherever they come from. */
    openFiles: createFileCommand(store, { ...keeping, ...kept, ...undoing, resources, keeper }),
    chooseBackend,
    choosePreset(preset: SettingValue<'preset'>) {
      const before = state();
      update((page) => actions.presetChosen(page, preset));
      resources.followPreset(preset, before.asked.data);
      const [title = ''] = SETTINGS.preset.values[preset].split(' · ');
      if (!followsPreset(before.asked)) undoReset.offerSettings(before, title);
    },
    changeSettings: (patch: Partial<actions.EditableSettings>) =>
      update((before) => actions.settingsChanged(before, patch)),
    undoChanges: () => undo(),
    dropReplay: () => update(actions.changesDropped),
    linkRates: (linked: boolean) => update((before) => actions.ratesLinkedSet(before, linked)),
    setShortcuts(shortcuts: boolean) {
      keeping.preferences.change({ shortcuts });
      update((before) => ({ ...before, shortcuts }));
    },
    dismissLinkProblems: () => update(actions.linkProblemsDismissed),
  };

  /** Data asked for since the run began are loaded already, so the run's are loaded again. */
  function undo() {
    const { run, asked, data } = state();
    if (run === null) return;
    update(actions.changesUndone);
    const otherFiles = asked.data === 'files' && run.data !== data.inUse;
    if (asked.data !== run.config.data || otherFiles) resources.loadAgain(run.config.data, run.data);
  }
}
