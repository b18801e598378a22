import { expect, test } from 'vitest';
import { ARM_TONES } from '../../../../../src/common/experiment/arm-look.ts';
import { PALETTES } from '../../../../../src/page/export/palette.ts';
import { cellShade, DEEPEST } from '../../../../../src/page/ui/studies/cell-shade.ts';
import { contrast, mixed } from '../../../../fixtures/contrast.ts';

test('a cell is the deeper the better it does, paler while in training, and blank where it broke down', () => {
  const cell = { accuracy: 0.5, divergedAt: null, isFinished: true };
  expect(cellShade(cell)).toBe(DEEPEST.over / 2);
  expect(cellShade({ ...cell, isFinished: false })).toBe(DEEPEST.open / 2);
  expect(cellShade({ ...cell, accuracy: null })).toBe(0);
  expect(cellShade({ ...cell, divergedAt: 14 })).toBe(0);
});

test.each((['light', 'dark'] as const).flatMap((scheme) => ARM_TONES.map((tone) => [scheme, tone] as const)))(
  'in the %s scheme text can be read on the deepest cells of %s',
  (scheme, tone) => {
    const palette = PALETTES[scheme];
    const ground = (share: number) => mixed(share, palette[tone], palette.card);
    expect(contrast(palette.ink, ground(DEEPEST.over))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.soft, ground(DEEPEST.open))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.bad, palette.card)).toBeGreaterThanOrEqual(4.5);
  },
);
