import type { ArmChange, ExperimentConfig } from '../../common/experiment/config.ts';
import type { StudyKind } from '../../common/studies/study.ts';

/** How a run ended, as far as it has; `viewed` is one that came from a file, and cannot go on. */
export type KeptOutcome = 'unfinished' | 'steps' | 'target' | 'all-diverged' | 'viewed';

/** What one arm of a kept run came to. */
export interface KeptArm {
  /** Of the last test, 0 to 1; null before the first. */
  readonly testAccuracy: number | null;
  readonly divergedAt: number | null;
}

/** A run in the browser's store, without its curves. */
export interface KeptRun {
  /** Never given twice, in any tab. */
  readonly key: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly savedAt: string;
  readonly config: ExperimentConfig;
  /** Training steps done. */
  readonly step: number;
  readonly outcome: KeptOutcome;
  readonly arms: readonly KeptArm[];
  /** Changes of arms during the run, those worth a word, in order of step. */
  readonly changes: readonly ArmChange[];
  /** Bytes it takes in the store, curves, looks and weights included. */
  readonly bytes: number;
  /** Drawn behind the curves of other runs. */
  readonly pinned: boolean;
  /** Whether its weights are there, so that it can go on. */
  readonly canGoOn: boolean;
  /** Another tab has it open: it can be looked at and exported there, and must not be changed here. */
  readonly elsewhere: boolean;
  /** What is wrong with what was stored, in a sentence; null where it is whole. */
  readonly damage: string | null;
}

/** A study of an earlier visit in the browser's store, without its curves. */
export interface KeptStudy {
  readonly key: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly savedAt: string;
  readonly networks: number;
  /** How much of it is measured, 0 to 1. */
  readonly share: number;
  /** Bytes it takes in the store. */
  readonly bytes: number;
}

/** What the page knows of the browser's store. */
export interface KeptRuns {
  /** `unavailable` where the browser gives none, e.g. in some private windows. */
  readonly status: 'loading' | 'ready' | 'unavailable';
  /** Newest first. */
  readonly list: readonly KeptRun[];
  /** Why the last thing asked of the store could not be done, and what helps; the run in training goes on. */
  readonly problem: string | null;
  /** Bytes of this page's runs, and what the browser allows; null where it does not tell. */
  readonly space: { readonly used: number; readonly allowed: number } | null;
  /** The run of the last visit that is offered, by its key. */
  readonly offer: string | null;
  /** The newest study of each kind that is kept and not on the page. */
  readonly studies: Readonly<Record<StudyKind, KeptStudy | null>>;
  /** Studies that cannot be read, by their keys: nobody knows of what kind they are. */
  readonly damagedStudies: readonly string[];
  /** When the present run was last saved, ISO 8601; null before the first time. */
  readonly savedAt: string | null;
  /** What the present run holds on the device, as the worker last said. */
  readonly device: { readonly tensors: number; readonly bytes: number };
}

/** What the page does while nobody sees it. */
export type WhenHidden = 'train' | 'pause';

/** What happened to the worker and how the run went on, to be read. */
export interface Rescue {
  /** What happened, in a sentence. */
  readonly cause: string;
  /** What was done about it, in a sentence; null while it is being done. */
  readonly outcome: string | null;
}

export const noKeptRuns: KeptRuns = {
  status: 'loading',
  list: [],
  problem: null,
  space: null,
  offer: null,
  studies: { ladder: null, repeats: null },
  damagedStudies: [],
  savedAt: null,
  device: { tensors: 0, bytes: 0 },
};
