import katex from 'katex';
import { expect, test } from 'vitest';
import { UNIT_FIGURES, type UnitFigures } from '../../../../../src/common/experiment/layer-snapshot.ts';
import { filledFormula, termTex, unitFormula } from '../../../../../src/page/ui/charts/unit-formula.ts';

const figures = (some: Partial<UnitFigures>): UnitFigures => ({
  ...(Object.fromEntries(UNIT_FIGURES.map((name) => [name, 0])) as UnitFigures),
  ...some,
});

test.each([
  [0, '0'],
  [-0, '0'],
  [1, '1.00'],
  [0.2045, '0.204'],
  [-0.2, '(-0.200)'],
  [12.345, '12.3'],
  [1234.5, '1230'],
  [99_999, String.raw`1\times 10^{5}`],
  [0.00999, '0.00999'],
  [3.2e-7, String.raw`3.2\times 10^{-7}`],
  [-4.567e-12, String.raw`(-4.57\times 10^{-12})`],
  [2e8, String.raw`2\times 10^{8}`],
  [Number.NaN, String.raw`\text{NaN}`],
  [Number.POSITIVE_INFINITY, String.raw`\infty`],
  [Number.NEGATIVE_INFINITY, String.raw`(-\infty)`],
])('%d is set as %s', (value, tex) => {
  expect(termTex(value)).toBe(tex);
});

test('a formula is filled in with the numbers of the transform', () => {
  const { tex, text } = filledFormula(
    true,
    figures({ gamma: 1.03, mean: -0.2, variance: 0.64, beta: -3e-5 }),
  );
  expect(tex).toBe(
    String.raw`y = 1.03 \cdot \frac{z - (-0.200)}{\sqrt{0.640 + 10^{-5}}} + (-3\times 10^{-5})`,
  );
  expect(text).toBe('y = 1.03 · (z − (−0.20)) / √(0.64 + 1e−5) + (−3e−5)');
  expect(filledFormula(false, figures({ beta: -0.5 }))).toEqual({
    tex: 'y = z + (-0.500)',
    text: 'y = z + (−0.50)',
  });
});

test('KaTeX can set every formula, whatever the numbers', () => {
  const odd = [Number.NaN, Number.NEGATIVE_INFINITY, -1e-30, 1e30, 0];
  const formulas = odd.flatMap((value) =>
    [true, false].map((bn) =>
      filledFormula(bn, figures({ gamma: value, mean: value, variance: value, beta: value })),
    ),
  );
  for (const { tex } of [unitFormula(true), unitFormula(false), ...formulas]) {
    expect(() => katex.renderToString(tex, { strict: 'error' })).not.toThrow();
  }
});
