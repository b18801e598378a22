import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PALETTES, resolveColors } from '../../../../src/page/export/palette.ts';

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
  expect(() => resolveColors('fill="var(--mantine-color-red-5)"', 'light')).toThrow('--mantine-color-red-5');
});
