import { expect, vi } from 'vitest';
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
import { atDepth } from '../../depth.ts';
import { soon } from '../../fixtures/soon.ts';
import type { Leave, Sabotage } from './sabotaged-worker.ts';

type Backend = 'wasm' | 'webgl';

const LINK = 'depth=2&width=12&batch=20&activation=tanh&evalEvery=50&arms=bn:0.1,plain:0.05&optimizer=adam';
const NEVER: Patience = { losses: Number.POSITIVE_INFINITY, withinMs: 1 };
/** `most` losses are too many, however far apart. */
export const losses = (most: number): Patience => ({ losses: most, withinMs: Number.POSITIVE_INFINITY });

/** How often in a row a run is hurt. */
export const TIMES = atDepth({ wasm: 3, webgl: 2 }, { wasm: 20, webgl: 20 });
/** Steps of a run: more than it has leave to make until it has been hurt for the last time. */
export const STEPS = atDepth({ wasm: 200, webgl: 40 }, { wasm: 1500, webgl: 200 });
const LEAVE = { wasm: 40, webgl: 8 } as const;
/** Longer than a worker may be silent. */
const SILENCE_MS = 31_000;
/** How often the page looks after its worker. */
const BEAT_MS = 50;

/** A page without what is seen of it: a real worker, a real store, and means to hurt them. */
export function rescuedPage(
  backend: Backend,
  {
    patience = NEVER,
    steps = STEPS[backend],
  }: { readonly patience?: Patience; readonly steps?: number } = {},
  more = '',
) {
  const store = createPageStore(
    initialState(parseLink(new URLSearchParams(`${LINK}&steps=${steps}${more}`))),
  );
  const workers: Worker[] = [];
  let checkpoints = 0;
  let beat = () => {};
  const client = createTrainerClient(
    store,
    () => {
      const worker = new Worker(new URL('./sabotaged-worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }) => {
        if (data.type === 'run-checkpoint' || data.type === 'study-checkpoint') checkpoints++;
      });
      workers.push(worker);
      return worker;
    },
    { beforeDraw: (callback) => callback(), afterDraw: (callback) => callback() },
  );
  const commands = createPageCommands(store, client, {
    ...keepRuns(store),
    patience,
    watchOver(pulse) {
      const timers = vi.spyOn(globalThis, 'setInterval');
      const heartbeat = startHeartbeat(pulse, { everyMs: BEAT_MS });
      beat = timers.mock.calls.at(-1)?.[0] as () => void;
      timers.mockRestore();
      return heartbeat;
    },
  });
  commands.openFiles(tinyFiles);
  commands.chooseBackend(backend);
  const state = () => store.getState();
  const record = (): RunRecord => state().run?.record as RunRecord;
  const newest = () => workers.at(-1) as Worker;
  const until = (what: () => unknown) => soon(() => expect(what()).toBeTruthy());
  const give = (leave: Leave) => newest().postMessage(leave);
  const rescued = (worker: Worker) => newest() !== worker && state().rescue?.outcome != null;
  return {
    backend,
    store,
    commands,
    workers,
    record,
    until,
    /** Waits until a run can be started. */
    untilReady: () => until(() => state().data.status === 'ready'),
    /** Waits until what is in training has made some of the steps that it gets leave for now, and has been saved since. */
    async untilFurther(isTraining: () => boolean, step: () => number): Promise<void> {
      const [from, before] = [step(), checkpoints];
      give({ steps: LEAVE[backend] });
      await until(() => isTraining() && step() > from + 2 && checkpoints > before + 1);
    },
    async untilRunFurther(): Promise<void> {
      await this.untilFurther(
        () => state().run?.phase === 'training',
        () => state().run?.record?.step ?? 0,
      );
    },
    /** Waits until a new worker has taken the place of one. */
    untilRescued: (worker: Worker) => until(() => rescued(worker)),
    /** The same of one that says nothing more, of which the page learns by its silence only: the page's time flies meanwhile. */
    async untilMissed(worker: Worker): Promise<void> {
      const now = performance.now.bind(performance);
      let flown = 0;
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + flown);
      await until(() => {
        // A leap would be a sleep of the computer, which says nothing of the worker.
        for (let past = 0; past < SILENCE_MS && newest() === worker; past += BEAT_MS) {
          flown += BEAT_MS;
          beat();
        }
        return rescued(worker);
      });
      clock.mockRestore();
    },
    hurt: (how: Sabotage) => newest().postMessage(how),
    kill: () => newest().terminate(),
    newest,
    /** Lets it train to its end. */
    async untilFinished(isFinished = () => state().run?.phase === 'finished'): Promise<void> {
      give({ steps: Number.POSITIVE_INFINITY });
      await until(isFinished);
    },
    dispose() {
      commands.reset();
      newest().terminate();
    },
  };
}

type RescuedPage = ReturnType<typeof rescuedPage>;
type Curves = ReturnType<typeof columnsOf>;

const curvesOf: Partial<Record<Backend, Promise<Curves>>> = {};

/** The curves of the same run with nothing in its way. */
export function undisturbed(backend: Backend): Promise<Curves> {
  curvesOf[backend] ??= trainUndisturbed(backend);
  return curvesOf[backend];
}

async function trainUndisturbed(backend: Backend): Promise<Curves> {
  const page = rescuedPage(backend);
  await page.untilReady();
  page.commands.start();
  await page.untilFinished();
  const curves = columnsOf(page.record());
  page.dispose();
  return curves;
}

/** Hurts a run `TIMES` times, each time after it has made some more steps. @returns its curves at the end */
export async function hurtInARow(
  page: RescuedPage,
  hurt: () => void,
  untilRescued = page.untilRescued,
): Promise<Curves> {
  await page.untilReady();
  page.commands.start();
  for (let time = 1; time <= TIMES[page.backend]; time++) {
    await page.untilRunFurther();
    const worker = page.newest();
    hurt();
    await untilRescued(worker);
    expect(page.store.getState().rescue?.outcome).toContain('goes on from step');
  }
  await page.untilFinished();
  expect(page.store.getState().trainerMessage).toBeNull();
  const curves = columnsOf(page.record());
  page.dispose();
  return curves;
}
