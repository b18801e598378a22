import type { Command } from '../../../../src/common/protocol/commands.ts';
import type { WorkerEvent } from '../../../../src/common/protocol/events.ts';
import type { Keeping } from '../../../../src/page/client/keeping.ts';
import { createPageCommands } from '../../../../src/page/client/page-commands.ts';
import { createTrainerClient } from '../../../../src/page/client/trainer-client.ts';
import { createPageStore, type PageStore } from '../../../../src/page/store/page-store.ts';
import { fakeKeeping } from '../../../fixtures/keeping.ts';
import { environment, mnist, pageAt, telemetryAt, wasm } from '../samples.ts';
import { FakeSchedule, fakeWorkers } from './fakes.ts';

/** A page without a window: its store, its commands, and workers that say what they are told to. */
export function setUp(link = '', keeping: Partial<Keeping> | ((store: PageStore) => Partial<Keeping>) = {}) {
  const store = createPageStore(pageAt(link));
  const workers = fakeWorkers();
  const schedule = new FakeSchedule();
  const client = createTrainerClient(store, workers.make, schedule);
  const commands = createPageCommands(
    store,
    client,
    fakeKeeping(typeof keeping === 'function' ? keeping(store) : keeping),
  );
  const says = (...events: WorkerEvent[]) => {
    workers.newest().say(...events);
    schedule.draw();
  };
  /** The newest command of a type, as sent to the newest worker. */
  const sent = <T extends Command['type']>(type: T): Extract<Command, { type: T }> => {
    const found = [...workers.newest().heard].reverse().find((command) => command.type === type);
    if (found === undefined) throw new Error(`No ${type} was sent.`);
    return found as Extract<Command, { type: T }>;
  };
  const makeReady = () =>
    says(
      { type: 'data-ready', requestId: sent('load-data').requestId, data: mnist },
      { type: 'backend-ready', requestId: sent('choose-backend').requestId, backend: wasm },
    );
  /** Starts a run and has the worker train it. */
  const train = (step = 10) => {
    makeReady();
    commands.start();
    const { runId } = sent('start-run');
    says(
      { type: 'run-prepared', runId, environment },
      { type: 'run-state', runId, state: 'training', reason: null },
      { type: 'telemetry', runId, telemetry: telemetryAt(step) },
    );
    workers.newest().takeTypes();
    return runId;
  };
  return {
    store,
    workers,
    commands,
    says,
    sent,
    makeReady,
    train,
    takeTypes: () => workers.newest().takeTypes(),
  };
}
