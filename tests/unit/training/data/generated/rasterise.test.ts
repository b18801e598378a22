import { describe, expect, test } from 'vitest';
import { addPoint, createPenPath } from '../../../../../src/training/data/generated/pen-path.ts';
import {
  createInkDepth,
  drawPath,
  inkCentred,
} from '../../../../../src/training/data/generated/rasterise.ts';

/** Draws one line with a round pen of radius 2 and a ramp of one pixel. */
function drawn(points: readonly [number, number][]): Uint8Array {
  const path = createPenPath(points.length);
  points.forEach(([x, y], index) => {
    addPoint(path, x, y, index === 0);
  });
  const depth = createInkDepth();
  drawPath(depth, path, new Float64Array(points.length).fill(2), 0.5);
  const image = new Uint8Array(784);
  inkCentred(depth, 1, image);
  return image;
}

describe('drawing with a round pen', () => {
  test('a stroke has as much ink as its outline has area', () => {
    const ink = drawn([
      [8, 9],
      [20, 18],
    ]).reduce((sum, grey) => sum + grey / 255, 0);
    // A line of length 15 and width 4, and two half discs of radius 2.
    expect(ink).toBeCloseTo(15 * 4 + Math.PI * 4, 0);
  });

  test('a stroke drawn anywhere ends up in the middle', () => {
    const low: [number, number][] = [
      [11, 15],
      [17, 21],
    ];
    const middle = low.map(([x, y]): [number, number] => [x, y - 4]);
    expect([...drawn(low)]).toEqual([...drawn(middle)]);
  });

  test('a point that starts a stroke is not joined to the one before', () => {
    const path = createPenPath(4);
    for (const [x, y, starts] of [
      [5, 5, true],
      [5, 23, false],
      [23, 5, true],
      [23, 23, false],
    ] as const) {
      addPoint(path, x, y, starts);
    }
    const depth = createInkDepth();
    drawPath(depth, path, new Float64Array(4).fill(1), 0.5);
    expect(depth[14 * 28 + 4]).toBeGreaterThan(0);
    expect(depth[14 * 28 + 14]).toBeLessThan(0);
  });
});
