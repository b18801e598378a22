import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rewind } from '../../../src/common/experiment/rewind.ts';
import { createRunLocks } from '../../../src/page/persist/run-locks.ts';
import { createRunStore, type RunToKeep } from '../../../src/page/persist/run-store.ts';
import { columnsOf } from '../../checks/train-tiny.ts';
import { checkpointAt } from '../../fixtures/checkpoint.ts';
import { fixtureRecord } from '../../fixtures/record.ts';
import { soon } from '../../fixtures/soon.ts';

const record = fixtureRecord({ step: 120 });
const { config } = record;
const run = (key: string, patch: Partial<RunToKeep> = {}): RunToKeep => ({
  key,
  name: 'Run 1',
  record,
  outcome: 'unfinished',
  checkpoint: checkpointAt(100),
  ...patch,
});
const headers = async (store = createRunStore('a reader')) =>
  (await store.list()).map((row) => ('header' in row ? row.header : row));

/** Writes into a table behind the page's back. */
async function write(table: string, change: (row: Record<string, unknown>) => Record<string, unknown>) {
  const database = await openDB('normscope');
  const [key] = await database.getAllKeys(table);
  await database.put(
    table,
    change((await database.get(table, key as IDBValidKey)) as Record<string, unknown>),
  );
  database.close();
}

beforeEach(() => deleteDB('normscope'));
afterEach(() => void vi.restoreAllMocks());

describe('an older page in another tab', () => {
  it('that keeps the tables from being updated is named, and once it is gone everything is stored', async () => {
    const older = await openDB('normscope', 1, {
      upgrade: (made) => void made.createObjectStore('runs', { keyPath: 'key' }),
    });
    const store = createRunStore('tab 1');
    await expect(store.save(run('a'))).rejects.toMatchObject({
      kind: 'blocked',
      message: expect.stringMatching(/^Another tab has an older version of this page open/),
    });
    older.close();
    await store.save(run('a'));
    expect(await headers()).toHaveLength(1);
  });

  it('a newer page is let go first, and then nothing is stored here until the page is reloaded', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    const newer = await openDB('normscope', 99);
    await expect(store.list()).rejects.toMatchObject({
      kind: 'none',
      message: expect.stringMatching(/newer version/),
    });
    newer.close();
  });
});

describe('the store of runs', () => {
  it('gives back a run as it was: curves to the last digit, weights, looks', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    const read = await store.load('a', config, true);
    expect(read.damage).toBeNull();
    expect(read.record && columnsOf(read.record)).toEqual(columnsOf(record));
    expect(read.record?.environment).toEqual(record.environment);
    expect(read.record?.snapshots.at(-1)).toEqual(record.snapshots.at(-1));
    expect(read.checkpoint).toEqual(checkpointAt(100));
    const [header] = await headers();
    expect(header).toMatchObject({ key: 'a', name: 'Run 1', step: 120, canGoOn: true, pinned: false });
    expect(header).toHaveProperty('bytes', expect.any(Number));
  });

  it('tells in the list which arms were changed, also of a run that an earlier version stored', async () => {
    const store = createRunStore('tab 1');
    const change = { kind: 'bn', step: 40, arm: 1, on: true } as const;
    await store.save(run('a', { record: fixtureRecord({ step: 120, changes: [change] }) }));
    expect(await headers()).toMatchObject([{ changes: [change] }]);
    await write('runs', ({ changes: _, ...row }) => row);
    expect(await headers()).toMatchObject([{ changes: [change] }]);
  });

  it('writes the newest over what a run was, and keeps its name and pin', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    await store.patch('a', { name: 'mine', pinned: true });
    const longer = fixtureRecord({ step: 240 });
    await store.save(run('a', { record: longer, outcome: 'steps', name: 'Run 9' }));
    expect(await headers()).toMatchObject([{ name: 'mine', pinned: true, step: 240, outcome: 'steps' }]);
    const { record: read } = await store.load('a', config, true);
    expect(read?.snapshots.map(({ step }) => step)).toEqual(longer.snapshots.map(({ step }) => step));
  });

  it('goes on from the checkpoint, though the curves are longer', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    const { checkpoint, record: read } = await store.load('a', config, true);
    if (read === null || checkpoint === null) throw new Error('nothing was read');
    const { record: rewound } = rewind(read, checkpoint);
    expect(rewound.step).toBe(100);
    expect(rewound.arms[0]?.step.length).toBe(100);
    expect(rewound.snapshots.every(({ step }) => step <= 100)).toBe(true);
  });

  it('removes all of a run, and nothing else', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    await store.save(run('b'));
    await store.remove(['a']);
    expect((await headers()).map(({ key }) => key)).toEqual(['b']);
    expect((await store.load('a', config, true)).record).toBeNull();
    expect((await store.load('b', config, true)).damage).toBeNull();
  });

  it('lets no other tab write into a run, until that one makes it its own', async () => {
    const [one, other] = [createRunStore('tab 1'), createRunStore('tab 2')];
    await one.save(run('a'));
    await expect(other.save(run('a', { record: fixtureRecord({ step: 10 }) }))).rejects.toMatchObject({
      kind: 'taken',
    });
    expect(await headers()).toMatchObject([{ step: 120, writer: 'tab 1' }]);
    await other.adopt('a');
    await expect(one.save(run('a'))).rejects.toMatchObject({ kind: 'taken' });
    await other.save(run('a', { outcome: 'steps' }));
    expect(await headers()).toMatchObject([{ outcome: 'steps', writer: 'tab 2' }]);
  });

  it('that is full says so, and what was stored before is whole', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    const { put: usual } = IDBObjectStore.prototype;
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...row
    ) {
      if (this.name === 'weights') throw new DOMException('no room', 'QuotaExceededError');
      return usual.apply(this, row);
    });
    await expect(store.save(run('a', { record: fixtureRecord({ step: 200 }) }))).rejects.toMatchObject({
      kind: 'full',
      message: expect.stringContaining('Delete some past runs'),
    });
    put.mockRestore();
    expect(await headers()).toMatchObject([{ step: 120 }]);
    expect((await store.load('a', config, true)).damage).toBeNull();
  });

  it('that is full can be opened all the same: a run becomes the tab’s own once there is room again', async () => {
    const [one, other] = [createRunStore('tab 1'), createRunStore('tab 2')];
    await one.save(run('a'));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await other.adopt('a');
    put.mockRestore();
    expect(await headers()).toMatchObject([{ writer: 'tab 1' }]);
    await other.save(run('a', { outcome: 'steps' }));
    expect(await headers()).toMatchObject([{ outcome: 'steps', writer: 'tab 2' }]);
    await expect(one.save(run('a'))).rejects.toMatchObject({ kind: 'taken' });
  });

  it('that is refused altogether says so in words', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    await expect(createRunStore('tab 1').list()).rejects.toMatchObject({
      kind: 'none',
      message: expect.stringContaining('export what matters'),
    });
  });

  it('can be used again after the browser or a newer page has closed it', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    // A newer page wants other tables: ours closes its connection, and cannot read what is there then.
    const newer = await openDB('normscope', 3);
    await expect(store.list()).rejects.toMatchObject({ kind: 'none' });
    newer.close();
    await deleteDB('normscope');
    await store.save(run('b'));
    expect((await headers()).map(({ key }) => key)).toEqual(['b']);
  });
});

