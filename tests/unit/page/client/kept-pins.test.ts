import { describe, expect, it } from 'vitest';
import { beginVisit } from '../../../../src/page/client/kept-list.ts';
import { StoreProblem } from '../../../../src/page/persist/store-problem.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { memoryRuns } from '../../../fixtures/keeping.ts';
import { soon } from '../../../fixtures/soon.ts';
import { runOf } from '../samples.ts';
import { keptPage, runToKeep } from './kept-set-up.ts';

type Page = Awaited<ReturnType<typeof keptPage>>;
const pinsOf = ({ store }: Page) => store.getState().pinned.map(({ name, record }) => [name, record.step]);

/** The page of the next visit. */
async function reloaded({ memory }: Page): Promise<Page> {
  const page = await keptPage(memory);
  await beginVisit(page.store, page.list, memory.runs, null);
  return page;
}

describe('a pin', () => {
  it('set in the list is there on the next visit, under the run’s name', async () => {
    const page = await keptPage(memoryRuns(), [runToKeep('a'), runToKeep('b')]);
    await page.finish(() => page.commands.pinKept('a', true));
    await page.finish(() => page.commands.renameKept('a', 'mine'));
    expect(page.askToStay).toHaveBeenCalledOnce();
    expect(pinsOf(page)).toEqual([['mine', 30]]);
    const next = await reloaded(page);
    expect(pinsOf(next)).toEqual([['mine', 30]]);
    expect(next.listed().map(({ key, pinned }) => [key, pinned])).toEqual(
      expect.arrayContaining([
        ['a', true],
        ['b', false],
      ]),
    );
    await next.finish(() => next.commands.pinKept('a', false));
    expect(pinsOf(next)).toEqual([]);
    expect(pinsOf(await reloaded(next))).toEqual([]);
  });

  it('set on the page’s run is there on the next visit, even where the run was not kept before', async () => {
    const page = await keptPage();
    const runId = page.train(10);
    page.commands.toggle();
    page.says({ type: 'run-state', runId, state: 'paused', reason: null });
    expect(page.listed()).toEqual([]);
    await page.finish(() => page.commands.pinRun());
    const [[name = '', id = 0] = []] = page.store.getState().pinned.map((run) => [run.name, run.id] as const);
    expect(page.listed()).toMatchObject([{ pinned: true, name }]);
    await page.finish(() => page.commands.renamePinned(id, 'slow'));
    expect(pinsOf(await reloaded(page))).toEqual([['slow', 10]]);
    await page.finish(() => page.commands.removePinned(id));
    expect(pinsOf(await reloaded(page))).toEqual([]);
  });

  it('can be set on a run that was opened, and is not asked for twice', async () => {
    const page = await keptPage(memoryRuns(), [runToKeep('a', { checkpoint: checkpointAt(30) })]);
    await page.finish(() => page.commands.openKept('a'));
    await page.finish(() => page.commands.pinRun());
    expect(pinsOf(page)).toEqual([['Run a', 30]]);
    expect(runOf(page.store.getState()).phase).toBe('kept');
  });

  it('that cannot be kept says so', async () => {
    const page = await keptPage(memoryRuns(), [runToKeep('a')]);
    await page.finish(() => page.commands.openKept('a'));
    page.refuse(new StoreProblem('full', 'There is no room left.'));
    page.commands.pinRun();
    await soon(() => expect(page.problem()).toBe('There is no room left.'));
  });

  it('of a run that is damaged since is left out, and the others are there', async () => {
    const memory = memoryRuns();
    const page = await keptPage(memory, [runToKeep('a'), runToKeep('b'), runToKeep('c')]);
    for (const key of ['a', 'b', 'c']) await page.finish(() => page.commands.pinKept(key, true));
    memory.headers.set('a', {
      ...(memory.headers.get('a') as object),
      config: { depth: 'many', arms: 'bn:0.1,plain:0.1' },
    });
    memory.kept.delete('b');
    expect(pinsOf(await reloaded(page))).toEqual([['Run c', 30]]);
  });
});
