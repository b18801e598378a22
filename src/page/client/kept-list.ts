import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { PRESETS } from '../../common/experiment/presets.ts';
import type { ReadHeader } from '../persist/read-stored.ts';
import type { RunLocks } from '../persist/run-locks.ts';
import type { RunStore } from '../persist/run-store.ts';
import { readSpace } from '../persist/space.ts';
import { StoreProblem } from '../persist/store-problem.ts';
import { keptChanged } from '../store/kept-actions.ts';
import { runsToDrop } from '../store/kept-limit.ts';
import type { KeptRun } from '../store/kept-runs.ts';
import type { PageStore } from '../store/page-store.ts';
import { recordPinned } from '../store/pinned-actions.ts';

/** Keeps the page's list of kept runs as the store has it, whichever tab wrote into it. */
export interface KeptList {
  /** Reads the list anew. @param tellOthers whether this tab has changed something that others show */
  refresh(tellOthers?: boolean): Promise<void>;
  /** A run has been saved: the list is read where somebody sees it, or the run is new. */
  noteSaved(key: string): void;
  /** What a run gets that has no name. */
  newName(): string;
}

/** @param channel to the other tabs of this page */
export function createKeptList(
  store: PageStore,
  { runs, locks }: { readonly runs: RunStore; readonly locks: RunLocks },
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'> | null,
): KeptList {
  const update = store.setState;
  /** The newest reading: what an older one brings after it is out of date. */
  let reading = 0;
  async function refresh(tellOthers = false): Promise<void> {
    reading += 1;
    const own = reading;
    try {
      const [rows, elsewhere, space] = await Promise.all([runs.list(), locks.elsewhere(), readSpace()]);
      const list = rows
        .map((row) => keptRun(row, elsewhere))
        .sort((one, other) => other.savedAt.localeCompare(one.savedAt));
      if (own === reading) update((state) => keptChanged(state, { status: 'ready', list, space }));
    } catch (error) {
      const { kind, message } = StoreProblem.of(error, 'read');
      update((state) =>
        keptChanged(state, kind === 'none' ? { status: 'unavailable' } : { problem: message }),
      );
    }
    if (tellOthers) channel?.postMessage('changed');
  }
  /** Makes room for newer runs; see `runsToDrop`. */
  async function dropOldest(): Promise<void> {
    const { kept, run } = store.getState();
    const keys = runsToDrop(kept.list, run?.key ?? null);
    if (keys.length === 0) return;
    const claims = await Promise.all(keys.map((key) => locks.claim(key)));
    const free = keys.filter((_, index) => claims[index]);
    try {
      await runs.remove(free);
    } catch (error) {
      update((state) => keptChanged(state, { problem: StoreProblem.of(error, 'delete').message }));
    } finally {
      for (const key of free) locks.release(key);
    }
    await refresh(true);
  }
  channel?.addEventListener('message', () => void refresh());
  store.subscribe(({ view }, before) => {
    if (view === 'kept' && before.view !== 'kept') void refresh();
  });
  return {
    refresh,
    noteSaved(key) {
      const { kept, view } = store.getState();
      const isNew = !kept.list.some((run) => run.key === key);
      if (isNew) void refresh(true).then(dropOldest);
      else if (view === 'kept') void refresh();
    },
    newName() {
      const taken = store
        .getState()
        .kept.list.map(({ name }) => Number(/^Run (\d{1,9})$/.exec(name)?.[1] ?? 0));
      return `Run ${Math.max(0, ...taken) + 1}`;
    },
  };
}

/** Brings back what a visit begins with: the list, the pinned runs, and the run that may be offered. */
export async function beginVisit(
  store: PageStore,
  list: KeptList,
  runs: RunStore,
  notOffered: string | null,
): Promise<void> {
  await list.refresh();
  const { kept, run } = store.getState();
  const newest = kept.list.find(({ key }) => key !== run?.key);
  if (newest !== undefined && isOffered(newest) && newest.key !== notOffered)
    store.setState((state) => keptChanged(state, { offer: newest.key }));
  for (const own of kept.list.filter(({ damage, pinned }) => pinned && damage === null).toReversed()) {
    const { record } = await runs.load(own.key, own.config, false).catch(() => ({ record: null }));
    if (record !== null) store.setState((state) => recordPinned(state, record, own.name));
  }
}

const isOffered = ({ canGoOn, damage, elsewhere, outcome }: KeptRun): boolean =>
  outcome === 'unfinished' && canGoOn && damage === null && !elsewhere;

/** What stands for the settings and the date of a run that cannot be read. */
const NO_CONFIG: ExperimentConfig = { ...PRESETS['deep-mlp'], arms: [] };
const NO_DATE = new Date(0).toISOString();

function keptRun(row: ReadHeader, elsewhere: ReadonlySet<string>): KeptRun {
  if (!('header' in row)) {
    return {
      key: row.key,
      name: 'A damaged run',
      startedAt: NO_DATE,
      savedAt: NO_DATE,
      config: NO_CONFIG,
      step: 0,
      outcome: 'viewed',
      arms: [],
      changes: [],
      bytes: 0,
      pinned: false,
      canGoOn: false,
      elsewhere: elsewhere.has(row.key),
      damage: row.damage,
    };
  }
  const { config: _, version: __, writer: ___, ...header } = row.header;
  const { changes = [] } = header;
  return { ...header, changes, config: row.config, elsewhere: elsewhere.has(header.key), damage: row.damage };
}
