import { rewind } from '../../common/experiment/rewind.ts';
import { SETTINGS, type SettingValue } from '../../common/experiment/settings.ts';
import { formatWhole } from '../../common/lib/format.ts';
import type { WorkerEvent } from '../../common/protocol/events.ts';
import type { StudyKind } from '../../common/studies/study.ts';
import { rescueSet, runLost, trainerReplaced } from '../store/kept-actions.ts';
import type { RunState } from '../store/page-state.ts';
import type { PageStore } from '../store/page-store.ts';
import { studiesLost } from '../store/study-actions.ts';
import { isUnderWay, STUDY_KINDS } from '../store/study-state.ts';
import type { Autosave } from './autosave.ts';
import type { TrainerClient } from './trainer-client.ts';

export type Backend = 'webgl' | 'wasm' | 'cpu';

/** What is trained on next, once a backend has been lost too often. */
const NEXT: Readonly<Record<Backend, Backend | null>> = { webgl: 'wasm', wasm: 'cpu', cpu: null };

/** So many losses of one backend within so many milliseconds are too many. */
export interface Patience {
  readonly losses: number;
  readonly withinMs: number;
}
const USUAL: Patience = { losses: 3, withinMs: 10 * 60_000 };

const STUDY_LOST = 'What was measured stays; it can go on from where it was last saved.';

export interface RescueHost {
  readonly client: Pick<TrainerClient, 'restart' | 'stop'>;
  readonly autosave: Pick<Autosave, 'checkpoint' | 'setCheckpoint'>;
  /** Asks a new worker for the data and the backend. */
  reload(backend: SettingValue<'backend'>): void;
  /** Sends the run that is on the page into the worker, to train on without measuring at some steps. @returns its new id */
  goOn(skipProbesAt: readonly number[]): number;
  /** The same of a study. */
  goOnStudy(kind: StudyKind): number;
}

