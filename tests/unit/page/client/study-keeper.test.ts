import { describe, expect, it, vi } from 'vitest';
import type { StudyCheckpoint } from '../../../../src/common/studies/study-checkpoint.ts';
import { StoreProblem } from '../../../../src/page/persist/store-problem.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { memoryLocks, memoryStudies } from '../../../fixtures/keeping.ts';
import { fixtureStudy, fixtureStudyConfig } from '../../../fixtures/study.ts';
import { environment } from '../samples.ts';
import { setUp } from './set-up.ts';

const config = fixtureStudyConfig('ladder', [0.1, 1], { steps: 500 });
/** The first column is measured, the second not. */
const half = fixtureStudy(config, (_, column) => (column === 0 ? { accuracy: [[500, 0.9]] } : null));
const whole = fixtureStudy(config, () => ({ accuracy: [[500, 0.9]] }));
const checkpoint: StudyCheckpoint = {
  done: 0,
  columns: 1,
  note: null,
  elapsedMs: 700,
  round: checkpointAt(300),
};

/** A visit to a page whose store has what `earlier` put there. */
async function visit(earlier: (store: ReturnType<typeof memoryStudies>) => void = () => undefined) {
  const stored = memoryStudies();
  const tabs = memoryLocks();
  earlier(stored);
  const page = setUp('', { studies: stored.studies, locks: tabs.locks });
  const settle = () => new Promise((done) => setTimeout(done));
  const ladder = () => page.store.getState().studies.ladder;
  const offered = () => page.store.getState().kept.studies.ladder;
  await settle();
  return { ...page, stored, tabs, settle, ladder, offered };
}

/** A ladder in training that has just been given a checkpoint. */
async function saved() {
  const page = await visit();
  page.commands.startStudy('ladder');
  const { studyId } = page.sent('start-study');
  page.says(
    { type: 'study-begun', studyId, environment },
    { type: 'study-state', studyId, state: 'training' },
    { type: 'study-checkpoint', studyId, checkpoint },
  );
  await page.settle();
  return { ...page, studyId };
}

describe('a study in training', () => {
  it('is stored with every checkpoint, and the worker is told how long that took', async () => {
    const { ladder, sent, stored, studyId, tabs } = await saved();
    expect([...stored.kept.values()]).toMatchObject([{ key: ladder()?.key, checkpoint }]);
    expect(sent('study-kept')).toEqual({ type: 'study-kept', studyId, tookMs: expect.any(Number) });
    expect(tabs.mine).toContain(ladder()?.key);
    expect(ladder()?.savedAt).toMatch(/^20\d\d-/);
  });

  it('is stored without weights once it is over', async () => {
    const { says, settle, stored, studyId } = await saved();
    says({ type: 'study-state', studyId, state: 'finished' });
    await settle();
    expect([...stored.kept.values()]).toMatchObject([{ checkpoint: null }]);
  });

  it('goes on where the store is full, which is told once', async () => {
    const { commands, ladder, says, sent, settle, store, stored, studyId, takeTypes } = await saved();
    stored.refuse(new StoreProblem('full', 'There is no room.'));
    takeTypes();
    says({ type: 'study-checkpoint', studyId, checkpoint });
    await settle();
    expect(sent('study-kept')).toBeDefined();
    expect(store.getState().kept.problem).toBe('There is no room.');
    expect(ladder()?.savedAt).toBeNull();
    commands.dismissStoreProblem();
    says({ type: 'study-checkpoint', studyId, checkpoint });
    await settle();
    expect(store.getState().kept.problem).toBeNull();
  });

  it('that another tab has taken goes on under a key of its own', async () => {
    const { ladder, says, settle, stored, studyId, tabs } = await saved();
    const before = ladder()?.key;
    stored.refuse(new StoreProblem('taken', 'Another tab has it.'));
    says({ type: 'study-checkpoint', studyId, checkpoint });
    await settle();
    expect(ladder()?.key).not.toBe(before);
    expect(tabs.mine).not.toContain(before);
    stored.refuse(null);
    says({ type: 'study-checkpoint', studyId, checkpoint });
    await settle();
    expect([...stored.kept.keys()]).toEqual([before, ladder()?.key]);
  });

  it('is deleted when it is cleared, or measured anew', async () => {
    const { commands, ladder, settle, stored, tabs } = await saved();
    const before = ladder()?.key;
    commands.startStudy('ladder');
    await settle();
    expect(stored.kept.size).toBe(0);
    expect(tabs.mine).not.toContain(before);
  });
});

