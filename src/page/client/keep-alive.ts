import type { WorkerEvent } from '../../common/protocol/events.ts';
import { keptChanged } from '../store/kept-actions.ts';
import type { PageStore } from '../store/page-store.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import type { Keeping } from './keeping.ts';
import { createRescue, type RescueHost } from './rescue.ts';
import type { TrainerClient } from './trainer-client.ts';

/** Listens to the worker for all that keeps a run: checkpoints, signs of life, and their absence. */
export function keepAlive(
  store: PageStore,
  client: TrainerClient,
  keeping: Keeping,
  run: Pick<RescueHost, 'reload' | 'goOn' | 'goOnStudy'>,
): { readonly autosave: Autosave; rescue(cause: string): void } {
  const { list, locks, newKey, patience, runs } = keeping;
  const autosave = createAutosave(store, {
    runs,
    locks,
    client,
    newKey,
    newName: list.newName,
    onKept: list.noteSaved,
  });
  const { onEvent, rescue } = createRescue(store, { client, autosave, ...run }, patience);
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
    if (event.type === 'run-checkpoint') autosave.keep(event.runId, event.checkpoint);
    else if (event.type === 'study-checkpoint') client.noteStudyKept(event.studyId, 0);
    else if (event.type === 'run-state' && event.state === 'finished') autosave.noteOutcome();
    else if (event.type === 'pong') {
      noteDevice(event.device);
      heartbeat.noteQuiet(event.quietMs);
    }
  };
  client.listen({ onEvent: hear, onSign: heartbeat.noteSign, onDeath: replace });
  return { autosave, rescue: replace };
}
