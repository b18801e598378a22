import { describe, expect, it, vi } from 'vitest';
import { beginVisit } from '../../../../src/page/client/kept-list.ts';
import type { RunToKeep } from '../../../../src/page/persist/run-store.ts';
import { StoreProblem } from '../../../../src/page/persist/store-problem.ts';
import { MOST_KEPT_RUNS } from '../../../../src/page/store/kept-limit.ts';
import { memoryRuns } from '../../../fixtures/keeping.ts';
import { soon } from '../../../fixtures/soon.ts';
import { keptPage, runToKeep } from './kept-set-up.ts';

/** A page whose runs were saved one minute after the other. */
async function visit(runs: readonly RunToKeep[]) {
  const page = await keptPage(memoryRuns(), runs);
  for (const [index, { key }] of runs.entries()) {
    const savedAt = `2026-02-03T14:${10 + index}:00.000Z`;
    page.headers.set(key, { ...(page.headers.get(key) as object), savedAt });
  }
  const begin = async (notOffered: string | null = null) => {
    await beginVisit(page.store, page.list, page.runs, notOffered);
    return page.store.getState().kept.offer;
  };
  return { ...page, begin };
}

describe('the list of kept runs', () => {
  it('has the newest first, whole ones beside damaged ones', async () => {
    const page = await visit([runToKeep('a'), runToKeep('b'), runToKeep('c')]);
    page.headers.set('b', { key: 'b' });
    await page.list.refresh();
    expect(page.listed().map(({ damage, key }) => [key, damage === null])).toEqual([
      ['c', true],
      ['a', true],
      ['b', false],
    ]);
  });

  it('drops the oldest unnamed run when a new one is kept, but none that was pinned', async () => {
    const runs = Array.from({ length: MOST_KEPT_RUNS + 1 }, (_, index) => {
      return { ...runToKeep('a'), key: `old-${index}`, name: `Run ${index + 1}` };
    });
    const memory = memoryRuns();
    const header = async (run: RunToKeep, index: number) => {
      await memory.runs.save(run);
      const savedAt = new Date(Date.UTC(2026, 0, 1) + 1000 * index).toISOString();
      memory.headers.set(run.key, {
        ...(memory.headers.get(run.key) as object),
        savedAt,
        pinned: index === 0,
      });
    };
    for (const [index, run] of runs.entries()) await header(run, index);
    const page = await keptPage(memory);
    expect(page.listed()).toHaveLength(MOST_KEPT_RUNS + 1);
    await page.runs.save({ ...runToKeep('b'), key: 'new', name: 'Run 900' });
    page.list.noteSaved('new');
    await soon(() => expect(page.listed().some(({ key }) => key === 'old-1')).toBe(false));
    const keys = page.listed().map(({ key }) => key);
    expect(keys).toHaveLength(MOST_KEPT_RUNS + 1);
    expect(keys).toEqual(expect.arrayContaining(['new', 'old-0', 'old-2']));
    expect([...page.mine]).toEqual([]);
  });

  it('is read anew when another tab has changed something, which is not told on', async () => {
    const { hearOthers, listed, posted, runs } = await keptPage();
    await runs.save(runToKeep('a'));
    hearOthers();
    await soon(() => expect(listed()).toHaveLength(1));
    expect(posted).not.toHaveBeenCalled();
  });

  it('knows which runs other tabs have', async () => {
    const { list, listed, others } = await keptPage(memoryRuns(), [runToKeep('a')]);
    others.add('a');
    await list.refresh();
    expect(listed()).toMatchObject([{ key: 'a', elsewhere: true }]);
  });

  it('shows what was read last, whichever comes first', async () => {
    const { list, listed, runs } = await keptPage(memoryRuns(), [runToKeep('a')]);
    let come: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      come = resolve;
    });
    const before = await runs.list();
    const slow = vi.spyOn(runs, 'list').mockImplementationOnce(async () => {
      await late;
      return before;
    });
    const first = list.refresh();
    slow.mockRestore();
    await runs.remove(['a']);
    await list.refresh();
    come();
    await first;
    expect(listed()).toEqual([]);
  });

  it('says where the browser gives no store, and where reading fails', async () => {
    const { list, problem, runs, store } = await keptPage();
    const read = vi.spyOn(runs, 'list');
    read.mockRejectedValueOnce(new StoreProblem('other', 'It failed.'));
    await list.refresh();
    expect(problem()).toBe('It failed.');
    read.mockRejectedValueOnce(new StoreProblem('none', 'There is none.'));
    await list.refresh();
    expect(store.getState().kept.status).toBe('unavailable');
  });

  it('gives names that are not taken, whatever the names there are', async () => {
    const names = ['Run 4', 'mine', 'Run 99999999999999999999999999', 'Run x'];
    const page = await keptPage(
      memoryRuns(),
      names.map((name, index) => runToKeep(String(index), { name })),
    );
    expect(page.list.newName()).toBe('Run 5');
  });
});

describe('the run of the last visit', () => {
  const done = (key: string) => runToKeep(key, { outcome: 'steps' });

  it('is offered where it is unfinished', async () => {
    const { begin } = await visit([done('a'), runToKeep('b')]);
    expect(await begin()).toBe('b');
  });

  it.each<[string, readonly RunToKeep[]]>([
    ['there is none', []],
    ['it is finished', [runToKeep('a'), done('b')]],
    ['it cannot go on', [runToKeep('b', { checkpoint: null })]],
    ['it came from a file', [runToKeep('b', { outcome: 'viewed', checkpoint: null })]],
  ])('is not offered where %s', async (_, runs) => {
    expect(await (await visit(runs)).begin()).toBeNull();
  });

  it('is not offered again once it was not wanted; a newer one is', async () => {
    const { begin, changePreferences, commands, store } = await visit([runToKeep('a')]);
    await begin();
    commands.dismissOffer();
    expect(changePreferences).toHaveBeenCalledWith({ notOffered: 'a' });
    expect(store.getState().kept.offer).toBeNull();
    expect(await (await visit([runToKeep('a')])).begin('a')).toBeNull();
    expect(await (await visit([runToKeep('a'), runToKeep('b')])).begin('a')).toBe('b');
  });

  it('is not offered where another tab has it', async () => {
    const { begin, others } = await visit([runToKeep('a')]);
    others.add('a');
    expect(await begin()).toBeNull();
  });

  it('is not offered where its settings are damaged', async () => {
    const { begin, headers } = await visit([runToKeep('a')]);
    const row = headers.get('a') as { config: object };
    headers.set('a', { ...row, config: { ...row.config, batch: '-1' } });
    expect(await begin()).toBeNull();
  });

  it('is offered where a link has begun another run, but never the run on the page itself', async () => {
    const { begin, store, train } = await visit([runToKeep('a')]);
    train(5);
    expect(await begin()).toBe('a');
    store.setState((state) => ({ ...state, run: state.run && { ...state.run, key: 'a' } }));
    store.setState((state) => ({ ...state, kept: { ...state.kept, offer: null } }));
    expect(await begin()).toBeNull();
  });

  it('is offered no more once it is opened', async () => {
    const { finish, begin, commands, store } = await visit([runToKeep('a')]);
    await begin();
    await finish(() => commands.openKept('a'));
    expect(store.getState().kept.offer).toBeNull();
  });
});
