import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { lookSize, sampledInputs } from '../../../../src/training/engine/look-size.ts';

const shape = (patch: { depth?: number; width?: number; batch?: number }) => ({
  ...PRESETS['deep-mlp'],
  ...patch,
});

it('two arms of ten layers of a hundred units are read whole, but for the weights of the first layer', () => {
  const { images, inputGroups, units } = lookSize(shape({}), 2);
  expect([images, inputGroups(100), inputGroups(784)]).toEqual([100, null, 30]);
  expect(Array.from(units)).toEqual(Array.from({ length: 100 }, (_, unit) => unit));
});

it('of large networks a few images, inputs and units of each layer are read', () => {
  const { images, inputGroups, units } = lookSize(shape({ depth: 20, width: 512 }), 32);
  expect([images, inputGroups(512), units.length]).toEqual([8, 2, 8]);
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
        const { images, inputGroups } = lookSize(shape({ depth, width, batch }), arms);
        expect(images * width).toBeLessThanOrEqual(65_535);
        expect(images).toBeLessThanOrEqual(batch);
        for (const fanIn of [784, width]) {
          expect(sampledInputs(fanIn, inputGroups(fanIn)).length * width).toBeLessThanOrEqual(65_535);
        }
      },
    ),
  );
});
