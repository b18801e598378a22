import { describe, expect, it } from 'vitest';
import { soon } from '../../../fixtures/soon.ts';
import { mnist, runOf, wasm } from '../samples.ts';
import { setUp } from './set-up.ts';

describe('a page that opens', () => {
  it('asks for its data and its backend at once', () => {
    const { sent } = setUp('data=generated&backend=cpu');
    expect(sent('load-data')).toMatchObject({ data: 'generated', files: [] });
    expect(sent('choose-backend')).toMatchObject({ backend: 'cpu' });
  });
});

describe('a backend that cannot be had', () => {
  it('gives way to the worker’s automatic choice when there is no other, and the reason stays', () => {
    const { sent, says, store } = setUp('backend=webgl');
    const { requestId } = sent('choose-backend');
    says({ type: 'backend-failed', requestId, message: 'No WebGL here.' });
    const inUse = { ...wasm, asked: 'webgl' } as const;
    says({ type: 'backend-ready', requestId, backend: inUse });
    expect(store.getState()).toMatchObject({
      asked: { backend: 'webgl' },
      backend: { status: 'ready', inUse, message: 'No WebGL here. WebAssembly is used instead.' },
    });
  });

  it('is not asked for again and again', () => {
    const { sent, says, takeTypes } = setUp();
    const { requestId } = sent('choose-backend');
    takeTypes();
    says({ type: 'backend-failed', requestId, message: 'Nothing starts.' });
    expect(takeTypes()).toEqual([]);
  });
});

describe('the buttons', () => {
  it('start, pause and resume one run', () => {
    const { commands, train, takeTypes, store } = setUp();
    train();
    commands.toggle();
    expect(runOf(store.getState()).wants).toBe('paused');
    commands.toggle();
    expect(takeTypes()).toEqual(['pause-run', 'resume-run']);
  });

  it('make one step of a new run', () => {
    const { commands, sent, store } = setUp();
    commands.step();
    expect(sent('start-run').go).toBe('one-step');
    expect(runOf(store.getState()).wants).toBe('paused');
  });

  it('step from a run in training, which then stands still', () => {
    const { commands, train, takeTypes, store } = setUp();
    train();
    commands.step();
    expect(takeTypes()).toEqual(['step-run']);
    expect(store.getState().run?.wants).toBe('paused');
  });

  it('end the run and keep the settings', () => {
    const { commands, train, takeTypes, store } = setUp('depth=4');
    train();
    commands.reset();
    expect(takeTypes()).toEqual(['end-run']);
    expect(store.getState()).toMatchObject({ run: null, asked: { depth: 4 } });
  });

  it('start a run with another id after a reset', () => {
    const { commands, train, sent } = setUp();
    const first = train();
    commands.start();
    expect(sent('end-run').runId).toBe(first);
    expect(sent('start-run').runId).not.toBe(first);
  });
});

