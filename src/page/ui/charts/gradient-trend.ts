import { formatCompact } from '../../../common/lib/format.ts';
/**
 * What becomes of the gradient between the last layer and layer 1: `factor` is the norm at layer 1 as a multiple of the norm at
 * the last layer.
 */
export type Trend =
  | {
      readonly kind: 'vanishes' | 'fades' | 'steady' | 'grows' | 'explodes';
      readonly factor: number;
    }
  /** Exactly 0 at layer 1: `upTo` is the highest layer to which nothing comes from there down. */
  | { readonly kind: 'nothing'; readonly upTo: number; readonly layers: number }
  /** Not finite at some layer. */
  | { readonly kind: 'broken'; readonly layer: number }
  /** One layer: nothing to compare with. */
  | { readonly kind: 'alone' };

const FADES_BELOW = 1e-2;
const VANISHES_BELOW = 1e-4;
const GROWS_ABOVE = 1e2;
const EXPLODES_ABOVE = 1e4;

/** @param norms [layers], layer 1 first */
export function trendOf(norms: ArrayLike<number>): Trend {
  const list = Array.from(norms);
  const broken = list.findLastIndex((norm) => !Number.isFinite(norm));
  if (broken !== -1) return { kind: 'broken', layer: broken + 1 };
  const reached = list.findIndex((norm) => norm > 0);
  if (reached !== 0)
    return { kind: 'nothing', upTo: reached === -1 ? list.length : reached, layers: list.length };
  if (list.length === 1) return { kind: 'alone' };
  const factor = (list[0] as number) / (list.at(-1) as number);
  return { kind: kindOf(factor), factor };
}

function kindOf(factor: number): 'vanishes' | 'fades' | 'steady' | 'grows' | 'explodes' {
  if (factor < VANISHES_BELOW) return 'vanishes';
  if (factor < FADES_BELOW) return 'fades';
  if (factor > EXPLODES_ABOVE) return 'explodes';
  if (factor > GROWS_ABOVE) return 'grows';
  return 'steady';
}

/** The trend in words, after an arm's letter: "B vanishes: × 4e-6 by layer 1", "A: × 1.3, steady". */
export function trendWords(trend: Trend, letter: string): string {
  switch (trend.kind) {
    case 'broken':
      return `${letter}: not a number at layer ${trend.layer}`;
    case 'nothing':
      if (trend.upTo === trend.layers) return `${letter} vanishes: exactly 0 at every layer`;
      return trend.upTo === 1
        ? `${letter} vanishes: exactly 0 at layer 1`
        : `${letter} vanishes: exactly 0 at layers 1 to ${trend.upTo}`;
    case 'alone':
      return `${letter}: one layer, nothing to compare`;
    case 'steady':
      return `${letter}: ${factorText(trend.factor)}, steady`;
    default:
      return `${letter} ${trend.kind}: ${factorText(trend.factor)} by layer 1`;
  }
}

/** A factor in one or two digits: × 1.3, × 4e-6. */
export function factorText(factor: number): string {
  if (!Number.isFinite(factor)) return '× ∞';
  const plain = factor >= 0.001 && factor < 100_000;
  return `× ${formatCompact(Number(factor.toPrecision(plain ? 2 : 1)))}`;
}
