import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layered, unlayered } from '../../../../../src/training/engine/webgl/gpu/matrix.ts';
import { armOf, padded, sideBySide, unitsOf } from '../../../../../src/training/engine/webgl/layout.ts';

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
  it('come apart again, in rows and turned', () => {
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 4 }), (rows, units, arms) => {
        const values = counting(rows * units);
        const own = padded(values, units);
        const all = sideBySide(own, own.length / rows, arms);
        for (let arm = 0; arm < arms; arm++) {
          expect(armOf(all, arms, arm, units)).toEqual(values);
          const turned = unitsOf(all, arms, arm, units);
          expect(turned[(units - 1) * rows]).toBe(values[units - 1]);
          expect(Array.from(turned).sort()).toEqual(Array.from(values).sort());
        }
      }),
    );
  });
});
