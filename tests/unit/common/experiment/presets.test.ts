import { describe, expect, it } from 'vitest';
import { followsPreset } from '../../../../src/common/experiment/follows-preset.ts';
import { formatLink, parseLink } from '../../../../src/common/experiment/link.ts';
import {
  describeMeasurement,
  type MeasuredArm,
} from '../../../../src/common/experiment/preset-measurements.ts';
import { PRESET_NOTES, PRESETS, presetData } from '../../../../src/common/experiment/presets.ts';
import { SETTINGS } from '../../../../src/common/experiment/settings.ts';

const presets = Object.keys(SETTINGS.preset.values) as (keyof typeof PRESETS)[];

describe('a preset', () => {
  it.each(presets)('%s is an experiment within the bounds of all settings, and follows itself', (name) => {
    const config = PRESETS[name];
    expect(config.preset).toBe(name);
    expect(parseLink(new URLSearchParams(formatLink(config)))).toMatchObject({ config, problems: [] });
    expect(parseLink([['preset', name]]).config).toEqual(config);
    expect(followsPreset(config)).toBe(true);
  });

  it.each(presets)('%s says what it shows, where it comes from and what to look for', (name) => {
    const { look, note, source } = PRESET_NOTES[name];
    expect(note).toMatch(/^[A-Z].*\.$/);
    expect(look).toMatch(/^[A-Z].*\.$/);
    expect(source.text).toMatch(/\d{4}/);
    expect(source.url ?? 'https://').toMatch(/^https:\/\//);
  });

  it('is left when a switch of an arm is set, not when an arm is named, coloured or given other data or seeds', () => {
    const config = PRESETS['deep-mlp'];
    const withArm = (patch: object) => ({
      ...config,
      arms: config.arms.map((arm) => ({ ...arm, ...patch })),
    });
    expect(followsPreset(withArm({ norm: { place: 'after' } }))).toBe(false);
    expect(followsPreset(withArm({ name: 'mine', color: 2 }))).toBe(true);
    expect(followsPreset({ ...config, data: 'files', seed: 5, steps: 7 })).toBe(true);
    expect(followsPreset({ ...config, pixels: 'binary' })).toBe(false);
    expect(followsPreset({ ...config, optimizer: 'adam' })).toBe(false);
  });

  it('brings its own data where they are part of it, and takes none that are of no use to it', () => {
    expect(presetData('deep-linear', 'mnist')).toBe('gaussian');
    expect(presetData('deep-mlp', 'generated')).toBe('generated');
    expect(presetData('deep-mlp', 'gaussian')).toBe('mnist');
    expect(followsPreset({ ...PRESETS['deep-linear'], data: 'mnist' })).toBe(false);
    expect(followsPreset({ ...PRESETS['cnn'], data: 'gaussian' })).toBe(false);
  });
});

describe('what was measured of a preset', () => {
  const row: MeasuredArm = {
    arm: 'A · Plain',
    unit: 'test accuracy',
    mean: 0.9712,
    spread: 0.0031,
    n: 3,
    diverged: 0,
  };
  const measured = (one: MeasuredArm) =>
    describeMeasurement({
      command: 'npm run measure -- --preset cnn',
      steps: 1000,
      seeds: [1, 2, 3],
      renderer: 'WebAssembly with SIMD',
      data: 'MNIST',
      rows: [one],
    });

  it('is told with its steps, seeds, mean and spread', () => {
    expect(measured(row)).toBe(
      'Test accuracy after 1,000 steps, seeds 1, 2, 3: A · Plain 97.1\u202f% ± 0.3. Measured on MNIST.',
    );
  });

  it('says how often an arm broke down, and gives no score where it always did', () => {
    expect(measured({ ...row, n: 2, diverged: 1 })).toContain('97.1\u202f% ± 0.3, and broke down in 1 of 3');
    expect(measured({ ...row, mean: null, spread: null, n: 0, diverged: 3 })).toContain(
      'A · Plain broke down in 3 of 3.',
    );
    expect(measured({ ...row, spread: null, n: 1, diverged: 2 })).toContain(
      'A · Plain 97.1\u202f%, and broke',
    );
  });

  it('is nothing where nothing was', () => {
    expect(describeMeasurement(null)).toBe('');
  });
});
