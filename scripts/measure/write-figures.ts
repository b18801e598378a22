import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { PRESET_FIGURES } from '../../src/common/experiment/preset-figures.ts';

type Figures = typeof PRESET_FIGURES;

/** Where measurements are kept, from the project's root. */
export const FIGURES_PATH = 'src/common/experiment/preset-figures.ts';

/** The source of the table of measurements, but for its format. */
export const figuresSource = (
  figures: Figures,
): string => `import type { PresetMeasurement } from './preset-measurements.ts';
import type { SettingValue } from './settings.ts';

/** Written by \`npm run measure\`; null for what was not measured. */
export const PRESET_FIGURES: Readonly<Record<SettingValue<'preset'>, PresetMeasurement | null>> =
${JSON.stringify(figures)};
`;

/** Puts some measurements in the place of older ones. */
export function writeFigures(measured: Partial<Figures>): void {
  writeFileSync(FIGURES_PATH, figuresSource({ ...PRESET_FIGURES, ...measured }));
  const biome = 'node_modules/@biomejs/biome/bin/biome';
  execFileSync(process.execPath, [biome, 'format', '--write', FIGURES_PATH], { stdio: 'pipe' });
}