/** Puts a new worker in the place of one that is lost, and lets the run go on where it was last saved. */
export function createRescue(
  store: PageStore,
  { autosave, client, goOn, goOnStudy, reload }: RescueHost,
  patience: Patience = USUAL,
) {
  const update = store.setState;
  let losses: readonly { readonly backend: Backend | null; readonly at: number }[] = [];
  /** Where a run's workers were lost while they measured the landscape: measured again, it might end the next one too. */
  let lostProbes: { readonly key: string; readonly steps: readonly number[] } = { key: '', steps: [] };
  /** The run or the study that is being brought back, by its id. */
  let underWay: { readonly id: number; readonly words: () => string } | null = null;

  /** @param cause what happened, in a sentence */
  function rescue(cause: string): void {
    const { backend, run, studies } = store.getState();
    const inUse = backend.inUse?.backend ?? losses.at(-1)?.backend ?? null;
    const now = performance.now();
    losses = [...losses.filter(({ at }) => now - at < patience.withinMs), { backend: inUse, at: now }];
    const ofThis = losses.filter((loss) => loss.backend === inUse).length;
    const isTooMany = ofThis >= patience.losses;
    const next = isTooMany ? (inUse === null ? null : NEXT[inUse]) : null;
    if (isTooMany && next === null) {
      giveUp(cause, ofThis);
      return;
    }

    const lostStep = run?.record?.step ?? 0;
    const wantsOn = run !== null && run.wants === 'on' && run.phase !== 'failed';
    const kind = STUDY_KINDS.find((one) => isUnderWay(studies[one])) ?? null;
    const lostSteps = studyStep(store, kind);
    const probedAt = noteLostProbe(run);
    putBack();
    update((state) => trainerReplaced(studiesLost(state, `${cause} ${STUDY_LOST}`)));
    update((state) => rescueSet(state, { cause, outcome: null }));
    client.restart();
    reload(next ?? run?.config.backend ?? store.getState().asked.backend);
    const moved =
      next === null || inUse === null
        ? ''
        : ` ${SETTINGS.backend.values[inUse]} has been lost ${ofThis} times, so it trains on ${SETTINGS.backend.values[next]} now.`;
    const stand = () => store.getState().run?.record?.step ?? null;
    if (wantsOn) {
      const skipped =
        probedAt === null ? '' : ` The landscape is not measured again at step ${formatWhole(probedAt)}.`;
      underWay = {
        id: goOn(lostProbes.steps),
        words: () => `${runWords(stand() ?? 0, lostStep)}${skipped}${moved}`,
      };
      return;
    }
    if (kind !== null) {
      underWay = {
        id: goOnStudy(kind),
        words: () => `${studyWords(studyStep(store, kind), lostSteps)}${moved}`,
      };
      return;
    }
    underWay = null;
    const stands = stand();
    const outcome =
      stands === null
        ? `A new one has taken its place.${moved}`
        : `A new one has taken its place. The run stands at step ${formatWhole(stands)}.${moved}`;
    update((state) => rescueSet(state, { cause, outcome }));
  }

  /** @returns the step at which the run was measuring the landscape, if it was */
  function noteLostProbe(run: RunState | null): number | null {
    if (run === null) return null;
    const before = lostProbes.key === run.key ? lostProbes.steps : [];
    const probedAt = run.phase === 'probing' ? (run.record?.step ?? 0) : null;
    lostProbes = { key: run.key, steps: probedAt === null ? before : [...before, probedAt] };
    return probedAt;
  }

  /** Takes off the run what came after the last checkpoint. */
  function putBack(): void {
    const { run } = store.getState();
    if (run === null || run.phase === 'kept') return;
    const checkpoint = autosave.checkpoint();
    if (run.record === null || checkpoint === null) {
      update((state) => runLost(state, null));
      return;
    }
    const rewound = rewind(run.record, checkpoint);
    autosave.setCheckpoint(run.key, rewound.checkpoint);
    update((state) => runLost(state, rewound.record));
  }

  function giveUp(cause: string, times: number): void {
    underWay = null;
    putBack();
    update((state) => rescueSet(state, null));
    client.stop(
      `${cause} This has happened ${times} times, so no other is tried by itself. What was measured is kept. Press Restart, or reload the page.`,
    );
  }

  function onEvent(event: WorkerEvent): void {
    if (event.type === 'backend-lost') rescue(event.message);
    else if (event.type === 'run-failed') noteFailure(event.runId, event);
    else if (event.type === 'study-failed') noteFailure(event.studyId, event);
    else if (event.type === 'run-prepared') noteReturn(event.runId);
    else if (event.type === 'study-begun') noteReturn(event.studyId);
  }

  function noteFailure(id: number, { cause, message }: { readonly cause: string; readonly message: string }) {
    if (cause === 'broken') rescue(sentence(message));
    else if (underWay?.id === id) {
      underWay = null;
      update((state) => rescueSet(state, null));
    }
  }

  function noteReturn(id: number): void {
    if (underWay?.id !== id) return;
    const outcome = underWay.words();
    underWay = null;
    update((state) => (state.rescue === null ? state : rescueSet(state, { ...state.rescue, outcome })));
  }

  return { rescue, onEvent };
}

/** Steps that all networks of a study have made. */
const studyStep = (store: PageStore, kind: StudyKind | null): number =>
  (kind === null ? null : store.getState().studies[kind]?.record?.progress.memberSteps) ?? 0;

function studyWords(step: number, lostStep: number): string {
  if (step === 0)
    return 'A new one has taken its place and begins measuring again: nothing had been saved yet.';
  const again = lostStep - step;
  const repeated = again <= 0 ? 'nothing is repeated' : `${formatWhole(again)} of its steps are made again`;
  return `A new one has taken its place and goes on measuring; ${repeated}.`;
}

function runWords(step: number, lostStep: number): string {
  if (step === 0) return 'A new one has taken its place and begins the run again: it had not been saved yet.';
  const again = lostStep - step;
  const repeated =
    again <= 0
      ? 'nothing is repeated.'
      : again === 1
        ? 'one step is made again.'
        : `the ${formatWhole(again)} steps after it are made again.`;
  return `A new one has taken its place and goes on from step ${formatWhole(step)}; ${repeated}`;
}

/** An error's own words may lack the full stop. */
const sentence = (text: string): string => `Training broke off: ${/[.!?]$/.test(text) ? text : `${text}.`}`;
