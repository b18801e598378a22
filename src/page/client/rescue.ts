import { rewind } from '../../common/experiment/rewind.ts';
import { SETTINGS, type SettingValue } from '../../common/experiment/settings.ts';
import { formatWhole } from '../../common/lib/format.ts';
import type { WorkerEvent } from '../../common/protocol/events.ts';
import { rescueSet, runLost, trainerReplaced } from '../store/kept-actions.ts';
import type { PageStore } from '../store/page-store.ts';
import { studiesLost } from '../store/study-actions.ts';
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

const STUDY_LOST = 'What was measured stays; it can be measured anew.';

export interface RescueHost {
  readonly client: Pick<TrainerClient, 'restart' | 'stop'>;
  readonly autosave: Pick<Autosave, 'checkpoint' | 'setCheckpoint'>;
  /** Asks a new worker for the data and the backend. */
  reload(backend: SettingValue<'backend'>): void;
  /** Sends the run that is on the page into the worker, to train on. @returns its new id */
  goOn(): number;
}

/** Puts a new worker in the place of one that is lost, and lets the run go on where it was last saved. */
export function createRescue(
  store: PageStore,
  { autosave, client, goOn, reload }: RescueHost,
  patience: Patience = USUAL,
) {
  const update = store.setState;
  let losses: readonly { readonly backend: Backend | null; readonly at: number }[] = [];
  /** The run that is being brought back, by its id. */
  let underWay: { readonly runId: number; readonly words: (step: number) => string } | null = null;

  /** @param cause what happened, in a sentence */
  function rescue(cause: string): void {
    const { backend, run } = store.getState();
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
    putBack();
    update((state) => trainerReplaced(studiesLost(state, `${cause} ${STUDY_LOST}`)));
    update((state) => rescueSet(state, { cause, outcome: null }));
    client.restart();
    reload(next ?? run?.config.backend ?? store.getState().asked.backend);
    const moved =
      next === null || inUse === null
        ? ''
        : ` ${SETTINGS.backend.values[inUse]} has been lost ${ofThis} times, so it trains on ${SETTINGS.backend.values[next]} now.`;
    const words = (step: number) => `${outcomeWords(step, lostStep)}${moved}`;
    if (wantsOn) {
      underWay = { runId: goOn(), words };
      return;
    }
    underWay = null;
    const stands = store.getState().run?.record?.step ?? null;
    const outcome =
      stands === null
        ? `A new one has taken its place.${moved}`
        : `A new one has taken its place. The run stands at step ${formatWhole(stands)}.${moved}`;
    update((state) => rescueSet(state, { cause, outcome }));
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
    else if (event.type === 'run-failed') {
      const isOurs = underWay?.runId === event.runId;
      if (event.cause === 'broken') rescue(sentence(event.message));
      else if (isOurs) {
        underWay = null;
        update((state) => rescueSet(state, null));
      }
    } else if (event.type === 'run-prepared' && underWay?.runId === event.runId) {
      const { words } = underWay;
      underWay = null;
      update((state) =>
        state.rescue === null
          ? state
          : rescueSet(state, { ...state.rescue, outcome: words(state.run?.record?.step ?? 0) }),
      );
    }
  }

  return { rescue, onEvent };
}

function outcomeWords(step: number, lostStep: number): string {
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
