import type { PresetMeasurement } from './preset-measurements.ts';
import type { SettingValue } from './settings.ts';

/** Written by `npm run measure`; null for what was not measured. */
export const PRESET_FIGURES: Readonly<Record<SettingValue<'preset'>, PresetMeasurement | null>> = {
  'deep-mlp': null,
  'too-fast': null,
  'no-drama': null,
  'paper-figure-1': null,
  cnn: null,
  'small-batches': null,
  'deep-linear': null,
};
