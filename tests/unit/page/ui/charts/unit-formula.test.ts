import katex from 'katex';
import { expect, test } from 'vitest';
import { UNIT_FIGURES, type UnitFigures } from '../../../../../src/common/experiment/layer-snapshot.ts';
import { type Norm, PAPER_NORM } from '../../../../../src/common/experiment/norm.ts';
import {
  filledFormula,
  normIn,
  termTex,
  unitFormula,
} from '../../../../../src/page/ui/charts/unit-formula.ts';

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
  const filled = filledFormula(
    PAPER_NORM,
    figures({ gamma: 1.03, mean: -0.2, variance: 0.64, beta: -3e-5 }),
    1,
  );
  expect(filled?.tex).toBe(
    String.raw`y = 1.03 \cdot \frac{z - (-0.200)}{\sqrt{0.640 + 10^{-5}}} + (-3\times 10^{-5})`,
  );
  expect(filled?.text).toBe('y = 1.03 · (z − (−0.20)) / √(0.64 + 1e-5) + (−3e-5)');
  expect(filledFormula(null, figures({ beta: -0.5 }), 1)).toEqual({
    tex: 'y = z + (-0.500)',
    text: 'y = z + (−0.50)',
  });
});

const norm = (some: Partial<Norm>): Norm => ({ ...PAPER_NORM, ...some });

test.each<[Partial<Norm>, string]>([
  [{}, 'y = γ · (z − μ) / √(σ² + ε) + β'],
  [{ centre: false }, 'y = γ · z / √(σ² + ε) + β'],
  [{ scale: false }, 'y = γ · (z − μ) + β'],
  [{ affine: false }, 'y = (z − μ) / √(σ² + ε)'],
  [{ scale: false, affine: false }, 'y = z − μ'],
  [{ centre: false, scale: false }, 'y = γ · z + β'],
  [{ kind: 'layer' }, 'y = γ · (z − μᵢ) / √(σᵢ² + ε) + β'],
  [{ kind: 'noisy' }, 'y = sᵢ · (γ · (z − μ) / √(σ² + ε) + β) + tᵢ'],
  [{ place: 'after' }, 'y = γ · (f(z) − μ) / √(σ² + ε) + β'],
])('a norm with %o is written as what it is', (some, text) => {
  expect(unitFormula(norm(some), 1).text).toBe(text);
});

test('parameters of each place are told apart where a channel has places', () => {
  const own = norm({ parameters: 'activation' });
  expect(unitFormula(own, 196).text).toBe('y = γₚ · (z − μ) / √(σ² + ε) + βₚ');
  expect(unitFormula(own, 1).text).toBe('y = γ · (z − μ) / √(σ² + ε) + β');
});

test('numbers are filled in only where they determine y, with the arm’s own epsilon', () => {
  const some = figures({ gamma: 2, mean: 0.5, variance: 0.25, beta: 0.1 });
  const filled = (own: Partial<Norm>, places = 1) => filledFormula(norm(own), some, places)?.text ?? null;
  expect(filled({ epsilon: 0.01 })).toBe('y = 2.00 · (z − 0.50) / √(0.25 + 0.010) + 0.10');
  expect(filled({ centre: false, affine: false })).toBe('y = z / √(0.25 + 1e-5)');
  expect(filled({ kind: 'layer' })).toBeNull();
  expect(filled({ kind: 'noisy' })).toBeNull();
  expect(filled({ place: 'after' })).toBeNull();
  expect(filled({ parameters: 'activation' }, 49)).toBeNull();
  expect(filled({ parameters: 'activation' })).not.toBeNull();
});

test('a norm of the last layer only leaves the others plain, and one that is off is none', () => {
  const arm = { bn: true, rate: 0.1, norm: { where: 'last' } } as const;
  expect([1, 2, 3].map((layer) => normIn(arm, layer, 3) !== null)).toEqual([false, false, true]);
  expect(normIn({ ...arm, bn: false }, 3, 3)).toBeNull();
});

test('KaTeX can set every formula, whatever the numbers', () => {
  const odd = [Number.NaN, Number.NEGATIVE_INFINITY, -1e-30, 1e30, 0];
  const kinds = [null, ...Object.values(EVERY)];
  const formulas = kinds.flatMap((one) => [
    unitFormula(one, 196),
    ...odd.map((value) =>
      filledFormula(one, figures({ gamma: value, mean: value, variance: value, beta: value }), 1),
    ),
  ]);
  for (const formula of formulas) {
    if (formula === null) continue;
    expect(() => katex.renderToString(formula.tex, { strict: 'error' })).not.toThrow();
  }
});

const EVERY = {
  paper: norm({ epsilon: 1e-7 }),
  bare: norm({ centre: false, scale: false, affine: false }),
  noisy: norm({ kind: 'noisy', parameters: 'activation' }),
  layer: norm({ kind: 'layer', place: 'after' }),
};
