import { describe, expect, it } from 'vitest';
import { StoreProblem } from '../../../../src/page/persist/store-problem.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { memoryRuns } from '../../../fixtures/keeping.ts';
import { soon } from '../../../fixtures/soon.ts';
import { runOf, telemetryAt } from '../samples.ts';
import { keptPage, runToKeep } from './kept-set-up.ts';

const pageWith = (...keys: readonly string[]) =>
  keptPage(
    memoryRuns(),
    keys.map((key) => runToKeep(key)),
  );
const full = new StoreProblem('full', 'There is no room left.');

/** A page on which a run trains that has been kept. */
async function pageInTraining(...keys: readonly string[]) {
  const page = await pageWith(...keys);
  const runId = page.train(10);
  const { key } = runOf(page.store.getState());
  page.says(
    { type: 'telemetry', runId, telemetry: telemetryAt(12) },
    { type: 'run-checkpoint', runId, checkpoint: checkpointAt(12) },
  );
  await soon(() => expect(page.listed().map((run) => run.key)).toContain(key));
  return { ...page, runId, key };
}

describe('a run that is opened', () => {
  it('stands at its checkpoint, with its settings in the controls, and can go on from there', async () => {
    const { adopted, finish, commands, makeReady, mine, sent, store } = await pageWith('a', 'b');
    makeReady();
    await finish(() => commands.openKept('a'));
    const { asked, run } = store.getState();
    expect(run).toMatchObject({ key: 'a', phase: 'kept', hasWeights: true, record: { step: 20 } });
    expect(run?.record?.arms[0]?.step.length).toBe(20);
    expect(asked).toMatchObject({ depth: 2, width: 8, seed: 3, steps: 60 });
    expect(adopted).toEqual(['a']);
    expect([...mine]).toEqual(['a']);
    commands.toggle();
    expect(sent('start-run')).toMatchObject({ go: 'on', checkpoint: { step: 20 }, config: { seed: 3 } });
  });

  it('asks for its data and its backend', async () => {
    const { record } = runToKeep('a');
    const config = { ...record.config, data: 'generated', backend: 'cpu' } as const;
    const { finish, commands, makeReady, sent } = await keptPage(memoryRuns(), [
      runToKeep('a', { record: { ...record, config } }),
    ]);
    makeReady();
    await finish(() => commands.openKept('a'));
    expect(sent('load-data')).toMatchObject({ data: 'generated' });
    expect(sent('choose-backend')).toMatchObject({ backend: 'cpu' });
  });

  it('is asked to stay with the first one that is kept, once a visit', async () => {
    const { askToStay, says, runId } = await pageInTraining();
    says({ type: 'run-checkpoint', runId, checkpoint: checkpointAt(12) });
    await soon(() => expect(askToStay).toHaveBeenCalledOnce());
  });

  it('takes the place of the present one, which is kept with all that it told', async () => {
    const { finish, commands, kept, key, mine, runId, says, sent, store } = await pageInTraining('a');
    says({ type: 'telemetry', runId, telemetry: telemetryAt(15) });
    await finish(() => commands.openKept('a'));
    expect(sent('end-run')).toMatchObject({ runId });
    expect(runOf(store.getState()).key).toBe('a');
    await soon(() => expect(kept.get(key)).toMatchObject({ record: { step: 15 }, checkpoint: { step: 12 } }));
    await soon(() => expect([...mine]).toEqual(['a']));
  });

  it('without weights is shown to its end, and cannot go on', async () => {
    const { finish, commands, store } = await keptPage(memoryRuns(), [runToKeep('a', { checkpoint: null })]);
    await finish(() => commands.openKept('a'));
    expect(store.getState().run).toMatchObject({ hasWeights: false, record: { step: 30 } });
  });

  it('whose reading is slow does not end a run that was started meanwhile', async () => {
    const memory = memoryRuns();
    const page = await keptPage(memory, [runToKeep('a')]);
    const { load } = memory.runs;
    let goOn = () => {};
    const slow = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    memory.runs.load = (...of) => slow.then(() => load(...of));
    await page.finish(() => {
      page.commands.openKept('a');
      page.train(10);
      goOn();
    });
    expect(runOf(page.store.getState())).toMatchObject({ phase: 'training' });
    expect(runOf(page.store.getState()).key).not.toBe('a');
    expect(page.problem()).toMatch(/^Run a was not opened, because another run began/);
    expect([...page.mine]).not.toContain('a');
    await page.finish(() => page.commands.openKept('a'));
    expect(runOf(page.store.getState()).key).toBe('a');
  });

  it('keeps a plan that is changed before it trains on', async () => {
    const { commands, finish, headers } = await pageWith('a');
    await finish(() => commands.openKept('a'));
    commands.setPlan({ steps: 90 });
    await soon(() => expect(headers.get('a')).toMatchObject({ config: { steps: '90' } }));
  });

  it('twice in a hurry is opened once', async () => {
    const { commands, finish, posted, store } = await pageWith('a');
    const ids = new Set<number | undefined>();
    store.subscribe(({ run }) => void ids.add(run?.id));
    await finish(() => {
      commands.openKept('a');
      commands.openKept('a');
    });
    await soon(() => expect(posted).toHaveBeenCalledTimes(2));
    ids.delete(undefined);
    expect(ids.size).toBe(1);
  });
});

