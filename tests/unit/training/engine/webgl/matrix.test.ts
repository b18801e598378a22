import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layered, unlayered } from '../../../../../src/training/engine/webgl/gpu/matrix.ts';
import {
  armOf,
  padded,
  sideBySide,
  turned,
  unpadded,
} from '../../../../../src/training/engine/webgl/layout.ts';

const counting = (length: number) => Float32Array.from({ length }, (_, index) => index + 1);
const size = fc.integer({ min: 1, max: 13 });

describe('a matrix in a texture of four layers', () => {
  it('has row 4y + i in layer i, four columns a texel, and zeros around', () => {
    // 5 x 3: one block wide, two high.
    const values = layered(counting(15), 3);
    const texel = (layer: number, y: number) => Array.from(values.subarray((layer * 2 + y) * 4).slice(0, 4));
    expect(values).toHaveLength(4 * 2 * 4);
    expect(texel(0, 0)).toEqual([1, 2, 3, 0]);
    expect(texel(1, 0)).toEqual([4, 5, 6, 0]);
    expect(texel(3, 0)).toEqual([10, 11, 12, 0]);
    expect(texel(0, 1)).toEqual([13, 14, 15, 0]);
    expect(texel(1, 1)).toEqual([0, 0, 0, 0]);
  });

  it('comes back as it went in, whatever its shape', () => {
    fc.assert(
      fc.property(size, size, (rows, columns) => {
        const values = counting(rows * columns);
        expect(unlayered(layered(values, columns), rows, columns)).toEqual(values);
      }),
    );
  });
});

describe('arms side by side', () => {
  const cases = [size, size, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })] as const;

  it('come apart again, at one place and at many', () => {
    fc.assert(
      fc.property(...cases, (rows, units, arms, places) => {
        const own = Array.from({ length: arms }, (_, arm) =>
          padded(
            counting(rows * places * units).map((value) => value + 1000 * arm),
            units,
          ),
        );
        const stride = (own[0]?.length ?? 0) / (rows * places);
        const all = sideBySide(own, stride);
        expect(all.length).toBe(arms * (own[0]?.length ?? 0));
        for (const [arm, values] of own.entries()) {
          expect(armOf(all, { arm, arms, stride })).toEqual(values);
          expect(unpadded(values, units)).toEqual(
            counting(rows * places * units).map((value) => value + 1000 * arm),
          );
        }
      }),
    );
  });

  it('are turned and turned back', () => {
    fc.assert(
      fc.property(size, size, (rows, units) => {
        const values = counting(rows * units);
        const other = turned(values, units);
        expect(other[(units - 1) * rows]).toBe(values[units - 1]);
        expect(turned(other, rows)).toEqual(values);
      }),
    );
  });
});
