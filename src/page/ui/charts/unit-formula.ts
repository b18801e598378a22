import type { UnitFigures } from '../../../common/experiment/layer-snapshot.ts';
import { figureText } from '../../export/number-text.ts';

/** A formula for KaTeX, and the same in plain text for as long as KaTeX is not there. */
export interface Formula {
  readonly tex: string;
  readonly text: string;
}

/** What a layer does to z: batch normalization, or the addition of a bias. */
export const unitFormula = (bn: boolean): Formula =>
  bn
    ? {
        tex: String.raw`y = \gamma\,\frac{z-\mu}{\sqrt{\sigma^2+\epsilon}} + \beta`,
        text: 'y = γ · (z − μ) / √(σ² + ε) + β',
      }
    : { tex: 'y = z + b', text: 'y = z + b' };

/** The same with a unit's numbers; epsilon is 1e-5. */
export function filledFormula(bn: boolean, { gamma, mean, variance, beta }: UnitFigures): Formula {
  if (!bn) return { tex: `y = z + ${termTex(beta)}`, text: `y = z + ${termText(beta)}` };
  return {
    tex: String.raw`y = ${termTex(gamma)} \cdot \frac{z - ${termTex(mean)}}{\sqrt{${termTex(variance)} + 10^{-5}}} + ${termTex(beta)}`,
    text: `y = ${termText(gamma)} · (z − ${termText(mean)}) / √(${termText(variance)} + 1e−5) + ${termText(beta)}`,
  };
}

/** A number as a term of a formula: three digits, powers of ten set as such, negative ones in parentheses. */
export function termTex(value: number): string {
  if (Number.isNaN(value)) return String.raw`\text{NaN}`;
  const size = Math.abs(value);
  const text = size === Number.POSITIVE_INFINITY ? String.raw`\infty` : sizeTex(size);
  return value < 0 ? `(-${text})` : text;
}

function sizeTex(size: number): string {
  if (size === 0) return '0';
  const [digits = '', power = ''] = size.toExponential(2).split('e');
  const exponent = Number(power);
  if (exponent < -3 || exponent > 4) return String.raw`${Number(digits)}\times 10^{${exponent}}`;
  return Number(`${digits}e${power}`).toFixed(Math.max(0, 2 - exponent));
}

function termText(value: number): string {
  const text = Number.isFinite(value) ? figureText(value) : String(value).replace('-', '\u2212');
  return value < 0 ? `(${text})` : text;
}
