import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../src/common/protocol/commands.ts';
import { idxFile, tinyFiles } from '../../../checks/idx-files.ts';
import { tinyConfig, tinyData } from '../../../checks/train-tiny.ts';
import { readySession as ready, session } from '../../../checks/worker-session.ts';
import { atDepth, depth } from '../../../depth.ts';
import { soon } from '../../../fixtures/soon.ts';

const files = [...tinyFiles];
const { train } = tinyData;
const [images, labels] = files as [(typeof files)[number], (typeof files)[number]];

const start = (runId: number, patch = {}): Command => ({
  type: 'start-run',
  runId,
  config: tinyConfig({ data: 'files', ...patch }),
  go: 'on',
  checkpoint: null,
});

describe('the worker', () => {
  it('makes data and backend ready, trains, and tells all of it', async () => {
    const { events, send, state, until } = await ready();
    expect(await until('data-ready')).toMatchObject({
      requestId: 1,
      data: { source: 'files', trainCount: 600 },
    });
    send(start(1, { steps: 20 }));
    expect(await state('finished')).toMatchObject({ runId: 1, reason: 'steps' });
    expect((await until('run-prepared')).environment).toMatchObject({ backend: 'wasm', platform: 'a test' });
    const tests = events.flatMap((event) => (event.type === 'telemetry' ? event.telemetry.tests : []));
    expect(tests.map(({ step }) => step)).toEqual([0, 10, 20]);
    const order = events.map((event) => event.type);
    expect(order.lastIndexOf('telemetry')).toBeLessThan(order.lastIndexOf('run-state'));
  });

  it('pauses, makes single steps, and goes on', async () => {
    const { events, send, state } = await ready();
    send({ ...(start(1, { steps: 12 }) as Command & { type: 'start-run' }), go: 'one-step' });
    await state('paused');
    const steps = () =>
      events.flatMap((event) => (event.type === 'telemetry' ? [event.telemetry.step] : [])).at(-1);
    expect(steps()).toBe(1);
    send({ type: 'step-run', runId: 1 });
    await soon(() => expect(steps()).toBe(2));
    send({ type: 'resume-run', runId: 1 });
    await state('finished');
    expect(steps()).toBe(12);
  });

  it('measures the landscape of a run that is finished, which stays finished', async () => {
    const { events, send, state } = await ready();
    send(start(1, { steps: 6 }));
    await state('finished');
    const measured = () =>
      events.flatMap((event) =>
        event.type === 'telemetry' ? [...event.telemetry.stepSizes, ...event.telemetry.ribbons] : [],
      );
    const before = events.length;
    send({ type: 'probe-run', runId: 1, what: 'step-size' });
    await soon(() => expect(measured()).toHaveLength(1));
    send({ type: 'probe-run', runId: 1, what: 'ribbons' });
    await soon(() => expect(measured().map(({ step }) => step)).toEqual([6, 6]));
    const last = () =>
      events
        .slice(before)
        .flatMap((event) => (event.type === 'run-state' ? [event] : []))
        .at(-1);
    await soon(() => expect(last()).toMatchObject({ state: 'finished', reason: 'steps' }));
  });

  it('says paused before it says training when told to go on at once', async () => {
    const { events, send, state } = await ready();
    send(start(1, { steps: 100_000, evalEvery: 100_000 }));
    const statesFrom = (first: number) =>
      events
        .slice(first)
        .flatMap((event) => (event.type === 'run-state' ? [event.state] : []))
        // The first test goes on beside the first steps; a pause waits for it.
        .filter((state) => state !== 'testing');
    await soon(() => expect(statesFrom(0)).toEqual(['training']));
    const before = events.length;
    send({ type: 'pause-run', runId: 1 });
    send({ type: 'resume-run', runId: 1 });
    await soon(() => expect(statesFrom(before)).toEqual(['paused', 'training']));
    // It trains on, and there is nothing more to say of its state.
    const told = events.length;
    send({ type: 'credit', runId: 1 });
    await soon(() => expect(events.slice(told).some(({ type }) => type === 'telemetry')).toBe(true));
    expect(statesFrom(before)).toEqual(['paused', 'training']);
    send({ type: 'end-run', runId: 1 });
    send(start(2, { steps: 1 }));
    await state('finished');
  });

  it('pays no heed to a request that was overtaken, so that the page and the run have the same data', async () => {
    const { events, send, state, until } = await ready();
    const other = [idxFile('other-images', train.images), labels, ...files.slice(2)];
    send({ type: 'load-data', requestId: 3, data: 'files', files: other });
    send({ type: 'load-data', requestId: 4, data: 'files', files: [images, images] });
    await until('data-failed', ({ requestId }) => requestId === 4);
    send(start(1, { steps: 3 }));
    await state('finished');
    expect((await until('run-prepared')).environment.data).toContain('train-images');
    expect(events.filter(({ type }) => type === 'data-ready')).toHaveLength(1);
  });

  it('trains on another backend when the first one asked for is not to be had', async () => {
    const { send, until, state } = session();
    send({ type: 'load-data', requestId: 1, data: 'files', files });
    send({ type: 'choose-backend', requestId: 2, backend: 'webgl' });
    send(start(1, { steps: 3 }));
    expect((await until('backend-failed')).message).toContain('WebGL');
    expect((await until('backend-ready')).backend).toMatchObject({ asked: 'webgl', backend: 'wasm' });
    await state('finished');
  });

  it('keeps the data in use when others cannot be read, and names the fault', async () => {
    const { send, until, state, events } = await ready();
    send({ type: 'load-data', requestId: 3, data: 'files', files: [images, images] });
    expect((await until('data-failed')).message).toContain('train-images');
    send(start(1, { steps: 3 }));
    await state('finished');
    expect(events.filter(({ type }) => type === 'data-ready')).toHaveLength(1);
  });

  it('draws digits where MNIST is not to be had, and says why', async () => {
    const { send, until } = session();
    send({ type: 'load-data', requestId: 1, data: 'mnist', files: [] });
    expect(await until('data-failed')).toMatchObject({ requestId: 1 });
    expect((await until('data-progress', ({ label }) => label === 'Drawing digits')).total).toBeGreaterThan(
      1000,
    );
    // All of them take seconds; other files put an end to the drawing.
    if (depth === 'short') send({ type: 'load-data', requestId: 2, data: 'files', files });
    expect((await until('data-ready')).data.source).toBe(atDepth('files', 'generated'));
  });

  it('says what is missing when a run cannot start', async () => {
    const { send, until } = session();
    send(start(1));
    expect((await until('run-failed')).message).toContain('no data');
  });

  it('keeps the backend in force when another cannot start', async () => {
    const { send, until, state } = await ready();
    send({ type: 'choose-backend', requestId: 3, backend: 'webgl' });
    expect((await until('backend-failed')).message).toContain('WebGL');
    send(start(1, { steps: 3 }));
    await state('finished');
  });

  it('drops what is said to a run that has ended', async () => {
    const { send, state, events } = await ready();
    send(start(1, { steps: 100_000 }));
    await state('training');
    send({ type: 'end-run', runId: 1 });
    send(start(2, { steps: 3 }));
    send({ type: 'change-arm', runId: 1, change: { kind: 'bn', step: 0, arm: 0, on: false } });
    await soon(() => expect(events.at(-1)).toMatchObject({ type: 'run-state', runId: 2, state: 'finished' }));
    const changes = events.flatMap((event) => (event.type === 'telemetry' ? event.telemetry.changes : []));
    expect(changes).toEqual([]);
  });
});
