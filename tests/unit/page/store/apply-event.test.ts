import { describe, expect, it } from 'vitest';
import type { ArmChange } from '../../../../src/common/experiment/config.ts';
import type { WorkerEvent } from '../../../../src/common/protocol/events.ts';
import {
  backendRequested,
  dataRequested,
  runStarted,
  runWanted,
} from '../../../../src/page/store/actions.ts';
import { armChanged } from '../../../../src/page/store/arm-actions.ts';
import {
  environment,
  generated,
  mnist,
  pageAt,
  runOf,
  telemetryAt,
  training,
  wasm,
  withEvents,
} from '../samples.ts';

describe('data', () => {
  const loading = dataRequested(pageAt(), 3, 'mnist');

  it('shows how far loading has come, then what is in use', () => {
    const halfWay = withEvents(loading, {
      type: 'data-progress',
      requestId: 3,
      label: 'Loading MNIST',
      done: 1,
      total: 2,
    });
    expect(halfWay.data.progress).toEqual({ label: 'Loading MNIST', done: 1, total: 2 });
    const ready = withEvents(halfWay, { type: 'data-ready', requestId: 3, data: mnist });
    expect(ready.data).toEqual({
      requestId: 3,
      status: 'ready',
      progress: null,
      inUse: mnist,
      message: null,
    });
  });

  it('follows the worker to other data than were asked for, and says why', () => {
    const ready = withEvents(loading, { type: 'data-ready', requestId: 3, data: generated });
    expect(ready.asked.data).toBe('generated');
    expect(ready.data.message).toBe('No MNIST here.');
  });

  it('puts the control back when the data cannot be had, and keeps what is in use', () => {
    const inUse = withEvents(loading, { type: 'data-ready', requestId: 3, data: mnist });
    const asked = dataRequested(inUse, 4, 'files');
    const failed = withEvents(asked, { type: 'data-failed', requestId: 4, message: 'a.gz is empty.' });
    expect(failed.asked.data).toBe('mnist');
    expect(failed.data).toMatchObject({ status: 'failed', inUse: mnist, message: 'a.gz is empty.' });
  });

  it('keeps the reason of a failure when other data stand in', () => {
    const state = withEvents(
      loading,
      { type: 'data-failed', requestId: 3, message: 'MNIST is cut off.' },
      { type: 'data-ready', requestId: 3, data: { ...generated, note: null } },
    );
    expect(state.data).toMatchObject({ status: 'ready', message: 'MNIST is cut off.' });
  });

  it('drops answers to older requests', () => {
    const events: WorkerEvent[] = [
      { type: 'data-progress', requestId: 2, label: 'old', done: 1, total: 2 },
      { type: 'data-ready', requestId: 2, data: generated },
      { type: 'data-failed', requestId: 2, message: 'old' },
    ];
    for (const event of events) expect(withEvents(loading, event)).toBe(loading);
  });
});

describe('backend', () => {
  const loading = backendRequested(pageAt(), 5, 'auto');

  it('takes what the worker has chosen', () => {
    const ready = withEvents(loading, { type: 'backend-ready', requestId: 5, backend: wasm });
    expect(ready.backend).toMatchObject({ status: 'ready', inUse: wasm });
  });

  it('puts the control back when the backend cannot be had', () => {
    const inUse = withEvents(loading, { type: 'backend-ready', requestId: 5, backend: wasm });
    const failed = withEvents(backendRequested(inUse, 6, 'webgl'), {
      type: 'backend-failed',
      requestId: 6,
      message: 'This browser offers no WebGL 2.',
    });
    expect(failed.asked.backend).toBe('auto');
    expect(failed.backend).toMatchObject({ status: 'failed', inUse: wasm });
  });

  it('drops answers to older requests', () => {
    expect(withEvents(loading, { type: 'backend-ready', requestId: 4, backend: wasm })).toBe(loading);
    expect(withEvents(loading, { type: 'backend-failed', requestId: 4, message: 'old' })).toBe(loading);
  });
});

