import { type Mock, vi } from 'vitest';
import type { Keeping } from '../../../../src/page/client/keeping.ts';
import { createKeptList, type KeptList } from '../../../../src/page/client/kept-list.ts';
import { takeFile } from '../../../../src/page/client/take-files.ts';
import type { RunToKeep } from '../../../../src/page/persist/run-store.ts';
import type { KeptRun } from '../../../../src/page/store/kept-runs.ts';
import { checkpointAt } from '../../../fixtures/checkpoint.ts';
import { memoryLocks, memoryRuns, memoryStudies } from '../../../fixtures/keeping.ts';
import { fixtureRecord } from '../../../fixtures/record.ts';
import { soon } from '../../../fixtures/soon.ts';
import { setUp } from './set-up.ts';

type Memory = ReturnType<typeof memoryRuns>;

/** A run as it is to be kept: no two were started at the same time. */
export function runToKeep(key: string, patch: Partial<RunToKeep> = {}): RunToKeep {
  const record = fixtureRecord({ step: 30, config: { depth: 2, width: 8, steps: 60, seed: 3 } });
  const startedAt = `2026-02-03T14:05:${String(key.charCodeAt(0) % 60).padStart(2, '0')}.000Z`;
  return {
    key,
    name: `Run ${key}`,
    record: { ...record, environment: { ...record.environment, startedAt } },
    outcome: 'unfinished',
    checkpoint: checkpointAt(20),
    ...patch,
  };
}

/** A page that keeps runs in memory, its list as the real one is, and a channel that a test can speak on. */
export async function keptPage(memory: Memory = memoryRuns(), kept: readonly RunToKeep[] = []) {
  for (const run of kept) await memory.runs.save(run);
  const locks = memoryLocks();
  const studies = memoryStudies();
  const heard: ((event: unknown) => void)[] = [];
  const posted: Mock<(message: unknown) => void> = vi.fn();
  const channel = {
    postMessage: posted,
    addEventListener: (_: string, listener: unknown) => void heard.push(listener as () => void),
  };
  let list: KeptList | undefined;
  const calls = {
    hand: vi.fn<Keeping['hand']>(),
    askToStay: vi.fn<() => void>(),
    changePreferences: vi.fn<Keeping['preferences']['change']>(),
  };
  const page = setUp('', (store) => {
    list = createKeptList(store, { runs: memory.runs, locks: locks.locks }, channel);
    return {
      runs: memory.runs,
      studies: studies.studies,
      locks: locks.locks,
      list,
      hand: calls.hand,
      askToStay: calls.askToStay,
      preferences: {
        read: () => ({ whenHidden: 'train', notOffered: null, shortcuts: true }),
        change: calls.changePreferences,
      },
      take: (file) =>
        takeFile(file, (bytes) =>
          bytes.length > 8 ? { query: 'depth=4' } : { error: 'This picture has no settings.' },
        ),
    };
  });
  if (list === undefined) throw new Error('There is no list.');
  const own = list;
  await own.refresh();
  const present = () => page.store.getState().kept;
  return {
    ...page,
    ...memory,
    ...locks,
    ...calls,
    list: own,
    posted,
    memory,
    studies,
    hearOthers: () => {
      for (const listener of heard) listener({});
    },
    problem: () => present().problem,
    listed: (): readonly KeptRun[] => present().list,
    names: () =>
      present()
        .list.map(({ name }) => name)
        .toSorted(),
    /** Does something that takes its time, and waits until the list has been read anew after it. */
    async finish(act: () => void): Promise<void> {
      const before = posted.mock.calls.length;
      act();
      await soon(() => {
        if (posted.mock.calls.length === before) throw new Error('It is not done yet.');
      });
    },
  };
}
