import type { SettingValue } from './settings.ts';

/** One contestant: batch normalization on or off, and its learning rate. Everything else is shared. */
export interface ArmConfig {
  readonly bn: boolean;
  readonly rate: number;
}

/** A change to one arm in the middle of a run. It takes effect before training step `step + 1`. */
export type ArmChange =
  | { readonly kind: 'bn'; readonly step: number; readonly arm: number; readonly on: boolean }
  | { readonly kind: 'rate'; readonly step: number; readonly arm: number; readonly rate: number };

/** Everything that decides a run: two runs of one config on one backend are the same run. */
export interface ExperimentConfig {
  readonly preset: SettingValue<'preset'>;
  readonly kind: SettingValue<'kind'>;
  /** Hidden layers. */
  readonly depth: number;
  /** Units a hidden layer. */
  readonly width: number;
  readonly activation: SettingValue<'activation'>;
  readonly init: SettingValue<'init'>;
  /** Standard deviation of the initial weights when `init` is `gaussian`. */
  readonly initSigma: number;
  readonly optimizer: SettingValue<'optimizer'>;
  /** Examples a training step. */
  readonly batch: number;
  readonly seed: number;
  readonly data: SettingValue<'data'>;
  readonly backend: SettingValue<'backend'>;
  readonly arms: readonly ArmConfig[];
  /** The run ends after this many training steps. */
  readonly steps: number;
  /** The run ends when every arm still training has this test accuracy, in percent; 0 for never. */
  readonly target: number;
  /** Training steps between two tests early in the run; see `nextTestStep`. */
  readonly evalEvery: number;
  /** Changes to replay, in order of step. */
  readonly changes: readonly ArmChange[];
}

/** Number of classes: every data set here has ten. */
export const CLASSES = 10;
/** Pixels of an image, 28 x 28. */
export const PIXELS = 784;