describe('changes', () => {
  it('of an arm act on a run, and on the settings', () => {
    const { commands, train, sent, store } = setUp();
    const runId = train(10);
    commands.setBn(1, true);
    expect(sent('change-arm')).toEqual({
      type: 'change-arm',
      runId,
      change: { kind: 'bn', step: 10, arm: 1, on: true },
    });
    expect(store.getState().asked.arms[1]?.bn).toBe(true);
  });

  it('of one rate move the others when they are linked', () => {
    const { commands, store } = setUp();
    commands.setRate(0, 0.5);
    expect(store.getState().asked.arms.map(({ rate }) => rate)).toEqual([0.5, 0.5]);
    commands.linkRates(false);
    commands.setRate(0, 0.2);
    expect(store.getState().asked.arms.map(({ rate }) => rate)).toEqual([0.2, 0.5]);
  });

  it('of rates that are equal already send nothing', () => {
    const { commands, train, takeTypes } = setUp();
    train();
    commands.setRate(0, 0.1);
    expect(takeTypes()).toEqual([]);
  });

  it('of the end act on a run', () => {
    const { commands, train, sent } = setUp('target=90');
    const runId = train();
    commands.setPlan({ steps: 50 });
    const plan = { steps: 50, target: 90, probeEvery: 0, ribbonsEvery: 0 };
    expect(sent('set-plan')).toEqual({ type: 'set-plan', runId, plan });
  });

  it('of the network send nothing', () => {
    const { commands, train, takeTypes } = setUp();
    train();
    commands.changeSettings({ depth: 3, batch: 50 });
    commands.choosePreset('no-drama');
    expect(takeTypes()).toEqual([]);
  });

  it('of the backend wait for the end of the run', () => {
    const { commands, train, takeTypes, sent } = setUp();
    train();
    commands.chooseBackend('cpu');
    expect(takeTypes()).toEqual([]);
    commands.start();
    expect(takeTypes()).toEqual(['end-run', 'choose-backend', 'start-run']);
    commands.reset();
    expect(() => sent('choose-backend')).toThrow();
  });

  it('of the preset bring the data it needs, and the person’s own come back after it', () => {
    const { commands, takeTypes, sent, store } = setUp('data=generated');
    takeTypes();
    commands.choosePreset('no-drama');
    expect(takeTypes()).toEqual([]);
    commands.choosePreset('deep-linear');
    expect(sent('load-data').data).toBe('gaussian');
    commands.choosePreset('too-fast');
    expect(sent('load-data').data).toBe('generated');
    expect(store.getState().asked).toMatchObject({ preset: 'too-fast', data: 'generated' });
  });

  it('of the preset go to its own data where a link brought those of another', () => {
    const { commands, sent } = setUp('preset=deep-linear');
    expect(sent('load-data').data).toBe('gaussian');
    commands.choosePreset('deep-mlp');
    expect(sent('load-data').data).toBe('mnist');
  });

  it('of an arm’s look, and arms that come, send nothing', () => {
    const { commands, train, takeTypes } = setUp();
    train();
    commands.addArm('copy');
    commands.setArmLook(0, { name: 'first' });
    commands.setNorm(0, { place: 'after' });
    commands.removeArm(1);
    expect(takeTypes()).toEqual([]);
  });

  it('of linked rates reach the arms of the run and those that join', () => {
    const { commands, train, sent, store } = setUp();
    train();
    commands.addArm('copy');
    commands.setRate(2, 0.5);
    expect(sent('change-arm').change).toMatchObject({ arm: 1, rate: 0.5 });
    expect(store.getState().asked.arms.map(({ rate }) => rate)).toEqual([0.5, 0.5, 0.5]);
  });

  it('can be undone, and the data of the run are loaded again', () => {
    const { commands, train, store, sent } = setUp();
    train();
    commands.changeSettings({ depth: 3 });
    commands.chooseData('generated');
    commands.undoChanges();
    expect(store.getState().asked).toEqual(runOf(store.getState()).config);
    expect(sent('load-data').data).toBe('mnist');
  });
});

describe('a restart', () => {
  it('asks a new worker for the same data, files included, and the same backend', async () => {
    const { commands, says, sent, workers, store } = setUp('depth=3');
    const idx = (dimensions: number) => Uint8Array.of(0, 0, 8, dimensions);
    const files = [new File([idx(3)], 'images'), new File([idx(1)], 'labels')];
    commands.openFiles(files);
    await soon(() => expect(sent('load-data').data).toBe('files'));
    const data = { ...mnist, source: 'files', name: 'images' } as const;
    says({ type: 'data-ready', requestId: sent('load-data').requestId, data });
    const before = sent('load-data').requestId;
    commands.openFiles([new File([idx(3)], 'bad')]);
    await soon(() => expect(sent('load-data').requestId).not.toBe(before));
    says({ type: 'data-failed', requestId: sent('load-data').requestId, message: 'bad is empty.' });
    commands.restart();
    expect(workers.made).toHaveLength(2);
    expect(sent('load-data')).toMatchObject({ data: 'files', files });
    expect(sent('choose-backend').backend).toBe('auto');
    expect(store.getState()).toMatchObject({ trainerMessage: null, run: null, asked: { depth: 3 } });
  });
});
