import type { IDBPTransaction } from 'idb';
import { type Database, openDatabase, type TableName, type Tables } from './database.ts';
import { StoreProblem, type StoreWork } from './store-problem.ts';

/** Some tables, within one transaction. */
export type TablesOf<Names extends readonly TableName[]> = IDBPTransaction<Tables, Names, 'readwrite'>;

/**
 * Does something in one transaction: all of it or nothing.
 *
 * @throws StoreProblem and then nothing that was stored has changed
 */
export type InTransaction<Names extends readonly TableName[]> = <T>(
  mode: 'readonly' | 'readwrite',
  work: (tables: TablesOf<Names>) => Promise<T>,
  doing?: StoreWork,
) => Promise<T>;

/** Transactions over some tables. The database is opened by the first, and again after it was closed. */
export function createTransactions<Names extends readonly TableName[]>(names: Names): InTransaction<Names> {
  let opening: Promise<Database> | null = null;
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
  return async (mode, work, doing = mode === 'readonly' ? 'read' : 'store') => {
    let database = await open();
    const begin = () => database.transaction(names, mode, { durability: 'relaxed' }) as TablesOf<Names>;
    let transaction: TablesOf<Names>;
    try {
      transaction = begin();
    } catch {
      // It was closed for a newer page, or by the browser.
      opening = null;
      database = await open();
      transaction = begin();
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
      throw StoreProblem.of(transaction.error ?? error, doing);
    }
  };
}
