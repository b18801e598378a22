import { describe, expect, test } from 'vitest';
import type { DigitSet } from '../../../../../src/training/data/dataset.ts';
import { digitShapes } from '../../../../../src/training/data/generated/digit-shapes.ts';
import { generateDigits } from '../../../../../src/training/data/generated/generate-digits.ts';

const { train, test: held, ...rest } = await generateDigits({ seed: 7, trainCount: 1000, testCount: 200 });

function image(set: DigitSet, index: number): Uint8Array {
  return set.images.subarray(index * 784, (index + 1) * 784);
}

/** Ink, its centre of mass and its box. */
function inkOf(pixels: Uint8Array) {
  let [mass, x, y, left, right, top, bottom] = [0, 0, 0, 28, -1, 28, -1];
  pixels.forEach((grey, pixel) => {
    const [column, row] = [pixel % 28, Math.floor(pixel / 28)];
    mass += grey;
    x += grey * column;
    y += grey * row;
    if (grey > 0) {
      [left, right] = [Math.min(left, column), Math.max(right, column)];
      [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    }
  });
  return {
    mass,
    x: x / mass,
    y: y / mass,
    width: right - left + 1,
    height: bottom - top + 1,
    left,
    right,
    top,
    bottom,
  };
}

describe('generated digits', () => {
  test('say what they are', () => {
    expect(rest).toEqual({ source: 'generated', name: 'Generated digits (1,000 + 200)', note: null });
    expect([train.count, train.images.length, train.labels.length]).toEqual([1000, 784_000, 1000]);
  });

  test('hold each digit once in every ten, shuffled', () => {
    const tens = Array.from({ length: 100 }, (_, ten) => [...train.labels.subarray(ten * 10, ten * 10 + 10)]);
    for (const ten of tens) {
      expect([...ten].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    expect(new Set(tens.map(String)).size).toBeGreaterThan(90);
  });

  test('are centred by mass within a pixel and fill a box of about 20, as in MNIST', () => {
    for (let index = 0; index < 1000; index++) {
      const ink = inkOf(image(train, index));
      expect(Math.max(ink.width, ink.height)).toBeGreaterThanOrEqual(18);
      expect(Math.max(ink.width, ink.height)).toBeLessThanOrEqual(22);
      const atEdge = Math.min(ink.left, ink.top, 27 - ink.right, 27 - ink.bottom) <= 1;
      // Where the move would push ink over the frame's edge, it stops short.
      expect(Math.hypot(ink.x - 13.5, ink.y - 13.5)).toBeLessThan(atEdge ? 3 : 0.72);
    }
  });

  test('have paper, full ink and grey edges', () => {
    for (let index = 0; index < 1000; index++) {
      const pixels = image(train, index);
      const grey = pixels.filter((value) => value > 0 && value < 255).length;
      expect(pixels.filter((value) => value === 0).length).toBeGreaterThan(300);
      expect(grey).toBeGreaterThan(20);
      expect(Math.max(...pixels)).toBeGreaterThan(200);
    }
  });

  test('are all different', () => {
    const all = [train, held].flatMap((set) =>
      Array.from({ length: set.count }, (_, i) => image(set, i).join()),
    );
    expect(new Set(all).size).toBe(1200);
  });

  test('come out the same from the same seed, whatever the count; another seed gives others', async () => {
    const shorter = await generateDigits({ seed: 7, trainCount: 105, testCount: 33 });
    expect(Buffer.compare(shorter.train.images, train.images.subarray(0, 105 * 784))).toBe(0);
    expect(Buffer.compare(shorter.test.images, held.images.subarray(0, 33 * 784))).toBe(0);
    expect([...shorter.train.labels]).toEqual([...train.labels.subarray(0, 105)]);
    const other = await generateDigits({ seed: 8, trainCount: 105, testCount: 0 });
    expect(Buffer.compare(other.train.images, shorter.train.images)).not.toBe(0);
  });

  test('can be told apart: the nearest mean image names most of them', () => {
    const means = Array.from({ length: 10 }, () => new Float64Array(784));
    for (let index = 0; index < train.count; index++) {
      const mean = means[train.labels[index] ?? 0] ?? new Float64Array(784);
      image(train, index).forEach((grey, pixel) => {
        mean[pixel] = (mean[pixel] ?? 0) + grey / 100;
      });
    }
    const distance = (pixels: Uint8Array, mean: Float64Array) =>
      pixels.reduce((sum, grey, pixel) => sum + (grey - (mean[pixel] ?? 0)) ** 2, 0);
    let right = 0;
    for (let index = 0; index < held.count; index++) {
      const distances = means.map((mean) => distance(image(held, index), mean));
      right += distances.indexOf(Math.min(...distances)) === held.labels[index] ? 1 : 0;
    }
    // Guessing names 20 of 200; on MNIST this reader names about four in five.
    expect(right).toBeGreaterThan(120);
  });
});

describe('drawing them', () => {
  test('tells progress that ends at the whole', async () => {
    const told: number[] = [];
    await generateDigits({ seed: 1, trainCount: 300, testCount: 50, onProgress: (done) => told.push(done) });
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(350);
  });

  test('lets other work run, and can be stopped by it', async () => {
    const stop = new AbortController();
    const drawing = generateDigits({
      seed: 1,
      trainCount: 1_000_000,
      testCount: 0,
      signal: stop.signal,
      onProgress: () => void setTimeout(() => stop.abort(new Error('stopped'))),
    });
    await expect(drawing).rejects.toThrow('stopped');
  });

  test('does not begin where it was stopped before', async () => {
    const drawing = generateDigits({
      seed: 1,
      trainCount: 10,
      testCount: 0,
      signal: AbortSignal.abort(new Error('no')),
    });
    await expect(drawing).rejects.toThrow('no');
  });
});

test('every digit has several shapes, drawn inside their box', () => {
  expect(digitShapes.length).toBe(10);
  for (const shapes of digitShapes) {
    expect(shapes.length).toBeGreaterThanOrEqual(5);
    for (const { x, y } of shapes.flatMap((shape) => shape.strokes.flat())) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x, y)).toBeLessThanOrEqual(110);
    }
  }
});
