import { bytesOfCheckpoint, type Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { bytesOf } from '../../common/experiment/layer-snapshot.ts';
import { linkParameters } from '../../common/experiment/link.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import { thinnedTo } from '../../common/experiment/snapshots.ts';
import { last } from '../../common/lib/series.ts';
import { type Database, looksOf, openDatabase, TABLES } from './database.ts';
import { type ReadHeader, type ReadRun, readHeader, readRun } from './read-stored.ts';
import { bytesOfCurves, curvesOf } from './store-curves.ts';
import { StoreProblem } from './store-problem.ts';
import { type Header, STORE_VERSION } from './stored-shapes.ts';

/** A run as it is to be kept. */
export interface RunToKeep {
  readonly key: string;
  /** What a run gets that has no name yet. */
  readonly name: string;
  readonly record: RunRecord;
  readonly outcome: Header['outcome'];
  /** Null for a run that cannot train on. */
  readonly checkpoint: Checkpoint | null;
}

/** What of a run can be changed alone. */
export type HeaderPatch = Partial<Pick<Header, 'name' | 'pinned' | 'outcome'>>;

/** The runs in the browser's store. Everything rejects with a `StoreProblem`, and then nothing that was stored has changed. */
export interface RunStore {
  list(): Promise<readonly ReadHeader[]>;
  /** @throws StoreProblem `taken` where another tab has made the run its own */
  save(run: RunToKeep): Promise<void>;
  /** @param withLooks whether looks inside the layers are read as well: most of a run */
  load(key: string, config: ExperimentConfig, withLooks: boolean): Promise<ReadRun>;
  patch(key: string, patch: HeaderPatch): Promise<void>;
  /** Makes a run this tab's own, so that another one cannot write into it; where there is no room to say so, once it is saved. */
  adopt(key: string): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** Of a run's looks inside the layers so many are stored, and no more bytes. */
const MOST_LOOKS = 80;
const MOST_LOOK_BYTES = 24 * 2 ** 20;
/** More than were stored, the ends of all arms included, are not read. */
const MOST_LOOKS_READ = 2 * MOST_LOOKS;

/** @param writer tells this tab from others */
export function createRunStore(writer: string): RunStore {
  let opening: Promise<Database> | null = null;
  /** Runs that could not be made this tab's own for want of room, and whose they were. */
  const owed = new Map<string, string>();
  const open = () => {
    opening ??= openDatabase(() => {
      opening = null;
    });
    // One that failed may do better the next time.
    opening.catch(() => {
      opening = null;
    });
    return opening;
  };

  /** Does something in one transaction: all of it or nothing. */
  async function inTransaction<T>(
    mode: 'readonly' | 'readwrite',
    work: (tables: Transaction) => Promise<T>,
  ): Promise<T> {
    let database = await open();
    let transaction: Transaction;
    try {
      transaction = database.transaction(TABLES, mode, { durability: 'relaxed' }) as Transaction;
    } catch {
      // It was closed for a newer page, or by the browser.
      opening = null;
      database = await open();
      transaction = database.transaction(TABLES, mode, { durability: 'relaxed' }) as Transaction;
    }
    try {
      const [result] = await Promise.all([work(transaction), transaction.done]);
      return result;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It has aborted by itself.
      }
      await transaction.done.catch(() => undefined);
      throw StoreProblem.of(transaction.error ?? error);
    }
  }

  return {
    list: () =>
      inTransaction('readonly', async (tables) => {
        const runs = tables.objectStore('runs');
        const [keys, rows] = await Promise.all([runs.getAllKeys(), runs.getAll()]);
        return keys.map((key, index) => readHeader(key, rows[index]));
      }),
    save: (run) =>
      inTransaction('readwrite', async (tables) => {
        const before = await tables.objectStore('runs').get(run.key);
        if (before !== undefined && before.writer !== writer && before.writer !== owed.get(run.key))
          throw taken();
        const bytes = await putLooks(tables, run);
        const curves = curvesOf(run.key, run.record);
        const { checkpoint, key } = run;
        const weightBytes = checkpoint === null ? 0 : bytesOfCheckpoint(checkpoint);
        const header = headerOf(run, before, writer, bytes + bytesOfCurves(curves) + weightBytes);
        await tables.objectStore('runs').put(header);
        await tables.objectStore('curves').put(curves);
        if (checkpoint !== null) await tables.objectStore('weights').put({ key, checkpoint });
      }),
    load: (key, config, withLooks) =>
      inTransaction('readonly', async (tables) => {
        const [curves, weights, looks] = await Promise.all([
          tables.objectStore('curves').get(key),
          withLooks ? tables.objectStore('weights').get(key) : undefined,
          withLooks ? tables.objectStore('looks').getAll(looksOf(key), MOST_LOOKS_READ) : [],
        ]);
        return readRun(config, { curves, weights, looks });
      }),
    patch: (key, patch) =>
      inTransaction('readwrite', async (tables) => {
        const runs = tables.objectStore('runs');
        const before = await runs.get(key);
        if (before !== undefined) await runs.put({ ...before, ...patch });
      }),
    async adopt(key) {
      let before: Header | undefined;
      try {
        await inTransaction('readwrite', async (tables) => {
          const runs = tables.objectStore('runs');
          before = await runs.get(key);
          if (before !== undefined) await runs.put({ ...before, writer });
        });
      } catch (error) {
        if (StoreProblem.of(error).kind !== 'full' || before === undefined) throw error;
        owed.set(key, before.writer);
      }
    },
    remove: (keys) =>
      inTransaction('readwrite', async (tables) => {
        for (const key of keys) {
          await Promise.all([
            tables.objectStore('runs').delete(key),
            tables.objectStore('curves').delete(key),
            tables.objectStore('weights').delete(key),
            tables.objectStore('looks').delete(looksOf(key)),
          ]);
        }
      }),
  };
}

type Transaction = ReturnType<typeof transactionOf>;
const transactionOf = (database: Database) => database.transaction(TABLES, 'readwrite');

const taken = () =>
  new StoreProblem('taken', 'Another tab has opened this run. Here it goes on under a name of its own.');

/** Writes the looks that are not there yet, and takes out those that no longer are. @returns bytes of all */
async function putLooks(tables: Transaction, { key, record }: RunToKeep): Promise<number> {
  const looks = tables.objectStore('looks');
  const wanted = looksToKeep(record);
  const steps = new Set(wanted.map(({ step }) => step));
  const there = new Set((await looks.getAllKeys(looksOf(key))).map(([, step]) => step));
  await Promise.all([
    ...[...there].filter((step) => !steps.has(step)).map((step) => looks.delete([key, step])),
    ...wanted
      .filter(({ step }) => !there.has(step))
      .map((snapshot) => looks.put({ key, step: snapshot.step, snapshot })),
  ]);
  return wanted.reduce((total, snapshot) => total + bytesOf(snapshot), 0);
}

function looksToKeep({ snapshots }: RunRecord) {
  const newest = snapshots.at(-1);
  if (newest === undefined) return [];
  const fitting = Math.floor(MOST_LOOK_BYTES / Math.max(1, bytesOf(newest)));
  return thinnedTo(snapshots, Math.max(2, Math.min(MOST_LOOKS, fitting)));
}

/** The row of the list for a run; of one that is there already its name and pin stay. @param bytes that the run takes */
export function headerOf(
  { checkpoint, key, name, outcome, record }: RunToKeep,
  before: Header | undefined,
  writer: string,
  bytes: number,
): Header {
  return {
    version: STORE_VERSION,
    key,
    name: before?.name ?? name,
    startedAt: record.environment.startedAt,
    savedAt: new Date().toISOString(),
    config: Object.fromEntries(linkParameters(record.config)),
    step: record.step,
    outcome,
    arms: record.arms.map(({ divergedAt, testAccuracy }) => ({
      testAccuracy: testAccuracy.length === 0 ? null : last(testAccuracy),
      divergedAt,
    })),
    bytes: Math.round(bytes),
    pinned: before?.pinned ?? false,
    canGoOn: checkpoint !== null,
    writer,
  };
}
