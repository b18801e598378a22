import { describe, expect, it } from 'vitest';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { environment, runOf, telemetryAt } from '../samples.ts';
import { setUp } from './set-up.ts';

/** A page whose run trains, is at a step, and can go on from an earlier one. */
function trained(step: number, checkpointStep: number | null) {
  const page = setUp('depth=2&width=8&batch=20');
  const runId = page.train(step);
  if (checkpointStep !== null)
    page.says({ type: 'run-checkpoint', runId, checkpoint: checkpointAt(checkpointStep) });
  const { key } = runOf(page.store.getState());
  const text = () => page.store.getState().undoNotice?.text ?? null;
  return { ...page, runId, key, text };
}

describe('Reset of a run that has trained', () => {
  it('can be undone: the run is back where it was saved, and trains on from there', () => {
    const { commands, key, runId, sent, store, text } = trained(40, 30);
    commands.reset();
    expect(store.getState().run).toBeNull();
    expect(text()).toBe('Reset the run at step 40.');
    commands.undoLast();
    const run = runOf(store.getState());
    expect(run).toMatchObject({ key, phase: 'preparing', wants: 'on' });
    expect(run.record?.step).toBe(30);
    expect(run.id).not.toBe(runId);
    expect(sent('start-run')).toMatchObject({ runId: run.id, checkpoint: { step: 30 } });
    expect(text()).toBeNull();
  });

  it('leaves a paused run paused', () => {
    const { commands, store, takeTypes } = trained(40, 40);
    commands.toggle();
    commands.reset();
    takeTypes();
    commands.undoLast();
    expect(runOf(store.getState())).toMatchObject({ phase: 'kept', wants: 'paused', record: { step: 40 } });
    expect(takeTypes()).toEqual([]);
    commands.toggle();
    expect(takeTypes()).toContain('start-run');
  });

  it('before its first checkpoint makes it train the same again', () => {
    const { commands, sent, store } = trained(3, null);
    commands.reset();
    commands.undoLast();
    expect(runOf(store.getState()).record).toBeNull();
    expect(sent('start-run')).toMatchObject({ checkpoint: null, config: { depth: 2 } });
  });

  it('is undone also after keys pressed by accident have started and reset others', () => {
    const { commands, key, says, sent, store, text } = trained(40, 30);
    commands.reset();
    commands.toggle();
    const { runId } = sent('start-run');
    says(
      { type: 'run-prepared', runId, environment },
      { type: 'telemetry', runId, telemetry: telemetryAt(2) },
    );
    commands.reset();
    commands.step();
    expect(text()).toBe('Reset the run at step 40.');
    commands.undoLast();
    expect(runOf(store.getState()).key).toBe(key);
  });

  it('is offered for the newest run that has trained for a while', () => {
    const { commands, says, sent, text } = trained(40, 30);
    commands.reset();
    commands.start();
    const { runId } = sent('start-run');
    says(
      { type: 'run-prepared', runId, environment },
      { type: 'telemetry', runId, telemetry: telemetryAt(600) },
    );
    commands.reset();
    expect(text()).toBe('Reset the run at step 600.');
  });

  it('is not offered where nothing is lost', () => {
    const { commands, text } = trained(0, null);
    commands.reset();
    expect(text()).toBeNull();
  });
});

describe('a preset', () => {
  it('over settings of one’s own can be undone', () => {
    const { commands, store } = setUp('depth=4&arms=bn:0.3,plain:0.2');
    const { asked, askedKeys, ratesLinked } = store.getState();
    commands.choosePreset('deep-linear');
    expect(store.getState().undoNotice?.text).toBe('“Deep linear” took the place of your own settings.');
    commands.undoLast();
    expect(store.getState()).toMatchObject({ asked, askedKeys, ratesLinked });
  });

  it('over another needs no way back, and none is left once the settings are changed', () => {
    const { commands, store } = setUp();
    commands.choosePreset('no-drama');
    expect(store.getState().undoNotice).toBeNull();
    commands.addArm('copy');
    commands.choosePreset('deep-mlp');
    expect(store.getState().undoNotice).not.toBeNull();
    commands.addArm('copy');
    expect(store.getState().undoNotice).toBeNull();
  });
});
