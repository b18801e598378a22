import type { ArmConfig } from '../../../common/experiment/config.ts';
import { type Norm, normOf, PAPER_NORM } from '../../../common/experiment/norm.ts';
import { formatCompact } from '../../../common/lib/format.ts';

const WORDS: { readonly [K in keyof Norm]: (value: Norm[K]) => string } = {
  kind: (kind) => (kind === 'layer' ? 'layer' : 'noisy'),
  centre: () => 'not centred',
  scale: () => 'not scaled',
  affine: () => 'no γ, β',
  epsilon: (epsilon) => `ε ${formatCompact(epsilon)}`,
  momentum: (momentum) => `momentum ${formatCompact(momentum)}`,
  inference: (by) => (by === 'batch' ? 'tested by batch' : 'tested by both'),
  through: () => 'no gradient through',
  place: () => 'after activation',
  where: () => 'last layer only',
  parameters: () => 'γ, β per activation',
};

const inWords = <K extends keyof Norm>(name: K, norm: Norm): string => WORDS[name](norm[name]);

/** An arm's rate, and what its name does not say of its normalization: "rate 0.1 · after activation". */
export function armInShort(arm: ArmConfig): string {
  const more = moreOf(arm);
  return more === '' ? `rate ${arm.rate}` : `rate ${arm.rate} · ${more}`;
}

/** What an arm's name does not say of its normalization; empty for nothing. */
export const moreOf = (arm: ArmConfig): string =>
  arm.bn ? normInShort({ ...normOf(arm), kind: PAPER_NORM.kind }) : '';

/** What of an arm's normalization is not as in the paper, in few words: "ε 0.001 · after activation"; empty for nothing. */
export const normInShort = (norm: Norm): string =>
  (Object.keys(WORDS) as (keyof Norm)[])
    .filter((name) => norm[name] !== PAPER_NORM[name])
    .map((name) => inWords(name, norm))
    .join(' · ');