describe('a run', () => {
  it('has a record once it is prepared, made of the data and the backend in use', () => {
    const waiting = runStarted(dataRequested(pageAt(), 3, 'mnist'), 7, 'on');
    const state = withEvents(
      waiting,
      { type: 'data-ready', requestId: 3, data: generated },
      { type: 'run-prepared', runId: 7, environment },
    );
    const run = runOf(state);
    expect(run.phase).toBe('training');
    expect(run.data).toBe(generated);
    expect(run.config.data).toBe('generated');
    expect(run.record?.config).toEqual(run.config);
  });

  it('records what it was started with, whatever was changed by hand while it was prepared', () => {
    const started = runStarted(pageAt(), 7, 'on');
    const changed = armChanged(started, { kind: 'bn', step: 0, arm: 1, on: true }, true);
    const run = runOf(withEvents(changed, { type: 'run-prepared', runId: 7, environment }));
    expect(run.record?.config.arms.map(({ bn }) => bn)).toEqual([true, false]);
    expect(run.config.arms.map(({ bn }) => bn)).toEqual([true, true]);
    expect(run.pending).toHaveLength(1);
  });

  it('folds telemetry into its record', () => {
    const state = withEvents(training(10), {
      type: 'telemetry',
      runId: 7,
      telemetry: telemetryAt(12, {
        train: [
          { firstStep: 11, loss: Float32Array.of(1, 2, 3, 4), accuracy: Float32Array.of(0.5, 0.1, 0.6, 0.1) },
        ],
        divergences: [{ arm: 1, step: 12 }],
      }),
    });
    const { record } = runOf(state);
    expect(record?.step).toBe(12);
    expect(record?.arms.map(({ step }) => step.length)).toEqual([2, 1]);
    expect(record?.arms[1]?.divergedAt).toBe(12);
  });

  it('leaves the controls untouched by telemetry', () => {
    const before = training(10);
    const state = withEvents(before, { type: 'telemetry', runId: 7, telemetry: telemetryAt(11) });
    expect(state.asked).toBe(before.asked);
    expect(runOf(state).config).toBe(runOf(before).config);
    expect(runOf(state).arms).toBe(runOf(before).arms);
  });

  it('puts a change in force when the worker has made it, not before', () => {
    const change: ArmChange = { kind: 'bn', step: 10, arm: 1, on: true };
    const sent = armChanged(training(10), change, true);
    expect(runOf(sent)).toMatchObject({ pending: [change] });
    expect(runOf(sent).arms[1]?.bn).toBe(false);
    const made = withEvents(sent, {
      type: 'telemetry',
      runId: 7,
      telemetry: telemetryAt(12, { changes: [{ ...change, step: 11 }] }),
    });
    expect(runOf(made).pending).toEqual([]);
    expect(runOf(made).arms[1]?.bn).toBe(true);
  });

  it('forgets changes that a later one has replaced, and no others', () => {
    const rate = (arm: number, value: number): ArmChange => ({ kind: 'rate', step: 10, arm, rate: value });
    const changes = [rate(0, 0.2), rate(1, 0.5), rate(0, 0.3), rate(0, 0.4)];
    const sent = changes.reduce((state, change) => armChanged(state, change, true), training(10));
    const made = withEvents(sent, {
      type: 'telemetry',
      runId: 7,
      telemetry: telemetryAt(11, { changes: [rate(0, 0.3)] }),
    });
    expect(runOf(made).pending).toEqual([rate(1, 0.5), rate(0, 0.4)]);
  });

  it('says why it has finished, and wants nothing any more', () => {
    const state = withEvents(training(), {
      type: 'run-state',
      runId: 7,
      state: 'finished',
      reason: 'target',
    });
    expect(runOf(state)).toMatchObject({ phase: 'finished', finishReason: 'target', wants: 'paused' });
  });

  it('still wants a pause when news of training come late', () => {
    const pausing = runWanted(training(), 'paused');
    const state = withEvents(pausing, { type: 'run-state', runId: 7, state: 'testing', reason: null });
    expect(runOf(state)).toMatchObject({ phase: 'testing', wants: 'paused' });
  });

  it('keeps its record when it fails', () => {
    const state = withEvents(training(10), {
      type: 'run-failed',
      runId: 7,
      message: 'Out of memory.',
      cause: 'refused',
    });
    expect(runOf(state)).toMatchObject({ phase: 'failed', message: 'Out of memory.', record: { step: 10 } });
  });

  it('is left as it is when something has broken: it may go on in a new worker', () => {
    const before = training(10);
    const event = { type: 'run-failed', runId: 7, message: 'lost', cause: 'broken' } as const;
    expect(withEvents(before, event)).toBe(before);
  });

  it('hears no news of other runs', () => {
    const events: WorkerEvent[] = [
      { type: 'run-prepared', runId: 6, environment },
      { type: 'telemetry', runId: 6, telemetry: telemetryAt(99) },
      { type: 'run-state', runId: 6, state: 'finished', reason: 'steps' },
      { type: 'run-failed', runId: 6, message: 'old', cause: 'refused' },
    ];
    const before = training(10);
    for (const event of events) {
      expect(withEvents(before, event)).toBe(before);
      expect(withEvents(pageAt(), event).run).toBeNull();
    }
  });
});
