import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTrainerClient } from '../../../../src/page/client/trainer-client.ts';
import { runStarted } from '../../../../src/page/store/actions.ts';
import { createPageStore } from '../../../../src/page/store/page-store.ts';
import { environment, pageAt, runOf, telemetryAt, training } from '../samples.ts';
import { FakeSchedule, fakeWorkers } from './fakes.ts';

function setUp(state = training(10)) {
  const store = createPageStore(state);
  const workers = fakeWorkers();
  const schedule = new FakeSchedule();
  const client = createTrainerClient(store, workers.make, schedule);
  return { store, workers, worker: workers.newest(), schedule, client };
}

const news = (step: number, runId = 7) =>
  ({ type: 'telemetry', runId, telemetry: telemetryAt(step) }) as const;

afterEach(() => void vi.restoreAllMocks());

describe('what the worker says', () => {
  it('reaches the store once a frame, in order', () => {
    const { store, worker, schedule } = setUp();
    const heard = vi.fn<() => void>();
    store.subscribe(heard);
    worker.say(news(11), news(12), { type: 'run-state', runId: 7, state: 'paused', reason: null });
    expect(heard).not.toHaveBeenCalled();
    expect(schedule.waiting).toBe(1);
    schedule.draw();
    expect(heard).toHaveBeenCalledOnce();
    expect(runOf(store.getState())).toMatchObject({ phase: 'paused', record: { step: 12 } });
    worker.say(news(13));
    expect(schedule.waiting).toBe(1);
  });

  it('is credited batch by batch, after it has been drawn', () => {
    const { worker, schedule } = setUp();
    worker.say(news(11), { type: 'run-state', runId: 7, state: 'testing', reason: null }, news(12));
    schedule.takeIn();
    expect(worker.heard).toEqual([]);
    schedule.draw();
    expect(worker.heard).toEqual([
      { type: 'credit', runId: 7 },
      { type: 'credit', runId: 7 },
    ]);
  });

  it('stops the trainer when it cannot be read', () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { store, worker } = setUp();
    worker.say({ type: 'gibberish' });
    expect(logged).toHaveBeenCalledOnce();
    expect(worker.terminate).toHaveBeenCalledOnce();
    expect(store.getState().trainerMessage).toMatch(/Restart/);
  });
});

describe('commands for a run', () => {
  it('wait until the worker knows the run', () => {
    const { worker, schedule, client } = setUp(runStarted(pageAt(), 8, 'on'));
    client.startRun(8, pageAt().asked, 'on');
    client.setPlan(8, { steps: 50, target: 0, probeEvery: 0, ribbonsEvery: 0 });
    client.pauseRun(8);
    expect(worker.takeTypes()).toEqual(['start-run']);
    worker.say({ type: 'run-prepared', runId: 8, environment });
    schedule.draw();
    expect(worker.takeTypes()).toEqual(['set-plan', 'pause-run']);
    client.resumeRun(8);
    expect(worker.takeTypes()).toEqual(['resume-run']);
  });

  it('are dropped when the run ends before it was prepared', () => {
    const { worker, schedule, client } = setUp(runStarted(pageAt(), 8, 'on'));
    client.startRun(8, pageAt().asked, 'on');
    client.pauseRun(8);
    client.endRun(8);
    worker.say({ type: 'run-prepared', runId: 8, environment });
    schedule.draw();
    expect(worker.takeTypes()).toEqual(['start-run', 'end-run']);
  });
});

describe('a worker that fails', () => {
  it('is ended, and its run has failed with a way out in words', () => {
    const { store, worker } = setUp();
    worker.say(news(11));
    worker.fail();
    expect(worker.terminate).toHaveBeenCalledOnce();
    const { run, trainerMessage } = store.getState();
    expect(run?.phase).toBe('failed');
    expect(trainerMessage).toMatch(/^Training has stopped.*Restart/);
  });

  it('is told apart from one that never started', () => {
    const { store, worker } = setUp(pageAt());
    worker.fail();
    expect(store.getState().trainerMessage).toMatch(/could not be started/);
  });

  it('is not heard any more, nor spoken to', () => {
    const { store, worker, schedule, client } = setUp();
    worker.say(news(11));
    worker.fail();
    worker.say(news(12));
    schedule.draw();
    client.pauseRun(7);
    expect(runOf(store.getState()).record?.step).toBe(10);
    expect(worker.heard).toEqual([]);
  });

  it('gives way to a new one at a restart', () => {
    const { workers, worker, client } = setUp();
    worker.fail();
    client.restart();
    expect(workers.made).toHaveLength(2);
    client.chooseBackend(1, 'cpu');
    expect(workers.newest().takeTypes()).toEqual(['choose-backend']);
    worker.fail();
    expect(workers.newest().terminate).not.toHaveBeenCalled();
  });
});
