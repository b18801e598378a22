import type { WhenHidden } from '../store/kept-runs.ts';

/** What a person can do with the runs in the browser's store. */
export interface KeptCommands {
  /** Shows a kept run as it was, in place of the present one, which is kept too; it can then go on. */
  openKept(key: string): void;
  renameKept(key: string, name: string): void;
  /** Draws its curves behind those of other runs, or no more. */
  pinKept(key: string, pinned: boolean): void;
  deleteKept(keys: readonly string[]): void;
  /** Hands the run's file to the person. */
  exportKept(key: string): void;
  /** Takes in run files; a picture of ours brings its settings. */
  importKept(files: readonly File[]): void;
  dismissOffer(): void;
  dismissStoreProblem(): void;
  dismissRescue(): void;
  setWhenHidden(when: WhenHidden): void;
}
