import { expect } from 'vitest';
import { parseLink } from '../../../src/common/experiment/link.ts';
import type { RunRecord } from '../../../src/common/experiment/run-record.ts';
import { startHeartbeat } from '../../../src/page/client/heartbeat.ts';
import { createPageCommands } from '../../../src/page/client/page-commands.ts';
import type { Patience } from '../../../src/page/client/rescue.ts';
import { createTrainerClient } from '../../../src/page/client/trainer-client.ts';
import { keepRuns } from '../../../src/page/keep-runs.ts';
import { initialState } from '../../../src/page/store/page-state.ts';
import { createPageStore } from '../../../src/page/store/page-store.ts';
import { tinyFiles } from '../../checks/idx-files.ts';
import { columnsOf } from '../../checks/train-tiny.ts';
import { soon } from '../../fixtures/soon.ts';
import type { Sabotage } from './sabotaged-worker.ts';

const LINK = 'depth=2&width=12&batch=20&activation=tanh&evalEvery=50&arms=bn:0.1,plain:0.05&optimizer=adam';
const NEVER: Patience = { losses: Number.POSITIVE_INFINITY, withinMs: 1 };

/** A page without what is seen of it: a real worker, a real store, and means to hurt them. */
export function rescuedPage(
  backend: 'wasm' | 'webgl',
  steps: number,
  {
    patience = NEVER,
    quietMs = 60_000,
    silentMs = 30_000,
  }: { readonly patience?: Patience; readonly quietMs?: number; readonly silentMs?: number } = {},
  more = '',
) {
  const store = createPageStore(
    initialState(parseLink(new URLSearchParams(`${LINK}&steps=${steps}${more}`))),
  );
  const workers: Worker[] = [];
  const client = createTrainerClient(
    store,
    () => {
      const worker = new Worker(new URL('./sabotaged-worker.ts', import.meta.url), { type: 'module' });
      workers.push(worker);
      return worker;
    },
    { beforeDraw: (callback) => callback(), afterDraw: (callback) => callback() },
  );
  const commands = createPageCommands(store, client, {
    ...keepRuns(store),
    patience,
    watchOver: (pulse) => startHeartbeat(pulse, { everyMs: 100, silentMs, quietMs }),
  });
  commands.chooseFiles(tinyFiles);
  commands.chooseBackend(backend);
  const state = () => store.getState();
  const record = (): RunRecord => state().run?.record as RunRecord;
  const newest = () => workers.at(-1) as Worker;
  const until = (what: () => unknown) => soon(() => expect(what()).toBeTruthy());
  return {
    store,
    commands,
    workers,
    record,
    until,
    /** Waits until the run is so many steps further than the last loss left it, saved once more, and in training. */
    async untilFurther(by: number): Promise<void> {
      const from = state().run?.record?.step ?? 0;
      await until(() => state().run?.phase === 'training' && (state().run?.record?.step ?? 0) >= from + by);
    },
    /** Waits until a new worker has the run and trains it. */
    async untilRescued(worker: Worker): Promise<void> {
      await until(() => newest() !== worker && state().rescue?.outcome != null);
    },
    hurt: (how: Sabotage) => newest().postMessage(how),
    kill: () => newest().terminate(),
    newest,
    untilFinished: () => until(() => state().run?.phase === 'finished'),
    dispose() {
      commands.reset();
      newest().terminate();
    },
  };
}

/** The curves of the same run with nothing in its way. */
export async function undisturbed(backend: 'wasm' | 'webgl', steps: number) {
  const page = rescuedPage(backend, steps);
  await page.until(() => page.store.getState().data.status === 'ready');
  page.commands.start();
  await page.untilFinished();
  const curves = columnsOf(page.record());
  page.dispose();
  return curves;
}

/** Twenty times: the run gets some steps further, something is done to it, and it goes on. @returns its curves in the end */
export async function hurtTwentyTimes(
  page: ReturnType<typeof rescuedPage>,
  hurt: () => void,
): Promise<ReturnType<typeof columnsOf>> {
  await page.until(() => page.store.getState().data.status === 'ready');
  page.commands.start();
  for (let time = 1; time <= 20; time++) {
    await page.untilFurther(3);
    const worker = page.newest();
    hurt();
    await page.untilRescued(worker);
  }
  await page.untilFinished();
  expect(page.store.getState().trainerMessage).toBeNull();
  const curves = columnsOf(page.record());
  page.dispose();
  return curves;
}
