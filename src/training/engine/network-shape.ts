import type { ExperimentConfig } from '../../common/experiment/config.ts';

/** The parts of a config that decide the network, its first weights and how it is trained. */
export type NetworkShape = Pick<
  ExperimentConfig,
  | 'kind'
  | 'depth'
  | 'width'
  | 'blocks'
  | 'channels'
  | 'widen'
  | 'reduce'
  | 'activation'
  | 'init'
  | 'initSigma'
  | 'seed'
  | 'batch'
  | 'optimizer'
  | 'momentum'
  | 'weightDecay'
  | 'warmup'
  | 'dropEvery'
  | 'dropFactor'
> & {
  /** Images of a pass of a test, where it is not as many as `testChunk` finds. */
  readonly testPass?: number;
};
