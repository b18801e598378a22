import type { ArmConfig } from '../../src/common/experiment/config.ts';
import type { DigitSet } from '../../src/training/data/dataset.ts';

/** Who trains: ours, `tf.layers`' trainOnBatch, tfjs's autodiff over a forward pass written by hand, jax-js. */
export type ContestantName = 'ours' | 'layers' | 'autodiff' | 'jax';

/**
 * What is trained, once for every arm: 784 -> depth x [dense -> (BN) -> ReLU] -> 10, or of convolutions (3 x 3, stride 2, 8 and 16
 * channels) `blocks` in their place. The peers but `layers` know only dense nets and SGD.
 */
export interface Problem {
  readonly backend: 'webgl' | 'wasm';
  readonly kind: 'dense' | 'conv';
  readonly optimizer: 'sgd' | 'adam';
  readonly depth: number;
  readonly width: number;
  readonly batch: number;
  readonly arms: readonly ArmConfig[];
  /** Ours only: looks inside all layers, as often as the page would. */
  readonly looks: boolean;
  /** jax-js only: whether it may use threads. */
  readonly threads: boolean;
}

/** The normal race: one arm with batch normalization, one without. */
export const TWIN: Problem = {
  backend: 'wasm',
  kind: 'dense',
  optimizer: 'sgd',
  depth: 10,
  width: 100,
  batch: 100,
  arms: [
    { bn: true, rate: 0.05 },
    { bn: false, rate: 0.05 },
  ],
  looks: false,
  threads: false,
};

/** A way to train a problem's arms, in a worker of its own. */
export interface Contestant {
  /** Dispatches one training step of every arm; a promise where the library makes its caller wait. */
  step(): void | Promise<void>;
  /** Waits until the device has done all steps. */
  sync(): Promise<void>;
  /** Loss of each arm in the last step. */
  losses(): Promise<readonly number[]>;
  /** Looks inside the layers so far. */
  looks(): number;
  /** What the library says it holds, e.g. tensors and bytes; empty when it says nothing. */
  memory(): Readonly<Record<string, number>>;
}

/** Starts the backend and makes ready all that a step needs: what it takes is no part of a step's time. */
export type MakeContestant = (problem: Problem, set: DigitSet) => Promise<Contestant>;
