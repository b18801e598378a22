import { bytesOfCheckpoint } from '../../common/experiment/checkpoint.ts';
import type { StudyCheckpoint } from '../../common/studies/study-checkpoint.ts';
import type { StudyRecord } from '../../common/studies/study-record.ts';
import { STUDY_TABLES } from './database.ts';
import { createOwnership } from './ownership.ts';
import { type ReadStudyRow, readStudyCheckpoint, readStudyRow } from './read-stored-study.ts';
import { StoreProblem } from './store-problem.ts';
import { studyRowOf } from './study-row.ts';
import { createTransactions } from './transactions.ts';

/** A study as it is to be kept. */
export interface StudyToKeep {
  readonly key: string;
  readonly record: StudyRecord;
  /** Null for one that is over. */
  readonly checkpoint: StudyCheckpoint | null;
}

/** A study as it was read back. */
export interface ReadStudy {
  readonly row: ReadStudyRow;
  /** Null where there are no weights, or they do not fit the study. */
  readonly checkpoint: StudyCheckpoint | null;
}

/** The studies in the browser's store. Everything rejects with a `StoreProblem`, and then nothing that was stored has changed. */
export interface StudyStore {
  /** Newest first. */
  list(): Promise<readonly ReadStudyRow[]>;
  /** @throws StoreProblem `taken` where another tab has made the study its own */
  save(study: StudyToKeep): Promise<void>;
  /** @returns null where it is not there any more */
  load(key: string): Promise<ReadStudy | null>;
  /** Makes a study this tab's own, so that another one cannot write into it; where there is no room to say so, once it is saved. */
  adopt(key: string): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** Curves that take more are not stored: the list reads those of all studies. */
const MOST_BYTES = 64 * 2 ** 20;

/** @param writer tells this tab from others */
export function createStudyStore(writer: string): StudyStore {
  const inTransaction = createTransactions(STUDY_TABLES);
  const ownership = createOwnership(writer);
  return {
    list: () =>
      inTransaction('readonly', async (tables) => {
        const studies = tables.objectStore('studies');
        const [keys, rows] = await Promise.all([studies.getAllKeys(), studies.getAll()]);
        return keys.map((key, index) => readStudyRow(key, rows[index])).toSorted(newestFirst);
      }),
    save: ({ checkpoint, key, record }) =>
      inTransaction('readwrite', async (tables) => {
        const [studies, weights] = [tables.objectStore('studies'), tables.objectStore('studyWeights')];
        ownership.check(key, await studies.get(key), 'study');
        const weightBytes = checkpoint === null ? 0 : bytesOfCheckpoint(checkpoint.round);
        const row = studyRowOf(key, record, writer, weightBytes);
        if (row.bytes - weightBytes > MOST_BYTES) throw tooLarge();
        await studies.put(row);
        if (checkpoint === null) await weights.delete(key);
        else await weights.put({ key, checkpoint });
      }),
    load: (key) =>
      inTransaction('readonly', async (tables) => {
        const [own, weights] = await Promise.all([
          tables.objectStore('studies').get(key),
          tables.objectStore('studyWeights').get(key),
        ]);
        if (own === undefined) return null;
        const row = readStudyRow(key, own);
        return { row, checkpoint: row.damage === null ? readStudyCheckpoint(weights, row.record) : null };
      }),
    adopt: (key) =>
      ownership.adopt(key, (found) =>
        inTransaction('readwrite', async (tables) => {
          const studies = tables.objectStore('studies');
          const before = await studies.get(key);
          if (before === undefined) return;
          found(before.writer);
          await studies.put({ ...before, writer });
        }),
      ),
    remove: (keys) =>
      inTransaction(
        'readwrite',
        async (tables) => {
          for (const key of keys) {
            await Promise.all([
              tables.objectStore('studies').delete(key),
              tables.objectStore('studyWeights').delete(key),
            ]);
          }
        },
        'delete',
      ),
  };
}

const tooLarge = () =>
  new StoreProblem(
    'full',
    'These curves are too many for the browser to keep, so what is measured is lost when the page is closed. Export it when it is done.',
  );

/** What cannot be read comes last. */
const newestFirst = (one: ReadStudyRow, other: ReadStudyRow): number => savedAt(other) - savedAt(one);

const savedAt = (row: ReadStudyRow): number => (row.damage === null ? Date.parse(row.savedAt) : 0);
