import type { ArmConfig } from '../../../common/experiment/config.ts';
import type { UnitFigures } from '../../../common/experiment/layer-snapshot.ts';
import { type Norm, normOf } from '../../../common/experiment/norm.ts';
import { figureText } from '../../export/number-text.ts';
import { type NormTerms, noisyOf, normalisedBy, TEX, TEXT } from './norm-notation.ts';

/** A formula for KaTeX, and the same in plain text for as long as KaTeX is not there. */
export interface Formula {
  readonly tex: string;
  readonly text: string;
}

/**
 * The normalization of an arm in a layer; null where it has none.
 *
 * @param layer 1 is the layer next to the pixels
 * @param layers how many hidden layers there are
 */
export function normIn(arm: ArmConfig | undefined, layer: number, layers: number): Norm | null {
  if (!arm?.bn) return null;
  const norm = normOf(arm);
  return norm.where === 'all' || layer === layers ? norm : null;
}

/** Whether each place of a channel has a gamma and a beta of its own. */
export const isPerPlace = ({ parameters }: Norm, places: number): boolean =>
  parameters === 'activation' && places > 1;

/**
 * What a layer does to z: normalization with the arm's switches, or the addition of a bias.
 *
 * @param places at which a channel's values are; 1 in a dense layer
 */
export function unitFormula(norm: Norm | null, places: number): Formula {
  if (norm === null) return { tex: 'y = z + b', text: 'y = z + b' };
  const u = norm.place === 'after' ? 'f(z)' : 'z';
  const [ofImage, ofPlace] = [norm.kind === 'layer', isPerPlace(norm, places)];
  const tex: NormTerms = {
    u,
    mean: ofImage ? String.raw`\mu_i` : String.raw`\mu`,
    variance: ofImage ? String.raw`\sigma_i^2` : String.raw`\sigma^2`,
    epsilon: String.raw`\epsilon`,
    gamma: ofPlace ? String.raw`\gamma_p` : String.raw`\gamma`,
    beta: ofPlace ? String.raw`\beta_p` : String.raw`\beta`,
  };
  const text: NormTerms = {
    u,
    mean: ofImage ? 'μᵢ' : 'μ',
    variance: ofImage ? 'σᵢ²' : 'σ²',
    epsilon: 'ε',
    gamma: ofPlace ? 'γₚ' : 'γ',
    beta: ofPlace ? 'βₚ' : 'β',
  };
  return {
    tex: `y = ${noisyOf(norm, normalisedBy(norm, tex, { ...TEX, times: String.raw`\,` }), TEX)}`,
    text: `y = ${noisyOf(norm, normalisedBy(norm, text, TEXT), TEXT)}`,
  };
}

/**
 * The same with a unit's numbers; null where those do not determine y: where statistics are an image's own, with noise, with
 * parameters that are a place's own, and after the activation.
 */
export function filledFormula(norm: Norm | null, figures: UnitFigures, places: number): Formula | null {
  const { gamma, mean, variance, beta } = figures;
  if (norm === null) return { tex: `y = z + ${termTex(beta)}`, text: `y = z + ${termText(beta)}` };
  if (norm.kind !== 'batch' || norm.place === 'after' || isPerPlace(norm, places)) return null;
  const terms = (of: (value: number) => string, epsilon: string): NormTerms => ({
    u: 'z',
    mean: of(mean),
    variance: of(variance),
    epsilon,
    gamma: of(gamma),
    beta: of(beta),
  });
  return {
    tex: `y = ${normalisedBy(norm, terms(termTex, epsilonTex(norm.epsilon)), TEX)}`,
    text: `y = ${normalisedBy(norm, terms(termText, figureText(norm.epsilon)), TEXT)}`,
  };
}

/** A power of ten is set without the 1 before it. */
const epsilonTex = (epsilon: number): string => sizeTex(epsilon).replace(/^1\\times /, '');

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
