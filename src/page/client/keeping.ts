import type { Preferences } from '../persist/preferences.ts';
import type { RunLocks } from '../persist/run-locks.ts';
import type { RunStore } from '../persist/run-store.ts';
import type { StudyStore } from '../persist/study-store.ts';
import type { Heartbeat, Pulse } from './heartbeat.ts';
import type { KeptHost } from './kept-commands.ts';
import type { KeptList } from './kept-list.ts';
import type { Patience } from './rescue.ts';
import type { TakenFile } from './take-files.ts';

/** What the page's commands need to keep runs and to bring them back. */
export interface Keeping extends Pick<KeptHost, 'hand' | 'askToStay'> {
  /** Reads a run file or a picture that a person chose. */
  take(file: File): Promise<TakenFile>;
  readonly runs: RunStore;
  readonly studies: StudyStore;
  readonly locks: RunLocks;
  readonly list: KeptList;
  readonly preferences: { read(): Preferences; change(patch: Partial<Preferences>): void };
  newKey(): string;
  watchOver(pulse: Pulse): Heartbeat;
  /** How often a backend may be lost before another one is taken; the usual where it is left out. */
  readonly patience?: Patience;
}
