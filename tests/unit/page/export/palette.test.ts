import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ARM_TONES, OWN_TONES } from '../../../../src/common/experiment/arm-look.ts';
import { PALETTES, resolveColors } from '../../../../src/page/export/palette.ts';
import { channels, contrast } from '../../../fixtures/contrast.ts';

const css = readFileSync(new URL('../../../../src/page/ui/theme.css', import.meta.url), 'utf8');

/** The variables of the first rule whose selector contains a text. */
function variables(selector: string): Map<string, string> {
  const rule = css.slice(css.indexOf('{', css.indexOf(selector)), css.indexOf('}', css.indexOf(selector)));
  return new Map(
    Array.from(rule.matchAll(/--ns-([\w-]+):\s*([^;]+);/g), ([, name = '', value = '']) => [name, value]),
  );
}

test.each([
  ['light', ':root {'],
  ['dark', '[data-mantine-color-scheme="dark"] {'],
] as const)('the %s palette of pictures is the page’s', (scheme, selector) => {
  const page = variables(selector);
  for (const [name, color] of Object.entries(PALETTES[scheme]))
    expect([name, page.get(name)]).toEqual([name, color]);
});

test('variables become colours of the scheme', () => {
  const markup = '<path stroke="var(--ns-bn)" fill="var(--ns-plain-soft, red)"/>';
  expect(resolveColors(markup, 'dark')).toBe('<path stroke="#62a8ff" fill="#3a2417"/>');
});

test('a variable that pictures know nothing of is a fault, not a black line', () => {
  expect(() => resolveColors('<path fill="var(--mantine-color-red-5)"/>', 'light')).toThrow(
    '--mantine-color-red-5',
  );
});

const SCHEMES = ['light', 'dark'] as const;
test.each(SCHEMES.flatMap((scheme) => ARM_TONES.map((tone) => [scheme, tone] as const)))(
  'in the %s scheme text of %s can be read on the card and on its own soft ground',
  (scheme, tone) => {
    const palette = PALETTES[scheme];
    expect(contrast(palette[tone], palette.card)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette[tone], palette[`${tone}-soft`])).toBeGreaterThanOrEqual(4.5);
  },
);

/** What colours look like to eyes without one kind of cones (Machado et al. 2009, severity 1), in linear RGB. */
const EYES = {
  all: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
};

/** CIE L*a*b* (D65) of a colour as some eyes see it. */
function lab(color: string, eyes: readonly number[]): number[] {
  const rgb = channels(color);
  const seen = [0, 3, 6].map((row) => {
    const sum = rgb.reduce((total, value, index) => total + value * (eyes[row + index] ?? 0), 0);
    return Math.min(1, Math.max(0, sum));
  });
  const [r = 0, g = 0, b = 0] = seen;
  const [x = 0, y = 0, z = 0] = [
    (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
    0.2126 * r + 0.7152 * g + 0.0722 * b,
    (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
  ].map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (one: readonly number[], other: readonly number[]) =>
  Math.hypot(...one.map((value, index) => value - (other[index] ?? 0)));

test.each(SCHEMES)('colours given by hand are told apart by colour-blind eyes, %s', (scheme) => {
  const palette = PALETTES[scheme];
  for (const eyes of Object.values(EYES)) {
    const seen = OWN_TONES.map((tone) => lab(palette[tone], eyes));
    const gaps = seen.flatMap((one, index) => seen.slice(index + 1).map((other) => distance(one, other)));
    expect(Math.min(...gaps)).toBeGreaterThan(13);
  }
});

test.each(SCHEMES)(
  'the colours of the four kinds of arm are told apart by colour-blind eyes, %s',
  (scheme) => {
    const palette = PALETTES[scheme];
    for (const eyes of Object.values(EYES)) {
      const seen = (['bn', 'plain', 'layer', 'noisy'] as const).map((tone) => lab(palette[tone], eyes));
      const gaps = seen.flatMap((one, index) => seen.slice(index + 1).map((other) => distance(one, other)));
      expect(Math.min(...gaps)).toBeGreaterThan(13);
    }
  },
);