describe('a study of an earlier visit', () => {
  it('is offered, the newest of its kind, and the oldest are let go', async () => {
    const { offered, store, stored } = await visit(({ put }) => {
      for (const key of ['a', 'b', 'c', 'd']) put({ key, record: half, checkpoint });
    });
    expect(offered()).toMatchObject({ key: 'd', networks: 4, share: 0.5 });
    expect(store.getState().kept.studies.repeats).toBeNull();
    expect([...stored.kept.keys()]).toEqual(['b', 'c', 'd']);
  });

  it('is shown where it was last saved, and goes on from there', async () => {
    const page = await visit(({ put }) => put({ key: 'a', record: half, checkpoint }));
    page.makeReady();
    page.commands.openStudy('ladder');
    await page.settle();
    expect(page.stored.adopted).toEqual(['a']);
    expect(page.ladder()).toMatchObject({ key: 'a', phase: 'kept', wants: 'paused', message: null });
    expect(page.ladder()?.savedAt).toMatch(/^19/);
    expect(page.ladder()?.record?.progress).toMatchObject({ memberSteps: 600, step: 300 });
    expect(page.offered()).toBeNull();
    page.commands.resumeStudy('ladder');
    expect(page.sent('start-study')).toMatchObject({ study: config, checkpoint });
  });

  it('that is over is shown as such', async () => {
    const page = await visit(({ put }) => put({ key: 'a', record: whole, checkpoint: null }));
    expect(page.offered()).toMatchObject({ share: 1 });
    page.commands.openStudy('ladder');
    await page.settle();
    expect(page.ladder()).toMatchObject({ phase: 'finished', record: whole });
  });

  it('whose weights are lost says so, and begins anew when told to go on', async () => {
    const page = await visit(({ put }) => put({ key: 'a', record: half, checkpoint: null }));
    page.commands.openStudy('ladder');
    await page.settle();
    expect(page.ladder()).toMatchObject({
      phase: 'kept',
      message: expect.stringContaining('weights are not kept'),
    });
    page.commands.resumeStudy('ladder');
    expect(page.sent('start-study').checkpoint).toBeNull();
  });

  it('does not take the place of one that is begun while it is read', async () => {
    const page = await visit(({ put }) => put({ key: 'a', record: half, checkpoint }));
    page.commands.openStudy('ladder');
    page.commands.startStudy('ladder');
    await page.settle();
    expect(page.ladder()).toMatchObject({ id: page.sent('start-study').studyId, phase: 'preparing' });
    expect(page.tabs.mine).not.toContain('a');
  });

  it('is nowhere where there is no store, which is no news', async () => {
    const page = await visit();
    vi.spyOn(page.stored.studies, 'remove').mockRejectedValue(new StoreProblem('none', 'Nothing is stored.'));
    page.commands.startStudy('ladder');
    page.commands.clearStudy('ladder');
    await page.settle();
    expect(page.store.getState().kept.problem).toBeNull();
  });

  it('that another tab has is not offered; where it is taken meanwhile, that is said', async () => {
    const page = await visit(({ put }) => put({ key: 'a', record: half, checkpoint }));
    page.tabs.others.add('a');
    page.commands.openStudy('ladder');
    await page.settle();
    expect(page.ladder()).toBeNull();
    expect(page.store.getState().kept.problem).toContain('another tab');
    expect(page.offered()).toBeNull();
  });

  it('loads its data where others are in use', async () => {
    const base = { data: 'generated' as const };
    const other = fixtureStudy(fixtureStudyConfig('ladder', [0.1], base), () => null);
    const page = await visit(({ put }) => put({ key: 'a', record: other, checkpoint: null }));
    page.makeReady();
    page.takeTypes();
    page.commands.openStudy('ladder');
    await page.settle();
    expect(page.sent('load-data')).toMatchObject({ data: 'generated' });
  });

  it('that cannot be read is named, left as it is, and deleted when told to', async () => {
    const page = await visit(({ damaged, put }) => {
      put({ key: 'a', record: half, checkpoint });
      damaged.add('b');
    });
    const damagedKeys = () => page.store.getState().kept.damagedStudies;
    expect([page.offered()?.key, damagedKeys()]).toEqual(['a', ['b']]);
    page.commands.deleteDamagedStudies();
    await page.settle();
    expect([page.offered()?.key, damagedKeys()]).toEqual(['a', []]);
  });

  it('is deleted when told to', async () => {
    const page = await visit(({ put }) => put({ key: 'a', record: half, checkpoint }));
    page.commands.deleteKeptStudy('ladder');
    await page.settle();
    expect([page.stored.kept.size, page.offered()]).toEqual([0, null]);
  });
});
