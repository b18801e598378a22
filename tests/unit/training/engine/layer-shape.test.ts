import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { layerShapes, placesOf } from '../../../../src/training/engine/layer-shape.ts';
import type { NetworkShape } from '../../../../src/training/engine/network-shape.ts';

const shape = (patch: Partial<NetworkShape>): NetworkShape => ({ ...PRESETS['deep-mlp'], ...patch });
const sides = (patch: Partial<NetworkShape>) =>
  layerShapes(shape({ kind: 'conv', ...patch })).map(({ grid, output }) => [grid.height, output.height]);

it('a dense net reads 784 pixels, then as many values as it is wide, and ends in ten', () => {
  const layers = layerShapes(shape({ depth: 3, width: 50 }));
  expect(layers.map(({ fanIn, units }) => [fanIn, units])).toEqual([
    [784, 50],
    [50, 50],
    [50, 50],
    [50, 10],
  ]);
  expect(layers.map(({ isOutput }) => isOutput)).toEqual([false, false, false, true]);
  expect(layers.every((layer) => layer.kind === 'dense' && placesOf(layer) === 1)).toBe(true);
});

it('strides halve an image before it is normalised, pooling after it, until it is one place', () => {
  expect(sides({ blocks: 6, reduce: 'stride' })).toEqual([14, 7, 4, 2, 1, 1, 1].map((side) => [side, side]));
  expect(sides({ blocks: 6, reduce: 'pool' })).toEqual([
    [28, 14],
    [14, 7],
    [7, 4],
    [4, 2],
    [2, 1],
    [1, 1],
    [1, 1],
  ]);
});

it('channels double or stay, and a filter reads nine places of each', () => {
  const double = layerShapes(shape({ kind: 'conv', blocks: 5, channels: 8 }));
  expect(double.map(({ units }) => units)).toEqual([8, 16, 32, 64, 64, 10]);
  expect(double.map(({ fanIn }) => fanIn)).toEqual([9, 72, 144, 288, 576, 64]);
  const same = layerShapes(shape({ kind: 'conv', blocks: 2, channels: 5, widen: 'same' }));
  expect(same.map(({ fanIn, units }) => [fanIn, units])).toEqual([
    [9, 5],
    [45, 5],
    [5 * 7 * 7, 10],
  ]);
});

it('each layer reads what the one before it makes', () => {
  const shapes = fc.record({
    kind: fc.constantFrom('dense', 'conv'),
    depth: fc.integer({ min: 1, max: 30 }),
    blocks: fc.integer({ min: 1, max: 6 }),
    channels: fc.integer({ min: 1, max: 64 }),
    widen: fc.constantFrom('double', 'same'),
    reduce: fc.constantFrom('stride', 'pool'),
  });
  fc.assert(
    fc.property(shapes, (patch) => {
      const layers = layerShapes(shape(patch));
      expect(layers.map(({ index }) => index)).toEqual(layers.map((_, index) => index));
      for (const [index, { channels, input }] of layers.slice(1).entries()) {
        expect(channels).toBe(layers[index]?.units);
        expect(input).toEqual(layers[index]?.output);
      }
    }),
  );
});
