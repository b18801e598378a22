import { type Norm, PAPER_NORM } from '../../../common/experiment/norm.ts';
import type { SettingName } from '../../../common/experiment/settings.ts';
import type { About } from './FieldHead.tsx';

export const aboutSetting = (_name: SettingName): About | undefined => undefined;
export const aboutNorm = (_name: keyof Norm): About | undefined => ({ text: 'bla' });
export const NORM_LABELS: Readonly<Record<keyof Norm, string>> = {
  kind: 'Kind',
  centre: 'Centre',
  scale: 'Scale',
  affine: 'Gamma and beta',
  epsilon: 'Epsilon',
  momentum: 'Momentum of the statistics',
  inference: 'Tested by',
  through: 'Gradient through statistics',
  place: 'Place',
  where: 'Where',
  parameters: 'Gamma and beta per',
};
export const NORM_CHOICES = {
  kind: { batch: 'Batch', layer: 'Layer', noisy: 'Noisy batch' },
  inference: { running: 'Running', batch: 'Batch', both: 'Both' },
  place: { before: 'Before the activation', after: 'After the activation' },
  where: { all: 'All layers', last: 'Last only' },
  parameters: { channel: 'Channel', activation: 'Activation' },
};
export const normInShort = (norm: Norm): string =>
  JSON.stringify(norm) === JSON.stringify(PAPER_NORM) ? '' : 'ε 0.001 · after activation';