describe('a run that cannot be opened', () => {
  it('since another tab has it, is left to that one', async () => {
    const { adopted, finish, commands, others, problem, store } = await pageWith('a');
    others.add('a');
    await finish(() => commands.openKept('a'));
    expect(problem()).toMatch(/open in another tab/);
    expect(store.getState().run).toBeNull();
    expect(adopted).toEqual([]);
  });

  it('since its curves are damaged, says so; the run on the page trains on', async () => {
    const { finish, commands, kept, key, mine, problem, store } = await pageInTraining('a');
    const run = runToKeep('a');
    kept.set('a', { ...run, record: { ...run.record, arms: [] } });
    await finish(() => commands.openKept('a'));
    expect(problem()).toMatch(/of 0 networks instead of 2/);
    expect(runOf(store.getState())).toMatchObject({ key, phase: 'training' });
    expect([...mine]).toEqual([key]);
  });

  it('since its settings are damaged, says so, and is neither pinned nor exported', async () => {
    const { finish, commands, hand, headers, list, mine, pinned, problem, store } = await pageWith('a').then(
      async (page) => ({ ...page, pinned: () => page.store.getState().pinned }),
    );
    const row = headers.get('a') as { config: object };
    headers.set('a', { ...row, config: { ...row.config, seed: 'three' } });
    await list.refresh();
    await finish(() => commands.openKept('a'));
    expect(problem()).toMatch(/seed/);
    await finish(() => commands.pinKept('a', true));
    commands.exportKept('a');
    expect([store.getState().run, pinned(), hand.mock.calls, [...mine]]).toEqual([null, [], [], []]);
  });

  it('since the store fails, is free for other tabs again', async () => {
    const { finish, commands, kept, mine, problem } = await pageWith('a');
    kept.delete('a');
    await finish(() => commands.openKept('a'));
    expect(problem()).toBe('There is no such run.');
    expect([...mine]).toEqual([]);
  });
});

describe('the name of a kept run', () => {
  it('can be changed, and is cut; without a name it keeps the one it had', async () => {
    const { finish, commands, names, patches } = await pageWith('a', 'b');
    await finish(() => commands.renameKept('a', `  ${'long '.repeat(20)}`));
    expect(names()).toEqual(['Run b', expect.stringMatching(/^long( long){7}$/)]);
    patches.length = 0;
    commands.renameKept('b', '');
    commands.renameKept('b', '   ');
    commands.renameKept('b', 'Run b');
    commands.renameKept('nobody', 'mine');
    expect(patches).toEqual([]);
  });

  it('stays as it was where the store refuses, which is said', async () => {
    const { finish, commands, names, problem, refuse } = await pageWith('a');
    refuse(full);
    await finish(() => commands.renameKept('a', 'mine'));
    expect([names(), problem()]).toEqual([['Run a'], full.message]);
  });
});

describe('runs that are deleted', () => {
  it('are gone, with their pins; all others stay as they were', async () => {
    const { finish, commands, kept, names, store } = await pageWith('a', 'b', 'c');
    await finish(() => commands.pinKept('a', true));
    await finish(() => commands.pinKept('b', true));
    const others = [kept.get('b'), kept.get('c')];
    await finish(() => commands.deleteKept(['a']));
    expect(names()).toEqual(['Run b', 'Run c']);
    expect([kept.get('b'), kept.get('c')]).toEqual(others);
    expect(store.getState().pinned.map(({ name }) => name)).toEqual(['Run b']);
  });

  it('with the one on the page among them: it ends, and is not kept again', async () => {
    const { finish, commands, key, kept, mine, runId, says, sent, store } = await pageInTraining('a');
    says({ type: 'telemetry', runId, telemetry: telemetryAt(15) });
    says({ type: 'run-checkpoint', runId, checkpoint: checkpointAt(15) });
    await finish(() => commands.deleteKept([key]));
    expect(sent('end-run')).toMatchObject({ runId });
    expect(store.getState().run).toBeNull();
    says({ type: 'run-checkpoint', runId, checkpoint: checkpointAt(16) });
    says({ type: 'run-state', runId, state: 'finished', reason: 'steps' });
    commands.pageLeft();
    await new Promise((resolve) => setTimeout(resolve));
    expect([[...kept.keys()], [...mine]]).toEqual([['a'], []]);
  });

  it('stay where another tab has one, even if the list did not know yet', async () => {
    const { finish, commands, names, others, problem } = await pageWith('a', 'b');
    others.add('a');
    await finish(() => commands.deleteKept(['a', 'b', 'nobody']));
    expect(names()).toEqual(['Run a']);
    expect(problem()).toBe('Run a is open in another tab and cannot be deleted here. Close it there first.');
  });

  it('stay where the store refuses, pins and all', async () => {
    const { finish, commands, mine, names, problem, refuse, store } = await pageWith('a');
    await finish(() => commands.pinKept('a', true));
    refuse(full);
    await finish(() => commands.deleteKept(['a']));
    expect([names(), problem(), [...mine]]).toEqual([['Run a'], full.message, []]);
    expect(store.getState().pinned).toHaveLength(1);
  });

  it('that are damaged can be deleted', async () => {
    const { finish, commands, headers, list, listed } = await pageWith('a');
    headers.set('a', { nonsense: true });
    await list.refresh();
    expect(listed()).toMatchObject([{ name: 'A damaged run', damage: expect.any(String) }]);
    await finish(() => commands.deleteKept(['a']));
    expect(listed()).toEqual([]);
  });
});

describe('files', () => {
  it('of a kept run are handed to the person, with its looks', async () => {
    const { finish, commands, hand } = await pageWith('a');
    await finish(() => commands.exportKept('a'));
    expect(
      hand.mock.calls.map(([{ name }, { step, snapshots }]) => [name, step, snapshots.length > 0]),
    ).toEqual([['Run a', 30, true]]);
  });
});
