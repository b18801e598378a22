import { describe, expect, it } from 'vitest';
import { StoreProblem } from '../../../../src/page/persist/store-problem.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { memoryRuns } from '../../../fixtures/keeping.ts';
import { soon } from '../../../fixtures/soon.ts';
import { runOf, telemetryAt } from '../samples.ts';
import { setUp } from './set-up.ts';

function training() {
  const memory = memoryRuns();
  const page = setUp('', { runs: memory.runs });
  const runId = page.train(10);
  const { key } = runOf(page.store.getState());
  const checkpoint = (step: number) =>
    page.says(
      { type: 'telemetry', runId, telemetry: telemetryAt(step) },
      { type: 'run-checkpoint', runId, checkpoint: checkpointAt(step) },
    );
  const keptAt = () => page.store.getState().kept.savedAt;
  return { ...page, ...memory, runId, key, checkpoint, keptAt };
}

const full = new StoreProblem('full', 'There is no room left.');

describe('a run in training', () => {
  it('is kept with each checkpoint, and the worker is told when the next may come', async () => {
    const { checkpoint, kept, key, keptAt, runId, sent } = training();
    checkpoint(12);
    await soon(() => expect(sent('checkpoint-kept')).toMatchObject({ runId }));
    expect(kept.get(key)).toMatchObject({
      outcome: 'unfinished',
      record: { step: 12 },
      checkpoint: { step: 12 },
    });
    expect(keptAt()).not.toBeNull();
  });

  it('goes on where nothing can be kept, which is said once; what was kept stays', async () => {
    const { checkpoint, commands, kept, key, keptAt, refuse, sent, store, takeTypes } = training();
    checkpoint(12);
    await soon(() => sent('checkpoint-kept'));
    refuse(full);
    takeTypes();
    checkpoint(14);
    await soon(() => sent('checkpoint-kept'));
    expect(store.getState().kept.problem).toBe(full.message);
    expect(keptAt()).toBeNull();
    expect(kept.get(key)?.record.step).toBe(12);
    expect(runOf(store.getState())).toMatchObject({ phase: 'training', record: { step: 14 } });
    commands.dismissStoreProblem();
    takeTypes();
    checkpoint(16);
    await soon(() => sent('checkpoint-kept'));
    expect(store.getState().kept.problem).toBeNull();
    refuse(null);
    takeTypes();
    checkpoint(18);
    await soon(() => sent('checkpoint-kept'));
    expect(kept.get(key)?.record.step).toBe(18);
    refuse(full);
    takeTypes();
    checkpoint(20);
    await soon(() => sent('checkpoint-kept'));
    expect(store.getState().kept.problem).toBe(full.message);
  });

  it('that another tab has taken goes on under a key of its own', async () => {
    const { checkpoint, kept, key, refuse, sent, store, takeTypes } = training();
    refuse(new StoreProblem('taken', 'Another tab has it.'));
    checkpoint(12);
    await soon(() => sent('checkpoint-kept'));
    const { key: other } = runOf(store.getState());
    expect(other).not.toBe(key);
    refuse(null);
    takeTypes();
    checkpoint(14);
    await soon(() => sent('checkpoint-kept'));
    expect([...kept.keys()]).toEqual([other]);
  });

  it('is kept as it is when it makes room for another, with what it has told since its last checkpoint', async () => {
    const { checkpoint, commands, kept, key, runId, says, sent } = training();
    checkpoint(12);
    await soon(() => sent('checkpoint-kept'));
    says({ type: 'telemetry', runId, telemetry: telemetryAt(15) });
    commands.reset();
    await soon(() => expect(kept.get(key)).toMatchObject({ record: { step: 15 }, checkpoint: { step: 12 } }));
  });

  it('is kept with how it ended', async () => {
    const { checkpoint, key, patches, runId, says, sent } = training();
    checkpoint(12);
    await soon(() => sent('checkpoint-kept'));
    says({ type: 'run-state', runId, state: 'finished', reason: 'steps' });
    await soon(() => expect(patches).toEqual([[key, { outcome: 'steps' }]]));
  });
});

describe('a page that nobody sees', () => {
  it('saves its run and lets it train', () => {
    const { commands, runId, sent, store } = training();
    commands.pageHidden();
    expect(sent('save-run')).toEqual({ type: 'save-run', runId });
    expect(runOf(store.getState()).wants).toBe('on');
  });

  it('lets it wait where the person wants that, and go on when it is seen again', () => {
    const { commands, sent, store } = training();
    commands.setWhenHidden('pause');
    commands.pageHidden();
    expect(sent('pause-run')).toBeTruthy();
    expect(runOf(store.getState()).wants).toBe('paused');
    commands.pageShown();
    expect(runOf(store.getState()).wants).toBe('on');
    commands.toggle();
    commands.pageHidden();
    commands.pageShown();
    expect(runOf(store.getState()).wants).toBe('paused');
  });

  it('comes back with a new worker where the browser had put it away', async () => {
    const { checkpoint, commands, sent, store, workers } = training();
    checkpoint(12);
    await soon(() => sent('checkpoint-kept'));
    commands.pageLeft();
    expect(workers.newest().terminate).toHaveBeenCalledOnce();
    commands.pageBack();
    expect(workers.made).toHaveLength(2);
    expect(sent('start-run').checkpoint?.step).toBe(12);
    expect(store.getState().rescue?.cause).toMatch(/put this page away/);
  });
});
