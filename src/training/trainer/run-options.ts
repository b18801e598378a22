import type { Checkpoint } from '../../common/experiment/checkpoint.ts';

/** Why a run is over: it has done its steps, reached its target, or has no arm left. */
export type EndReason = 'steps' | 'target' | 'all-diverged';

/** What a run tells while it trains. */
export interface RunListener {
  /** There may be new telemetry to take. Called often. */
  onProgress(): void;
  /** What it does from now on. When it stops is told by the promise of `train`. */
  onState(state: 'training' | 'testing' | 'probing'): void;
  /** A checkpoint has been made; all that led to it has been told before. Without a listener none is made. */
  onCheckpoint?(checkpoint: Checkpoint): void;
}

/** How a run that is part of a study differs from one that somebody watches. */
export interface RunOptions {
  /** Of as many arms in a row each; the config's own where there is one. */
  readonly seeds?: readonly number[];
  /** Whether somebody looks inside the layers. */
  readonly looks?: boolean;
  /** The step of the next test after one at `step`; the first comes after -1. */
  readonly nextTest?: (step: number) => number;
  /** Steps at which the landscape is not measured by the plan. */
  readonly skipProbesAt?: readonly number[];
  /** Shortest time between two checkpoints, in milliseconds; 0 for as many as can be. */
  readonly saveEveryMs?: number;
  /** Whether a checkpoint may be made now; always where it is left out. */
  readonly maySave?: () => boolean;
}
