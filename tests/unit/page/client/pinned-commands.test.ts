import { expect, it } from 'vitest';
import { setUp } from './set-up.ts';

it('a pinned run outlives Reset, the next run, and the worker that trained it', () => {
  const { commands, says, store, train, workers } = setUp();
  const runId = train(10);
  commands.pinRun();
  expect(store.getState().pinned).toEqual([]);
  commands.toggle();
  says({ type: 'run-state', runId, state: 'paused', reason: null });
  commands.pinRun();
  const { pinned } = store.getState();
  expect(pinned.map(({ name, record }) => [name, record.step])).toEqual([['Run 1', 10]]);
  commands.reset();
  commands.start();
  commands.choosePreset('no-drama');
  workers.newest().fail();
  commands.restart();
  expect(store.getState().pinned).toBe(pinned);
});

it('nothing that is done with pinned runs is told to the worker', () => {
  const { commands, says, store, takeTypes, train } = setUp();
  const runId = train(10);
  says({ type: 'run-state', runId, state: 'finished', reason: 'steps' });
  takeTypes();
  commands.pinRun();
  commands.renamePinned(1, 'slow');
  commands.togglePinned(1);
  expect(store.getState().pinned[0]).toMatchObject({ name: 'slow', hidden: true });
  commands.hideAllPinned(false);
  expect(store.getState().pinned[0]?.hidden).toBe(false);
  commands.removePinned(1);
  expect(store.getState().pinned).toEqual([]);
  expect(takeTypes()).toEqual([]);
});
