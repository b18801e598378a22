import { type DBSchema, type IDBPDatabase, openDB, type StoreNames } from 'idb';
import { StoreProblem } from './store-problem.ts';
import type { Curves, Header } from './stored-shapes.ts';
import type { StudyRow } from './stored-study-shapes.ts';

const NAME = 'normscope';
/** 2 has tables of studies. */
const VERSION = 2;

/** What is read may be anything: it was written by another version, or damaged. */
export interface Tables extends DBSchema {
  runs: { key: string; value: Header };
  curves: { key: string; value: Curves };
  weights: { key: string; value: { key: string; checkpoint: unknown } };
  /** Looks inside the layers, one row each, so that those stored before need not be written again. */
  looks: { key: [string, number]; value: { key: string; step: number; snapshot: unknown } };
  /** All of a study but its weights. */
  studies: { key: string; value: StudyRow };
  studyWeights: { key: string; value: { key: string; checkpoint: unknown } };
}
export type TableName = StoreNames<Tables>;
export const RUN_TABLES = ['runs', 'curves', 'weights', 'looks'] as const;
export const STUDY_TABLES = ['studies', 'studyWeights'] as const;

/** What tells the rows of each table apart. */
const KEY_PATHS: Readonly<Record<TableName, string | string[]>> = {
  runs: 'key',
  curves: 'key',
  weights: 'key',
  looks: ['key', 'step'],
  studies: 'key',
  studyWeights: 'key',
};
export type Database = IDBPDatabase<Tables>;

/**
 * Opens the page's database; makes it on the first visit, and what is missing of it on a later one.
 *
 * @param onClosed the browser has closed it, e.g. because the person cleared the site's data
 * @throws StoreProblem where the browser gives none, a newer page has been here, or an older one is open and does not let go
 */
export function openDatabase(onClosed: () => void): Promise<Database> {
  return new Promise((resolve, reject) => {
    let isGivenUp = false;
    const open = async () =>
      openDB<Tables>(NAME, VERSION, {
        // What an older page has stored stays as it is.
        upgrade(made) {
          for (const table of Object.keys(KEY_PATHS) as TableName[]) {
            if (made.objectStoreNames.contains(table)) continue;
            made.createObjectStore(table, { keyPath: KEY_PATHS[table] });
          }
        },
        blocked() {
          isGivenUp = true;
          reject(new StoreProblem('blocked', BLOCKED));
        },
        // A newer page in another tab wants to change the tables: it goes first.
        blocking(_current, _wanted, event) {
          if (event.target instanceof IDBDatabase) event.target.close();
        },
        terminated: onClosed,
      });
    open().then(
      (database) => (isGivenUp ? database.close() : resolve(database)),
      (error: unknown) => reject(StoreProblem.of(error, 'open')),
    );
  });
}

const BLOCKED =
  'Another tab has an older version of this page open, which keeps its storage from being updated, so nothing is saved here. Close that tab or reload it.';

/** All rows of one run in a table of looks. */
export const looksOf = (key: string): IDBKeyRange =>
  IDBKeyRange.bound([key, 0], [key, Number.POSITIVE_INFINITY]);
