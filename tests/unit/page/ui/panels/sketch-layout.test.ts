import { describe, expect, it } from 'vitest';
import { normalisedLayers, sketchedBlocks } from '../../../../../src/page/ui/panels/sketch-layout.ts';
import { pageAt } from '../../samples.ts';

const conv = pageAt('kind=conv&blocks=6&channels=2').asked;

describe('the sketch of a convolutional net', () => {
  it('has more and smaller maps from block to block, down to what can be seen', () => {
    const blocks = sketchedBlocks(conv);
    expect(blocks).toHaveLength(6);
    expect(blocks.map(({ maps }) => maps)).toEqual([1, 2, 3, 4, 5, 6]);
    const sizes = blocks.map(({ size }) => size);
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(0.2);
    expect(sizes[0]).toBeLessThan(1);
  });
});

describe('where normalization stands', () => {
  it('is every hidden layer, the last one, or none', () => {
    const net = pageAt('depth=3').asked;
    expect(normalisedLayers(net, { bn: true })).toEqual([1, 2, 3]);
    expect(normalisedLayers(net, { bn: true, norm: { where: 'last' } })).toEqual([3]);
    expect(normalisedLayers(net, { bn: false, norm: { where: 'last' } })).toEqual([]);
    expect(normalisedLayers(conv, { bn: true })).toHaveLength(6);
  });
});
