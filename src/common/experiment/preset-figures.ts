import type { PresetMeasurement } from './preset-measurements.ts';
import type { SettingValue } from './settings.ts';

/** Written by `npm run measure`; null for what was not measured. */
export const PRESET_FIGURES: Readonly<Record<SettingValue<'preset'>, PresetMeasurement | null>> = {
  'deep-mlp': {
    command: 'npm run measure -- --preset deep-mlp --seeds 1,2,3',
    steps: 3000,
    seeds: [1, 2, 3],
    renderer: 'WebAssembly with SIMD on one processor core',
    data: 'MNIST (60,000 + 10,000)',
    rows: [
      {
        arm: 'A · Batch normalization',
        unit: 'test accuracy',
        mean: 0.96,
        spread: 0.00613,
        n: 3,
        diverged: 0,
      },
      { arm: 'B · Plain', unit: 'test accuracy', mean: 0.10343, spread: 0.0091, n: 3, diverged: 0 },
    ],
  },
  'too-fast': {
    command: 'npm run measure -- --preset too-fast --seeds 1,2,3',
    steps: 3000,
    seeds: [1, 2, 3],
    renderer: 'WebAssembly with SIMD on one processor core',
    data: 'MNIST (60,000 + 10,000)',
    rows: [
      {
        arm: 'A · Batch normalization',
        unit: 'test accuracy',
        mean: 0.97653,
        spread: 0.00137,
        n: 3,
        diverged: 0,
      },
      { arm: 'B · Plain', unit: 'test accuracy', mean: 0.10725, spread: 0.00884, n: 2, diverged: 1 },
    ],
  },
  'no-drama': {
    command: 'npm run measure -- --preset no-drama --seeds 1,2,3',
    steps: 1500,
    seeds: [1, 2, 3],
    renderer: 'WebAssembly with SIMD on one processor core',
    data: 'MNIST (60,000 + 10,000)',
    rows: [
      {
        arm: 'A · Batch normalization',
        unit: 'test accuracy',
        mean: 0.96817,
        spread: 0.00159,
        n: 3,
        diverged: 0,
      },
      { arm: 'B · Plain', unit: 'test accuracy', mean: 0.9602, spread: 0.00295, n: 3, diverged: 0 },
    ],
  },
  'paper-figure-1': {
    command: 'npm run measure -- --preset paper-figure-1 --seeds 1,2,3',
    steps: 50000,
    seeds: [1, 2, 3],
    renderer: 'WebAssembly with SIMD on one processor core',
    data: 'MNIST (60,000 + 10,000)',
    rows: [
      {
        arm: 'A · Batch normalization',
        unit: 'test accuracy',
        mean: 0.9731,
        spread: 0.00087,
        n: 3,
        diverged: 0,
      },
      { arm: 'B · Plain', unit: 'test accuracy', mean: 0.96973, spread: 0.00042, n: 3, diverged: 0 },
    ],
  },
  cnn: {
    command: 'npm run measure -- --preset cnn --seeds 1,2,3',
    steps: 1000,
    seeds: [1, 2, 3],
    renderer: 'WebAssembly with SIMD on one processor core',
    data: 'MNIST (60,000 + 10,000)',
    rows: [
      {
        arm: 'A · Batch normalization',
        unit: 'test accuracy',
        mean: 0.9707,
        spread: 0.00202,
        n: 3,
        diverged: 0,
      },
      { arm: 'B · Plain', unit: 'test accuracy', mean: 0.966, spread: 0.00201, n: 3, diverged: 0 },
    ],
  },
  'small-batches': {
    command: 'npm run measure -- --preset small-batches --seeds 1,2,3',
    steps: 3000,
    seeds: [1, 2, 3],
    renderer: 'WebAssembly with SIMD on one processor core',
    data: 'MNIST (60,000 + 10,000)',
    rows: [
      {
        arm: 'A · Batch normalization',
        unit: 'test accuracy',
        mean: 0.81113,
        spread: 0.02276,
        n: 3,
        diverged: 0,
      },
      {
        arm: 'B · Layer normalization',
        unit: 'test accuracy',
        mean: 0.89913,
        spread: 0.01316,
        n: 3,
        diverged: 0,
      },
      { arm: 'C · Plain', unit: 'test accuracy', mean: 0.90123, spread: 0.0089, n: 3, diverged: 0 },
    ],
  },
  'deep-linear': {
    command: 'npm run measure -- --preset deep-linear --seeds 1,2,3',
    steps: 1000,
    seeds: [1, 2, 3],
    renderer: 'WebAssembly with SIMD on one processor core',
    data: 'Gaussian noise (500 + 500)',
    rows: [
      {
        arm: 'A · Batch normalization',
        unit: 'test accuracy',
        mean: 0.71,
        spread: 0.00917,
        n: 3,
        diverged: 0,
      },
      { arm: 'B · Plain', unit: 'test accuracy', mean: 0.45, spread: 0.0406, n: 3, diverged: 0 },
    ],
  },
};
