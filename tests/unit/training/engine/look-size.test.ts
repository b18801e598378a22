import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { type LayerShape, layerShapes, placesOf } from '../../../../src/training/engine/layer-shape.ts';
import { lookSize, sampledInputs } from '../../../../src/training/engine/look-size.ts';
import type { NetworkShape } from '../../../../src/training/engine/network-shape.ts';

const shape = (patch: Partial<NetworkShape>): NetworkShape => ({
  ...PRESETS['deep-mlp'],
  ...patch,
});

/** The first hidden layer and the second. */
const layersOf = (own: NetworkShape) => layerShapes(own) as [LayerShape, LayerShape];

it('two arms of ten layers of a hundred units are read whole, but for the weights of the first layer', () => {
  const { images, inputGroups, units } = lookSize(shape({}), 2);
  const [first, second] = layersOf(shape({}));
  expect([images(second), inputGroups(second), inputGroups(first)]).toEqual([100, null, 30]);
  expect(Array.from(units)).toEqual(Array.from({ length: 100 }, (_, unit) => unit));
});

it('of large networks a few images, inputs and units of each layer are read', () => {
  const large = shape({ depth: 20, width: 512 });
  const { images, inputGroups, units } = lookSize(large, 32);
  const [, second] = layersOf(large);
  expect([images(second), inputGroups(second), units.length]).toEqual([8, 2, 8]);
  expect(new Set(units).size).toBe(8);
});

it('sampled inputs are whole groups, evenly spread, none twice, none beyond the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 800 }), fc.integer({ min: 1, max: 60 }), (fanIn, groups) => {
      const chosen = Math.min(groups, Math.floor(fanIn / 4));
      const inputs = Array.from(sampledInputs(fanIn, chosen));
      expect(new Set(inputs).size).toBe(4 * chosen);
      expect(Math.max(...inputs)).toBeLessThan(fanIn);
      expect(inputs).toEqual([...inputs].sort((one, other) => one - other));
    }),
  );
});

it('a layer has no more values than 16 bits can count', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 8, max: 512 }),
      fc.integer({ min: 10, max: 500 }),
      fc.integer({ min: 1, max: 32 }),
      (depth, width, batch, arms) => {
        const own = shape({ depth, width, batch });
        const { images, inputGroups } = lookSize(own, arms);
        for (const layer of layerShapes(own).slice(0, -1)) {
          expect(images(layer) * width).toBeLessThanOrEqual(65_535);
          expect(images(layer)).toBeLessThanOrEqual(batch);
          const inputs = sampledInputs(layer.fanIn, inputGroups(layer));
          expect(inputs.length * width).toBeLessThanOrEqual(65_535);
        }
      },
    ),
  );
});

it('of a convolution every place of some images is read, of one at least', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 2, max: 500 }),
      fc.constantFrom('stride', 'pool'),
      fc.integer({ min: 1, max: 32 }),
      (blocks, channels, batch, reduce, arms) => {
        const own = shape({ kind: 'conv', blocks, channels, batch, reduce });
        const { images, inputGroups } = lookSize(own, arms);
        for (const layer of layerShapes(own).slice(0, -1)) {
          expect(images(layer)).toBeGreaterThanOrEqual(1);
          expect(images(layer)).toBeLessThanOrEqual(batch);
          expect(images(layer) * placesOf(layer) * layer.units).toBeLessThanOrEqual(65_535);
          const inputs = sampledInputs(layer.fanIn, inputGroups(layer));
          expect(inputs.length * layer.units).toBeLessThanOrEqual(65_535);
        }
      },
    ),
  );
});
