import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { woff2Only } from '../../../scripts/katex-fonts.ts';

test('KaTeX’s stylesheet keeps each of its fonts, as woff2 only', () => {
  const css = readFileSync('node_modules/katex/dist/katex.css', 'utf8');
  const changed = woff2Only(css);
  const faces = css.match(/@font-face/g)?.length ?? 0;
  expect(faces).toBeGreaterThan(10);
  expect(changed.match(/url\(fonts\/[\w-]+\.woff2\) format\("woff2"\);/g)).toHaveLength(faces);
  expect(changed.match(/url\(/g)).toHaveLength(faces);
  expect(changed.replaceAll(/src: [^;]*;/g, '')).toBe(css.replaceAll(/src: [^;]*;/g, ''));
});
