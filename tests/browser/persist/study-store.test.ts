import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRunStore, headerOf } from '../../../src/page/persist/run-store.ts';
import { bytesOfArms, curvesOf } from '../../../src/page/persist/store-curves.ts';
import { createStudyStore, type StudyToKeep } from '../../../src/page/persist/study-store.ts';
import { columnsOf } from '../../checks/train-tiny.ts';
import { checkpointAt } from '../../fixtures/checkpoint.ts';
import { fixtureRecord } from '../../fixtures/record.ts';
import { plainStudy, smallStudy, smallStudyCheckpoint } from '../../fixtures/small-study.ts';

const record = smallStudy('ladder');
const checkpoint = smallStudyCheckpoint();
const study = (key: string, patch: Partial<StudyToKeep> = {}): StudyToKeep => ({
  key,
  record,
  checkpoint,
  ...patch,
});
const keys = async () => (await createStudyStore('a reader').list()).map(({ key }) => key);

/** What lies in a table, behind the page's back. */
async function stored(table: string): Promise<Record<string, unknown>[]> {
  const database = await openDB('normscope');
  const rows = (await database.getAll(table)) as Record<string, unknown>[];
  database.close();
  return rows;
}

async function write(table: string, row: Record<string, unknown>): Promise<void> {
  const database = await openDB('normscope');
  await database.put(table, row);
  database.close();
}

/** A browser that has no room for the rows of some tables. */
function fill(...tables: readonly string[]) {
  const { put: usual } = IDBObjectStore.prototype;
  return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...row
  ) {
    if (tables.includes(this.name)) throw new DOMException('no room', 'QuotaExceededError');
    return usual.apply(this, row);
  });
}

beforeEach(() => deleteDB('normscope'));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the store of studies', () => {
  it.each(['ladder', 'repeats'] as const)(
    'gives back a study as it was, with its weights (%s)',
    async (kind) => {
      const store = createStudyStore('tab 1');
      await store.save(study('a', { record: smallStudy(kind) }));
      const read = await store.load('a');
      expect(read?.checkpoint).toEqual(checkpoint);
      if (read?.row.damage !== null) throw new Error('It was not read.');
      expect(plainStudy(read.row.record)).toEqual(plainStudy(smallStudy(kind)));
      expect(read.row).toMatchObject({ key: 'a', kind });
      const [row] = await store.list();
      expect(row).toEqual(read.row);
    },
  );

  it('tells how many bytes a study takes: its curves and its weights', async () => {
    const store = createStudyStore('tab 1');
    await store.save(study('a'));
    await store.save(study('b', { checkpoint: null }));
    const [row] = await stored('studies');
    const curves = bytesOfArms((row as unknown as { members: Parameters<typeof bytesOfArms>[0] }).members);
    const bytes = Object.fromEntries(
      (await store.list()).map((one) => [one.key, one.damage === null && one.bytes]),
    );
    expect(bytes).toEqual({ a: curves + 24, b: curves });
  });

  it('lists the newest first', async () => {
    const store = createStudyStore('tab 1');
    vi.useFakeTimers({ toFake: ['Date'] });
    for (const [day, key] of [...'bca'].entries()) {
      vi.setSystemTime(new Date(2026, 1, 1 + day));
      await store.save(study(key));
    }
    expect(await keys()).toEqual(['a', 'c', 'b']);
    vi.setSystemTime(new Date(2026, 1, 9));
    await store.save(study('b'));
    expect(await keys()).toEqual(['b', 'a', 'c']);
  });

  it('keeps no weights of a study that is over', async () => {
    const store = createStudyStore('tab 1');
    await store.save(study('a'));
    await store.save(study('a', { checkpoint: null }));
    expect(await store.load('a')).toMatchObject({ row: { damage: null }, checkpoint: null });
    expect(await stored('studyWeights')).toEqual([]);
  });

  it('removes all of a study, and nothing else', async () => {
    const store = createStudyStore('tab 1');
    for (const key of 'abc') await store.save(study(key));
    await store.remove(['a', 'c', 'none']);
    expect(await keys()).toEqual(['b']);
    expect((await stored('studyWeights')).map(({ key }) => key)).toEqual(['b']);
    expect(await store.load('a')).toBeNull();
    expect((await store.load('b'))?.checkpoint).toEqual(checkpoint);
  });

  it('lets no other tab write into a study, until that one makes it its own', async () => {
    const [one, other] = [createStudyStore('tab 1'), createStudyStore('tab 2')];
    await one.save(study('a'));
    await expect(other.save(study('a', { checkpoint: null }))).rejects.toMatchObject({
      kind: 'taken',
      message: expect.stringContaining('this study'),
    });
    expect((await one.load('a'))?.checkpoint).toEqual(checkpoint);
    await other.adopt('a');
    await expect(one.save(study('a'))).rejects.toMatchObject({ kind: 'taken' });
    await other.save(study('a', { checkpoint: null }));
    expect((await one.load('a'))?.checkpoint).toBeNull();
    await other.adopt('none');
    expect(await keys()).toEqual(['a']);
  });

  it('does not mix up studies with runs of the same key', async () => {
    const [runs, store] = [createRunStore('tab 1'), createStudyStore('tab 2')];
    const run = fixtureRecord({ step: 20 });
    await runs.save({
      key: 'a',
      name: 'Run 1',
      record: run,
      outcome: 'unfinished',
      checkpoint: checkpointAt(10),
    });
    await store.save(study('a'));
    await store.remove(['a']);
    expect((await runs.load('a', run.config, true)).checkpoint).toEqual(checkpointAt(10));
    await runs.remove(['a']);
    expect(await keys()).toEqual([]);
  });
});

