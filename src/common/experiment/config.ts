import type { Norm } from './norm.ts';
import type { SettingValue } from './settings.ts';

/** One contestant: normalization on or off and of which kind, and its learning rate. Everything else is shared. */
export interface ArmConfig {
  /** Whether normalization is on, of whatever kind. */
  readonly bn: boolean;
  readonly rate: number;
  /** The switches that are not as in the paper; see `normOf`. */
  readonly norm?: Partial<Norm>;
  /** Given by hand; without one an arm is called by its letter and its kind. */
  readonly name?: string;
  /** Given by hand, a place in the palette from 1; without one the colour says the kind. */
  readonly color?: number;
}

/** A change to one arm in the middle of a run. It takes effect before training step `step + 1`. */
export type ArmChange =
  | { readonly kind: 'bn'; readonly step: number; readonly arm: number; readonly on: boolean }
  | { readonly kind: 'rate'; readonly step: number; readonly arm: number; readonly rate: number };

/** Everything that decides a run: two runs of one config on one backend are the same run. */
export interface ExperimentConfig {
  readonly preset: SettingValue<'preset'>;
  readonly kind: SettingValue<'kind'>;
  /** Hidden layers of a dense net. */
  readonly depth: number;
  /** Units a hidden layer of a dense net. */
  readonly width: number;
  /** Blocks of a convolutional net. */
  readonly blocks: number;
  /** Channels of the first block; see `channelsOf`. */
  readonly channels: number;
  readonly widen: SettingValue<'widen'>;
  readonly reduce: SettingValue<'reduce'>;
  readonly activation: SettingValue<'activation'>;
  readonly init: SettingValue<'init'>;
  /** Standard deviation of the initial weights when `init` is `gaussian`. */
  readonly initSigma: number;
  readonly optimizer: SettingValue<'optimizer'>;
  /** Of the optimizers `momentum` and `nesterov`. */
  readonly momentum: number;
  /** Decoupled (Loshchilov & Hutter 2019, equation 9): each step takes rate * weightDecay of W off W. */
  readonly weightDecay: number;
  /** Steps over which the learning rate grows evenly to its full size; 0 for none. */
  readonly warmup: number;
  /** Steps after which the learning rate is multiplied by `dropFactor`, again and again; 0 for never. */
  readonly dropEvery: number;
  readonly dropFactor: number;
  /** Examples a training step. */
  readonly batch: number;
  readonly seed: number;
  readonly data: SettingValue<'data'>;
  /** Pixels as they are, or 0 and 1. */
  readonly pixels: SettingValue<'pixels'>;
  /** Rows of the images become columns, for files that hold them the other way round, as EMNIST's do. */
  readonly transpose: SettingValue<'transpose'>;
  readonly backend: SettingValue<'backend'>;
  readonly arms: readonly ArmConfig[];
  /** The run ends after this many training steps. */
  readonly steps: number;
  /** The run ends when every arm still training has this test accuracy, in percent; 0 for never. */
  readonly target: number;
  /** Training steps between two tests early in the run; see `nextTestStep`. */
  readonly evalEvery: number;
  /** Training steps between two step-size probes; 0 for none. */
  readonly probeEvery: number;
  /** Training steps between two ribbons of the landscape; 0 for none. */
  readonly ribbonsEvery: number;
  /** Changes to replay, in order of step. */
  readonly changes: readonly ArmChange[];
}

/** Number of classes: every data set here has ten. */
export const CLASSES = 10;
/** Pixels of an image, 28 x 28. */
export const PIXELS = 784;
/** Rows and columns of an image. */
export const IMAGE_SIDE = 28;
/** No block has more channels. */
const MOST_CHANNELS = 64;

/** Channels of each block: the first one's, twice as many in each block after it where `widen` says so, 64 at most. */
export const channelsOf = ({
  blocks,
  channels,
  widen,
}: Pick<ExperimentConfig, 'blocks' | 'channels' | 'widen'>): readonly number[] =>
  Array.from({ length: blocks }, (_, block) =>
    Math.min(MOST_CHANNELS, channels * (widen === 'double' ? 2 ** block : 1)),
  );

/** Hidden layers: those of a dense net, or the blocks of a convolutional one. */
export const hiddenLayers = ({
  blocks,
  depth,
  kind,
}: Pick<ExperimentConfig, 'kind' | 'depth' | 'blocks'>): number => (kind === 'conv' ? blocks : depth);