describe('a stored run that is damaged', () => {
  it('in its weights is shown, and cannot train on', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    await write('weights', (row) => ({ ...row, checkpoint: { version: 1 } }));
    const read = await store.load('a', config, true);
    expect(read.checkpoint).toBeNull();
    expect(read.record?.step).toBe(120);
    expect(read.damage).toMatch(/cannot train on/);
  });

  it('in its curves is not shown, and says so', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    await write('curves', (row) => ({ ...row, arms: [] }));
    const read = await store.load('a', config, true);
    expect(read).toMatchObject({ record: null, checkpoint: null });
    expect(read.damage).toMatch(/of 0 networks instead of 2/);
  });

  it('in its row of the list is listed as such, beside those that are whole', async () => {
    const store = createRunStore('tab 1');
    await store.save(run('a'));
    await store.save(run('b'));
    await write('runs', (row) => ({ ...row, step: 'many' }));
    const rows = await store.list();
    expect(rows[0]).toMatchObject({ key: 'a', damage: expect.stringContaining('can only be deleted') });
    expect(rows[1]).toMatchObject({ damage: null });
    await store.remove(['a']);
    expect((await headers()).map(({ key }) => key)).toEqual(['b']);
  });
});

describe('locks of runs', () => {
  it('let one tab at a time have a run, and tell the others', async () => {
    // Two tabs: the locks are the browser's, and each knows its own.
    const [one, other] = [createRunLocks(), createRunLocks()];
    expect(await one.claim('a')).toBe(true);
    expect(await one.claim('a')).toBe(true);
    expect(await other.claim('a')).toBe(false);
    expect([...(await other.elsewhere())]).toEqual(['a']);
    expect([...(await one.elsewhere())]).toEqual([]);
    one.release('a');
    await soon(async () => expect(await other.claim('a')).toBe(true));
  });

  it('give one answer to a tab that asks twice before the browser has said anything', async () => {
    const locks = createRunLocks();
    expect(await Promise.all([locks.claim('b'), locks.claim('b')])).toEqual([true, true]);
    locks.release('b');
  });

  it('are free for all where the browser has none', async () => {
    const locks = createRunLocks(null);
    expect(await locks.claim('a')).toBe(true);
    expect((await locks.elsewhere()).size).toBe(0);
  });
});
