import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TrainRows } from '../../../../src/common/experiment/metrics.ts';
import { values } from '../../../../src/common/lib/series.ts';
import type { Backend } from '../../../../src/page/client/rescue.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { environment, mnist, runOf, telemetryAt, wasm } from '../samples.ts';
import { setUp } from './set-up.ts';

afterEach(() => void vi.restoreAllMocks());

/** The training figures of steps `from` to `to` of two arms. */
const rows = (from: number, to: number): TrainRows => ({
  firstStep: from,
  loss: Float32Array.from({ length: 2 * (to - from + 1) }, (_, index) => from + (index >> 1)),
  accuracy: new Float32Array(2 * (to - from + 1)),
});
const told = (runId: number, from: number, to: number) =>
  ({ type: 'telemetry', runId, telemetry: telemetryAt(to, { train: [rows(from, to)] }) }) as const;

/** A run that has told steps 1 to 12, and was kept at step 8. */
function kept() {
  const page = setUp();
  const runId = page.train(0);
  page.says(
    told(runId, 1, 8),
    { type: 'run-checkpoint', runId, checkpoint: checkpointAt(8) },
    told(runId, 9, 12),
  );
  const ready = (backend: Backend = 'wasm') =>
    page.says(
      { type: 'data-ready', requestId: page.sent('load-data').requestId, data: mnist },
      {
        type: 'backend-ready',
        requestId: page.sent('choose-backend').requestId,
        backend: { ...wasm, asked: page.sent('choose-backend').backend, backend },
      },
    );
  /** The new worker has the run. */
  const goesOn = () => {
    const { runId: id } = page.sent('start-run');
    page.says({ type: 'run-prepared', runId: id, environment });
    return id;
  };
  return { ...page, runId, ready, goesOn };
}

