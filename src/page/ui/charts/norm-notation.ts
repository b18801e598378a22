import type { Norm } from '../../../common/experiment/norm.ts';

/** How formulas are written. */
export interface Notation {
  readonly minus: string;
  readonly times: string;
  readonly fraction: (above: string, below: string) => string;
  readonly root: (inside: string) => string;
  /** Parentheses as high as what they hold. */
  readonly group: (inside: string) => string;
  /** The scale and the shift of a noisy norm, each image's own. */
  readonly noise: readonly [scale: string, shift: string];
}

export const TEX: Notation = {
  minus: ' - ',
  times: String.raw` \cdot `,
  fraction: (above, below) => String.raw`\frac{${above}}{${below}}`,
  root: (inside) => String.raw`\sqrt{${inside}}`,
  group: (inside) => String.raw`\left(${inside}\right)`,
  noise: ['s_i', 't_i'],
};

export const TEXT: Notation = {
  minus: ' − ',
  times: ' · ',
  fraction: (above, below) => `${above.includes(' ') ? `(${above})` : above} / ${below}`,
  root: (inside) => `√(${inside})`,
  group: (inside) => `(${inside})`,
  noise: ['sᵢ', 'tᵢ'],
};

/** What stands in a formula of normalization: symbols, or numbers. `u` is what is normalised. */
export interface NormTerms {
  readonly u: string;
  readonly mean: string;
  readonly variance: string;
  readonly epsilon: string;
  readonly gamma: string;
  readonly beta: string;
}

/** gamma * (u - mean) / sqrt(variance + epsilon) + beta, without what is switched off. */
export function normalisedBy(
  { affine, centre, scale }: Pick<Norm, 'affine' | 'centre' | 'scale'>,
  { u, mean, variance, epsilon, gamma, beta }: NormTerms,
  { minus, times, fraction, root, group }: Notation,
): string {
  const centred = centre ? `${u}${minus}${mean}` : u;
  if (!affine) return scale ? fraction(centred, root(`${variance} + ${epsilon}`)) : centred;
  const xhat = scale ? fraction(centred, root(`${variance} + ${epsilon}`)) : centre ? group(centred) : u;
  return `${gamma}${times}${xhat} + ${beta}`;
}

/** The same with noise around it, where the norm is a noisy one. */
export function noisyOf({ kind }: Pick<Norm, 'kind'>, y: string, { group, noise, times }: Notation): string {
  const [scale, shift] = noise;
  return kind === 'noisy' ? `${scale}${times}${group(y)} + ${shift}` : y;
}
