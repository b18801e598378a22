import { buildRunFile } from '../common/experiment/run-file.ts';
import { startHeartbeat } from './client/heartbeat.ts';
import type { Keeping } from './client/keeping.ts';
import { createKeptList } from './client/kept-list.ts';
import { takeFile } from './client/take-files.ts';
import { download } from './export/download.ts';
import { readPngLink } from './export/png-text.ts';
import { fileName } from './export/run-text.ts';
import { preferences } from './persist/preferences.ts';
import { createRunLocks } from './persist/run-locks.ts';
import { createRunStore } from './persist/run-store.ts';
import { createStudyStore } from './persist/study-store.ts';
import type { PageStore } from './store/page-store.ts';

/** A key that no other run has, in any tab. A page that is not served safely has no `randomUUID`. */
const newKey = (): string =>
  globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

/** How this browser keeps runs: its IndexedDB, its locks, and a channel between its tabs. */
export function keepRuns(store: PageStore): Keeping {
  const writer = newKey();
  const runs = createRunStore(writer);
  const locks = createRunLocks();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('normscope-runs');
  return {
    runs,
    studies: createStudyStore(writer),
    locks,
    list: createKeptList(store, { runs, locks }, channel),
    preferences,
    newKey,
    watchOver: startHeartbeat,
    take: (file) => takeFile(file, readPngLink),
    hand(_, record) {
      const text = JSON.stringify(buildRunFile(record));
      download(new Blob([text], { type: 'application/json' }), fileName('run', record, 'json'));
    },
    // Where the browser would ask the person, it does so once; whatever comes of it, the page goes on.
    askToStay: () => void navigator.storage?.persist?.().catch(() => false),
  };
}
