import type { WorkerEvent } from '../../common/protocol/events.ts';
import { keptChanged } from '../store/kept-actions.ts';
import type { PageStore } from '../store/page-store.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import type { Keeping } from './keeping.ts';
import { createRescue, type RescueHost } from './rescue.ts';
import { createSaveQueue } from './save-queue.ts';
import { createStudyKeeper, type StudyKeeper, type StudyKeeperHost } from './study-keeper.ts';
import type { TrainerClient } from './trainer-client.ts';

/** Listens to the worker for all that keeps a run or a study: checkpoints, signs of life, and their absence. */
export function keepAlive(
  store: PageStore,
  client: TrainerClient,
  keeping: Keeping,
  page: Pick<RescueHost, 'reload' | 'goOn' | 'goOnStudy'> & Pick<StudyKeeperHost, 'newId' | 'prepareFor'>,
): {
  readonly autosave: Autosave;
  readonly keeper: StudyKeeper;
  /** Puts a new worker in the place of one that the page itself has ended. */
  replaceEnded(cause: string): void;
} {
  const { list, locks, newKey, patience, runs, studies } = keeping;
  const queue = createSaveQueue(store);
  const autosave = createAutosave(store, {
    runs,
    locks,
    queue,
    client,
    newKey,
    newName: list.newName,
    askToStay: keeping.askToStay,
    onKept: list.noteSaved,
  });
  const keeper = createStudyKeeper(store, { studies, locks, queue, client, newKey, ...page });
  const { onEvent, rescue } = createRescue(store, { client, autosave, ...page }, patience);
  const heartbeat = keeping.watchOver({
    ask: (pingId) => {
      if (store.getState().trainerMessage === null) client.ping(pingId);
      else heartbeat.renew();
    },
    onDeath: replace,
  });
  function replace(cause: string): void {
    heartbeat.renew();
    rescue(cause);
  }
  const noteDevice = ({ bytes, tensors }: { readonly tensors: number; readonly bytes: number }) => {
    const { device } = store.getState().kept;
    if (device.tensors === tensors && device.bytes === bytes) return;
    store.setState((state) => keptChanged(state, { device: { tensors, bytes } }));
  };
  const hear = (event: WorkerEvent) => {
    onEvent(event);
    keeper.hear(event);
    if (event.type === 'run-checkpoint') autosave.keep(event.runId, event.checkpoint);
    else if (event.type === 'run-state' && event.state === 'finished') autosave.noteOutcome();
    else if (event.type === 'pong') {
      noteDevice(event.device);
      heartbeat.noteQuiet(event.quietMs);
    }
  };
  client.listen({ onEvent: hear, onSign: heartbeat.noteSign, onDeath: replace });
  return {
    autosave,
    keeper,
    replaceEnded(cause) {
      heartbeat.renew();
      rescue(cause, false);
    },
  };
}
