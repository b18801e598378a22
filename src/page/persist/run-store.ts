import { toldChanges } from '../../common/experiment/arm-history.ts';
import { bytesOfCheckpoint, type Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { bytesOf } from '../../common/experiment/layer-snapshot.ts';
import { linkParameters } from '../../common/experiment/link.ts';
import type { RunRecord } from '../../common/experiment/run-record.ts';
import { thinnedTo } from '../../common/experiment/snapshots.ts';
import { last } from '../../common/lib/series.ts';
import { looksOf, RUN_TABLES } from './database.ts';
import { createOwnership } from './ownership.ts';
import { type ReadHeader, type ReadRun, readChangesOf, readHeader, readRun } from './read-stored.ts';
import { bytesOfCurves, curvesOf } from './store-curves.ts';
import { type Header, STORE_VERSION } from './stored-shapes.ts';
import { createTransactions, type TablesOf } from './transactions.ts';

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
export type HeaderPatch = Partial<Pick<Header, 'name' | 'pinned' | 'outcome' | 'config'>>;

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
  const inTransaction = createTransactions(RUN_TABLES);
  const ownership = createOwnership(writer);
  return {
    list: () =>
      inTransaction('readonly', async (tables) => {
        const runs = tables.objectStore('runs');
        const [keys, rows] = await Promise.all([runs.getAllKeys(), runs.getAll()]);
        const read = keys.map((key, index) => readHeader(key, rows[index]));
        return Promise.all(read.map((row) => withChanges(row, tables)));
      }),
    save: (run) =>
      inTransaction('readwrite', async (tables) => {
        const before = await tables.objectStore('runs').get(run.key);
        ownership.check(run.key, before, 'run');
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
    adopt: (key) =>
      ownership.adopt(key, (found) =>
        inTransaction('readwrite', async (tables) => {
          const runs = tables.objectStore('runs');
          const before = await runs.get(key);
          if (before === undefined) return;
          found(before.writer);
          await runs.put({ ...before, writer });
        }),
      ),
    remove: (keys) =>
      inTransaction(
        'readwrite',
        async (tables) => {
          for (const key of keys) {
            await Promise.all([
              tables.objectStore('runs').delete(key),
              tables.objectStore('curves').delete(key),
              tables.objectStore('weights').delete(key),
              tables.objectStore('looks').delete(looksOf(key)),
            ]);
          }
        },
        'delete',
      ),
  };
}

/** A row of an earlier version does not tell of changes, its curves do. */
async function withChanges(row: ReadHeader, tables: TablesOf<typeof RUN_TABLES>): Promise<ReadHeader> {
  if (!('header' in row) || row.header.changes !== undefined) return row;
  const changes = readChangesOf(await tables.objectStore('curves').get(row.header.key));
  return { ...row, header: { ...row.header, changes: [...toldChanges(changes)] } };
}

/** Writes the looks that are not there yet, and takes out those that no longer are. @returns bytes of all */
async function putLooks(tables: TablesOf<typeof RUN_TABLES>, { key, record }: RunToKeep): Promise<number> {
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
    changes: [...toldChanges(record.changes)],
    bytes: Math.round(bytes),
    pinned: before?.pinned ?? false,
    canGoOn: checkpoint !== null,
    writer,
  };
}