describe('a worker that dies in the middle of a run', () => {
  it('while it measures the landscape: that is not tried again at the same step', () => {
    const { goesOn, runId, says, sent, store, workers } = kept();
    says({ type: 'run-state', runId, state: 'probing', reason: null });
    workers.newest().fail();
    expect(sent('start-run')).toMatchObject({ checkpoint: { step: 8 }, skipProbesAt: [12] });
    const next = goesOn();
    expect(store.getState().rescue?.outcome).toContain('not measured again at step 12');
    // Nothing was wrong with what came after it.
    says({ type: 'run-state', runId: next, state: 'training', reason: null });
    workers.newest().fail();
    expect(sent('start-run')).toMatchObject({ skipProbesAt: [12] });
  });

  it('gives way to a new one, which goes on from the last checkpoint', () => {
    const { goesOn, ready, sent, store, workers } = kept();
    workers.newest().fail();
    expect(workers.made).toHaveLength(2);
    expect(workers.made[0]?.terminate).toHaveBeenCalledOnce();
    expect(workers.newest().heard.map(({ type }) => type)).toEqual([
      'load-data',
      'choose-backend',
      'start-run',
    ]);
    expect(sent('start-run')).toMatchObject({ go: 'on', checkpoint: { step: 8 } });
    expect(store.getState().rescue).toMatchObject({ outcome: null });
    ready();
    goesOn();
    const { rescue } = store.getState();
    expect(rescue?.cause).toMatch(/has failed/);
    expect(rescue?.outcome).toMatch(/from step 8; the 4 steps after it are made again/);
  });

  it('leaves no gap in the curves, and nothing twice', () => {
    const { goesOn, ready, says, store, workers } = kept();
    workers.newest().fail();
    ready();
    const id = goesOn();
    expect(runOf(store.getState()).record?.step).toBe(8);
    says(told(id, 9, 20));
    const [arm] = runOf(store.getState()).record?.arms ?? [];
    expect(arm && Array.from(values(arm.step))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('is replaced again and again, with the run where it was', () => {
    const { goesOn, ready, says, store, workers } = kept();
    workers.newest().fail();
    ready();
    const id = goesOn();
    says(told(id, 9, 11));
    workers.newest().fail();
    ready();
    goesOn();
    expect(runOf(store.getState()).record?.step).toBe(8);
    expect(store.getState().trainerMessage).toBeNull();
  });

  it('makes again the changes made since the checkpoint, at their steps', () => {
    const { runId, says, sent, workers } = kept();
    const change = { kind: 'rate', step: 10, arm: 1, rate: 0.5 } as const;
    says({ type: 'telemetry', runId, telemetry: telemetryAt(12, { changes: [change] }) });
    workers.newest().fail();
    expect(sent('start-run').checkpoint?.changes).toEqual([change]);
  });

  it('takes along a change that had been asked for and not been made', () => {
    const { commands, goesOn, ready, sent, workers } = kept();
    commands.setBn(1, true);
    workers.newest().fail();
    ready();
    const runId = goesOn();
    expect(sent('change-arm')).toMatchObject({ runId, change: { kind: 'bn', arm: 1, on: true } });
  });

  it('begins the run anew where it had not been saved', () => {
    const page = setUp();
    const runId = page.train(0);
    page.says(told(runId, 1, 3));
    page.workers.newest().fail();
    expect(page.sent('start-run').checkpoint).toBeNull();
    expect(runOf(page.store.getState()).record).toBeNull();
  });

  it('leaves a paused run paused', () => {
    const { commands, sent, store, workers } = kept();
    commands.toggle();
    workers.newest().fail();
    expect(workers.newest().heard.map(({ type }) => type)).toEqual(['load-data', 'choose-backend']);
    expect(runOf(store.getState())).toMatchObject({ phase: 'kept', record: { step: 8 } });
    expect(store.getState().rescue?.outcome).toMatch(/stands at step 8/);
    commands.toggle();
    expect(sent('start-run')).toMatchObject({ go: 'on', checkpoint: { step: 8 } });
  });

  it('is replaced without a word of a run where there is none', () => {
    const page = setUp();
    page.makeReady();
    page.workers.newest().fail();
    expect(page.workers.made).toHaveLength(2);
    expect(page.store.getState()).toMatchObject({ run: null, trainerMessage: null });
  });
});

describe('what breaks without the worker', () => {
  it('a GPU that is taken away is gone on from in a new worker', () => {
    const { says, sent, workers } = kept();
    says({ type: 'backend-lost', message: 'The GPU is gone.' });
    expect(workers.made).toHaveLength(2);
    expect(sent('start-run').checkpoint?.step).toBe(8);
  });

  it('a step that breaks off is as well; a run that is refused is not', () => {
    const { runId, says, store, workers } = kept();
    says({ type: 'run-failed', runId, message: 'a kernel threw', cause: 'broken' });
    expect(workers.made).toHaveLength(2);
    expect(store.getState().rescue?.cause).toBe('Training broke off: a kernel threw.');
    const { runId: next } = runIdOf(workers.newest().heard);
    says({ type: 'run-failed', runId: next, message: 'Other data.', cause: 'refused' });
    expect(workers.made).toHaveLength(2);
    expect(store.getState()).toMatchObject({
      rescue: null,
      run: { phase: 'kept', message: 'Other data.' },
    });
  });

  it('is answered by the next backend once one has been lost three times, and by giving up after the last', () => {
    const { goesOn, ready, sent, store, workers } = kept();
    const asked: string[] = [];
    // WebAssembly was in use when the first worker was lost.
    for (const backend of ['webgl', 'webgl', 'webgl', 'wasm', 'wasm', 'cpu', 'cpu', 'cpu'] as const) {
      workers.newest().fail();
      asked.push(sent('choose-backend').backend);
      ready(backend);
      goesOn();
    }
    expect(asked).toEqual(['auto', 'auto', 'auto', 'wasm', 'wasm', 'cpu', 'cpu', 'cpu']);
    workers.newest().fail();
    expect(store.getState().trainerMessage).toMatch(/3 times.*Restart/);
    expect(runOf(store.getState()).record?.step).toBe(8);
  });

  it('keeps its backend where losses are more than ten minutes apart', () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    const { goesOn, ready, sent, workers } = kept();
    const lostAfter = (minutes: number) => {
      now.mockReturnValue(minutes * 60_000);
      workers.newest().fail();
      ready();
      goesOn();
      return sent('choose-backend').backend;
    };
    const first = lostAfter(0);
    expect([5, 10, 16, 21].map(lostAfter)).toEqual([first, first, first, first]);
    expect(lostAfter(22)).toBe('cpu');
  });

  it('says why another backend trains, and the record tells from which step', () => {
    const { goesOn, ready, store, workers } = kept();
    for (const backend of ['wasm', 'wasm', 'cpu'] as const) {
      workers.newest().fail();
      ready(backend);
      goesOn();
    }
    expect(store.getState().rescue?.outcome).toMatch(/has been lost 3 times, so it trains on/);
  });
});

const runIdOf = (heard: readonly { readonly type: string }[]) =>
  heard.find(({ type }) => type === 'start-run') as unknown as { runId: number };
