import { describe, expect, it } from 'vitest';
import type { ArmConfig } from '../../../../../src/common/experiment/config.ts';
import {
  barWords,
  channelsText,
  describeNet,
  netInShort,
  welcomeTitle,
} from '../../../../../src/page/ui/panels/welcome-words.ts';
import { pageAt } from '../../samples.ts';

const bn: ArmConfig = { bn: true, rate: 0.1 };
const plain: ArmConfig = { bn: false, rate: 0.1 };
const title = (...arms: ArmConfig[]) => welcomeTitle({ arms, changes: [] });

describe('what networks differ in', () => {
  it('is named, whether it is one thing or several', () => {
    expect(title(bn)).toBe('One network');
    expect(title(bn, bn)).toBe('Two networks that do not differ at all');
    expect(title(bn, plain)).toBe('Two networks that differ in one thing: batch normalization');
    expect(title(bn, plain, { ...plain, rate: 1 })).toBe(
      'Three networks that differ in batch normalization and learning rate',
    );
    expect(title(bn, plain, ...Array<ArmConfig>(6).fill(plain))).toBe(
      'Eight networks, two of them distinct: they differ in batch normalization',
    );
    expect(title(...Array<ArmConfig>(12).fill(bn), plain)).toMatch(/^13 networks/);
  });

  it('can be the kind of normalization, or its switches', () => {
    const layer: ArmConfig = { ...bn, norm: { kind: 'layer' } };
    expect(title(bn, layer, plain)).toBe(
      'Three networks that differ in one thing: the kind of normalization',
    );
    expect(title(layer, plain)).toBe('Two networks that differ in one thing: layer normalization');
    expect(title(bn, { ...bn, norm: { place: 'after' } })).toBe(
      'Two networks that differ in one thing: the switches of batch normalization',
    );
    expect(title(bn, layer, { ...bn, norm: { place: 'after' } })).toBe(
      'Three networks that differ in the kind of normalization and its switches',
    );
    expect(title(bn, { ...bn, norm: {} }), 'switches as in the paper').toBe(
      'Two networks that do not differ at all',
    );
  });
});

describe('the net in words', () => {
  const conv = pageAt('kind=conv&blocks=3&channels=8&activation=relu&reduce=pool').asked;

  it('is told of dense and of convolutional nets', () => {
    expect(netInShort(pageAt().asked)).toBe('10 × 100 Sigmoid');
    expect(netInShort(conv)).toBe('3 blocks, 8 → 16 → 32 channels, ReLU');
    expect(describeNet(pageAt('depth=1').asked)).toBe(
      '1 hidden layer of 100 units, Sigmoid, Glorot uniform weights',
    );
    expect(describeNet(conv)).toBe(
      '3 convolutional blocks of 8 → 16 → 32 channels, halved by 2 × 2 max pooling, ReLU, Glorot uniform weights',
    );
  });

  it('says the number of channels once where it stays', () => {
    expect(channelsText({ blocks: 3, channels: 8, widen: 'same' })).toBe('8');
  });
});

describe('what a bar is', () => {
  it('is told by kind and net, and not where there is none', () => {
    const noisy: ArmConfig = { ...bn, norm: { kind: 'noisy' } };
    expect(barWords({ arms: [plain], kind: 'dense' })).toBe('');
    expect(barWords({ arms: [bn, plain], kind: 'conv' })).toMatch(/batch normalization.*every channel/);
    expect(barWords({ arms: [noisy], kind: 'dense' })).toMatch(/noise.*every unit/);
    expect(barWords({ arms: [bn, noisy], kind: 'dense' })).toMatch(/its network’s kind/);
  });
});
