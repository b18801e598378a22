import type { ExperimentConfig } from './config.ts';
import { SETTINGS, type SettingValue } from './settings.ts';

const base: ExperimentConfig = {
  preset: 'deep-mlp',
  kind: SETTINGS.kind.fallback,
  depth: SETTINGS.depth.fallback,
  width: SETTINGS.width.fallback,
  blocks: SETTINGS.blocks.fallback,
  channels: SETTINGS.channels.fallback,
  widen: SETTINGS.widen.fallback,
  reduce: SETTINGS.reduce.fallback,
  activation: SETTINGS.activation.fallback,
  init: SETTINGS.init.fallback,
  initSigma: SETTINGS.initSigma.fallback,
  optimizer: SETTINGS.optimizer.fallback,
  momentum: SETTINGS.momentum.fallback,
  weightDecay: SETTINGS.weightDecay.fallback,
  warmup: SETTINGS.warmup.fallback,
  dropEvery: SETTINGS.dropEvery.fallback,
  dropFactor: SETTINGS.dropFactor.fallback,
  batch: SETTINGS.batch.fallback,
  seed: SETTINGS.seed.fallback,
  data: SETTINGS.data.fallback,
  pixels: SETTINGS.pixels.fallback,
  backend: SETTINGS.backend.fallback,
  arms: [
    { bn: true, rate: 0.1 },
    { bn: false, rate: 0.1 },
  ],
  steps: SETTINGS.steps.fallback,
  target: SETTINGS.target.fallback,
  evalEvery: SETTINGS.evalEvery.fallback,
  changes: [],
};

const bothAt = (rate: number) => [
  { bn: true, rate },
  { bn: false, rate },
];

/** The experiments a person can choose by name. */
export const PRESETS: Readonly<Record<SettingValue<'preset'>, ExperimentConfig>> = {
  'deep-mlp': base,
  'too-fast': { ...base, preset: 'too-fast', activation: 'relu', arms: bothAt(1) },
  'no-drama': { ...base, preset: 'no-drama', activation: 'relu', init: 'he', steps: 1500 },
};

/** One sentence on what each preset will show. */
export const PRESET_NOTES: Readonly<Record<SettingValue<'preset'>, string>> = {
  'deep-mlp':
    'Ten sigmoid layers: with batch normalization they learn within a few hundred steps; without it the signal dies on the way and the net stays at chance.',
  'too-fast':
    'Ten ReLU layers at a learning rate of 1: the plain net soon breaks down, the normalized one keeps learning.',
  'no-drama':
    'Ten ReLU layers with He weights: a net that learns with or without batch normalization. Expect it to be sooner there, and little else.',
};
