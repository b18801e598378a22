import type { ArmConfig, ExperimentConfig } from './config.ts';
import { PRESET_FIGURES } from './preset-figures.ts';
import { describeMeasurement } from './preset-measurements.ts';
import { PRESET_TEXTS, type PresetText } from './preset-texts.ts';
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
  transpose: SETTINGS.transpose.fallback,
  backend: SETTINGS.backend.fallback,
  arms: [
    { bn: true, rate: 0.1 },
    { bn: false, rate: 0.1 },
  ],
  steps: SETTINGS.steps.fallback,
  target: SETTINGS.target.fallback,
  evalEvery: SETTINGS.evalEvery.fallback,
  probeEvery: SETTINGS.probeEvery.fallback,
  ribbonsEvery: SETTINGS.ribbonsEvery.fallback,
  changes: [],
};

const bothAt = (rate: number) => [
  { bn: true, rate },
  { bn: false, rate },
];

const threeAt = (rate: number): readonly ArmConfig[] => [
  { bn: true, rate },
  { bn: true, rate, norm: { kind: 'layer' } },
  { bn: false, rate },
];

/** The experiments a person can choose by name. */
export const PRESETS: Readonly<Record<SettingValue<'preset'>, ExperimentConfig>> = {
  'deep-mlp': base,
  'too-fast': { ...base, preset: 'too-fast', activation: 'relu', arms: bothAt(1) },
  'no-drama': { ...base, preset: 'no-drama', activation: 'relu', init: 'he', steps: 1500 },
  'paper-figure-1': {
    ...base,
    preset: 'paper-figure-1',
    depth: 3,
    init: 'gaussian',
    initSigma: 0.1,
    batch: 60,
    pixels: 'binary',
    steps: 50_000,
    evalEvery: 500,
  },
  cnn: { ...base, preset: 'cnn', kind: 'conv', activation: 'relu', init: 'he', steps: 1000 },
  'small-batches': {
    ...base,
    preset: 'small-batches',
    depth: 5,
    activation: 'relu',
    init: 'he',
    batch: 4,
    arms: threeAt(0.05),
  },
  'deep-linear': {
    ...base,
    preset: 'deep-linear',
    depth: 25,
    width: 50,
    activation: 'linear',
    batch: 500,
    data: 'gaussian',
    arms: bothAt(0.003),
    steps: 1000,
    evalEvery: 10,
  },
};

/** The data of a preset: its own where they are part of the experiment, else those that a person has, unless they are of no use to it. */
export function presetData(
  preset: SettingValue<'preset'>,
  current: SettingValue<'data'>,
): SettingValue<'data'> {
  const own = PRESETS[preset].data;
  return own === 'gaussian' || current === 'gaussian' ? own : current;
}

/** What a preset is about, and what was measured of it; empty where nothing was. */
export interface PresetNotes extends PresetText {
  readonly measured: string;
  /** Repeats the measurement. */
  readonly command: string;
}

const notesOf = (preset: SettingValue<'preset'>): PresetNotes => ({
  ...PRESET_TEXTS[preset],
  measured: describeMeasurement(PRESET_FIGURES[preset]),
  command: PRESET_FIGURES[preset]?.command ?? '',
});

export const PRESET_NOTES: Readonly<Record<SettingValue<'preset'>, PresetNotes>> = {
  'deep-mlp': notesOf('deep-mlp'),
  'too-fast': notesOf('too-fast'),
  'no-drama': notesOf('no-drama'),
  'paper-figure-1': notesOf('paper-figure-1'),
  cnn: notesOf('cnn'),
  'small-batches': notesOf('small-batches'),
  'deep-linear': notesOf('deep-linear'),
};
