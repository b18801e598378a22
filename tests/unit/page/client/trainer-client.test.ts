import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createTrainerClient,
  NEVER_STARTED,
  UNREADABLE,
  WORKER_FAILED,
} from '../../../../src/page/client/trainer-client.ts';
import { runStarted } from '../../../../src/page/store/actions.ts';
import { createPageStore } from '../../../../src/page/store/page-store.ts';
import { environment, pageAt, runOf, telemetryAt, training } from '../samples.ts';
import { FakeSchedule, fakeWorkers } from './fakes.ts';

function setUp(state = training(10)) {
  const store = createPageStore(state);
  const workers = fakeWorkers();
  const schedule = new FakeSchedule();
  const client = createTrainerClient(store, workers.make, schedule);
  const deaths: string[] = [];
  const events: string[] = [];
  client.listen({
    onEvent: ({ type }) => events.push(type),
    onSign: () => events.push('sign'),
    onDeath: (cause) => deaths.push(cause),
  });
  return { store, workers, worker: workers.newest(), schedule, client, deaths, events };
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

  it('is told to whoever listens: a sign of life at once, what it is once the store has it', () => {
    const { events, schedule, worker } = setUp();
    worker.say(news(11));
    expect(events).toEqual(['sign']);
    schedule.draw();
    expect(events).toEqual(['sign', 'telemetry']);
  });

  it('is its end when it cannot be read', () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { deaths, worker } = setUp();
    worker.say({ type: 'gibberish' });
    expect(logged).toHaveBeenCalledOnce();
    expect(deaths).toEqual([UNREADABLE]);
  });
});

describe('commands for a run', () => {
  it('wait until the worker knows the run', () => {
    const { worker, schedule, client } = setUp(runStarted(pageAt(), 8, 'on'));
    client.startRun(8, pageAt().asked, 'on', null);
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
    client.startRun(8, pageAt().asked, 'on', null);
    client.pauseRun(8);
    client.endRun(8);
    worker.say({ type: 'run-prepared', runId: 8, environment });
    schedule.draw();
    expect(worker.takeTypes()).toEqual(['start-run', 'end-run']);
  });
});

describe('a worker that fails', () => {
  it('is told of, and whether it ever spoke', () => {
    const { deaths, worker } = setUp();
    worker.fail();
    worker.say(news(11));
    worker.fail();
    expect(deaths).toEqual([NEVER_STARTED, WORKER_FAILED]);
  });

  it('is not heard any more once it is ended, nor spoken to', () => {
    const { store, worker, schedule, client } = setUp();
    worker.say(news(11));
    client.stop('It failed.');
    expect(worker.terminate).toHaveBeenCalledOnce();
    worker.say(news(12));
    schedule.draw();
    client.pauseRun(7);
    expect(store.getState()).toMatchObject({ trainerMessage: 'It failed.', run: { phase: 'failed' } });
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
