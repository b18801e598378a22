import { wasmFilesInNode } from '../../scripts/wasm-files.ts';
import type { Command } from '../../src/common/protocol/commands.ts';
import { parseEvent, type WorkerEvent } from '../../src/common/protocol/events.ts';
import { WorkerSession } from '../../src/training/trainer/worker-session.ts';
import { soon } from '../fixtures/soon.ts';
import { tinyFiles } from './idx-files.ts';

/** A worker's end of the conversation, without the worker. */
export function session() {
  const events: WorkerEvent[] = [];
  const worker = new WorkerSession({
    // What is sent must survive the way to the page.
    send: (event) => events.push(parseEvent(structuredClone(event))),
    wasmFiles: wasmFilesInNode(),
    pageUrl: 'http://127.0.0.1:9/',
    appVersion: '0.0.0',
    platform: 'a test',
  });
  const until = <T extends WorkerEvent['type']>(
    type: T,
    which: (event: WorkerEvent & { type: T }) => boolean = () => true,
  ) =>
    soon(() => {
      const found = events.find(
        (event): event is WorkerEvent & { type: T } => event.type === type && which(event as never),
      );
      if (found === undefined)
        throw new Error(`no ${type} among ${events.map((event) => event.type).join(', ')}`);
      return found;
    });
  const state = (wanted: string) => until('run-state', ({ state: now }) => now === wanted);
  const studyState = (wanted: string) => until('study-state', ({ state: now }) => now === wanted);
  return { events, until, state, studyState, send: (command: Command) => worker.handle(command) };
}

/** One that has data and a backend. */
export async function readySession() {
  const one = session();
  one.send({ type: 'load-data', requestId: 1, data: 'files', files: [...tinyFiles] });
  one.send({ type: 'choose-backend', requestId: 2, backend: 'wasm' });
  await one.until('backend-ready');
  return one;
}