describe('a store of studies that is full', () => {
  it.each(['studies', 'studyWeights'])('says so, and what was stored before is whole (%s)', async (table) => {
    const store = createStudyStore('tab 1');
    await store.save(study('a'));
    const put = fill(table);
    const patch = { record: smallStudy('repeats'), checkpoint: { ...checkpoint, note: null } };
    await expect(store.save(study('a', patch))).rejects.toMatchObject({
      kind: 'full',
      message: expect.stringContaining('so what is measured is not being saved'),
    });
    await expect(store.save(study('b'))).rejects.toMatchObject({ kind: 'full' });
    put.mockRestore();
    expect(await keys()).toEqual(['a']);
    expect(await store.load('a')).toMatchObject({ row: { kind: 'ladder' }, checkpoint });
  });

  it('can be used all the same: a study becomes the tab’s own once there is room again', async () => {
    const [one, other] = [createStudyStore('tab 1'), createStudyStore('tab 2')];
    await one.save(study('a'));
    const put = fill('studies');
    await other.adopt('a');
    put.mockRestore();
    expect(await stored('studies')).toMatchObject([{ writer: 'tab 1' }]);
    await other.save(study('a', { checkpoint: null }));
    expect(await stored('studies')).toMatchObject([{ writer: 'tab 2' }]);
    await expect(one.save(study('a'))).rejects.toMatchObject({ kind: 'taken' });
  });
});

it('a store that is refused altogether says so in words', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  await expect(createStudyStore('tab 1').list()).rejects.toMatchObject({
    kind: 'none',
    message: expect.stringContaining('export what matters'),
  });
});

describe('a stored study that is damaged', () => {
  it('is listed as such behind those that are whole, and can be deleted', async () => {
    const store = createStudyStore('tab 1');
    await store.save(study('a'));
    await store.save(study('b'));
    const [row] = await stored('studies');
    await write('studies', { ...row, columns: [1, 2] });
    const damage = expect.stringMatching(/^What was stored .* can only be deleted\.$/);
    expect(await store.list()).toMatchObject([
      { key: 'b', damage: null },
      { key: 'a', damage },
    ]);
    expect(await store.load('a')).toMatchObject({ row: { key: 'a', damage }, checkpoint: null });
    await store.remove(['a']);
    expect(await keys()).toEqual(['b']);
  });

  it('in its weights is shown, and has none', async () => {
    const store = createStudyStore('tab 1');
    await store.save(study('a'));
    await write('studyWeights', { key: 'a', checkpoint: { ...checkpoint, columns: 2 } });
    expect(await store.load('a')).toMatchObject({ row: { damage: null }, checkpoint: null });
  });
});

it('a browser in which an older page has kept runs still has them, and keeps studies', async () => {
  const run = fixtureRecord({ step: 120 });
  const older = await openDB('normscope', 1, {
    upgrade(made) {
      for (const table of ['runs', 'curves', 'weights']) made.createObjectStore(table, { keyPath: 'key' });
      made.createObjectStore('looks', { keyPath: ['key', 'step'] });
    },
  });
  const kept = {
    key: 'a',
    name: 'Run 1',
    record: run,
    outcome: 'unfinished',
    checkpoint: checkpointAt(100),
  } as const;
  await older.put('runs', headerOf(kept, undefined, 'tab 1', 4000));
  await older.put('curves', curvesOf('a', run));
  await older.put('weights', { key: 'a', checkpoint: checkpointAt(100) });
  for (const snapshot of run.snapshots) await older.put('looks', { key: 'a', step: snapshot.step, snapshot });
  older.close();

  const store = createStudyStore('tab 1');
  expect(await store.list()).toEqual([]);
  await store.save(study('s'));
  const runs = createRunStore('tab 1');
  expect(await runs.list()).toMatchObject([{ header: { key: 'a', step: 120 }, damage: null }]);
  const read = await runs.load('a', run.config, true);
  expect(read.damage).toBeNull();
  expect(read.record && columnsOf(read.record)).toEqual(columnsOf(run));
  expect(read.record?.snapshots).toEqual(run.snapshots);
  expect(read.checkpoint).toEqual(checkpointAt(100));
  expect(await keys()).toEqual(['s']);
});

it('curves that are too many for the list to be read with them are refused in a sentence, and change nothing', async () => {
  const store = createStudyStore('tab 1');
  await store.save(study('a'));
  const long = { length: 6_000_000, storage: new Float64Array(6_000_000) };
  const [first, ...others] = record.members;
  if (first === undefined) throw new Error('There is no network.');
  const vast = {
    ...record,
    members: [{ ...first, step: long, trainLoss: long, trainAccuracy: long }, ...others],
  };
  await expect(store.save(study('a', { record: vast }))).rejects.toMatchObject({
    kind: 'full',
    message: expect.stringContaining('too many'),
  });
  const [kept] = await store.list();
  expect(kept && 'record' in kept && plainStudy(kept.record)).toEqual(plainStudy(record));
});
