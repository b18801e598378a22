import { describe, expect, test } from 'vitest';
import { IMAGE_PIXELS } from '../../../../../src/training/data/dataset.ts';
import { generateGaussian } from '../../../../../src/training/data/gaussian/generate-gaussian.ts';
import { sameExamples } from '../idx-bytes.ts';

const data = generateGaussian({ seed: 1 });

describe('Gaussian noise', () => {
  test('is 500 images to train on and 500 others to test on', () => {
    expect([data.source, data.name]).toEqual(['gaussian', 'Gaussian noise (500 + 500)']);
    for (const { count, images, labels } of [data.train, data.test]) {
      expect([count, images.length, labels.length]).toEqual([500, 500 * IMAGE_PIXELS, 500]);
    }
    expect(data.test.images).not.toEqual(data.train.images);
  });

  test('is normal, of mean 128 and deviation 40', () => {
    const { images } = data.train;
    const mean = images.reduce((sum, byte) => sum + byte, 0) / images.length;
    const variance = images.reduce((sum, byte) => sum + (byte - mean) ** 2, 0) / images.length;
    const within = images.filter((byte) => Math.abs(byte - mean) < 40).length / images.length;
    expect(Math.abs(mean - 128)).toBeLessThan(1);
    expect(Math.abs(Math.sqrt(variance) - 40)).toBeLessThan(1);
    expect(within).toBeGreaterThan(0.66);
    expect(within).toBeLessThan(0.7);
  });

  test('is made of squares of 4 x 4 pixels', () => {
    const image = data.train.images.subarray(0, IMAGE_PIXELS);
    for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
      const [row, column] = [Math.floor(pixel / 28), pixel % 28];
      expect(image[pixel]).toBe(image[(row - (row % 4)) * 28 + column - (column % 4)]);
    }
    expect(new Set(image).size).toBeGreaterThan(25);
  });

  test('has every class, none of them rare', () => {
    for (const { labels } of [data.train, data.test]) {
      const counts = Array.from({ length: 10 }, (_, label) => labels.filter((one) => one === label).length);
      expect(Math.min(...counts)).toBeGreaterThan(15);
    }
  });

  test('can be learnt by a linear map: the mean images of the classes get most test images right', () => {
    const { images, labels } = data.train;
    const mean = (label: number, pixel: number) => {
      const rows = [...labels.keys()].filter((row) => labels[row] === label);
      return rows.reduce((sum, row) => sum + (images[row * IMAGE_PIXELS + pixel] as number), 0) / rows.length;
    };
    const classMeans = Array.from({ length: 10 }, (_, label) =>
      Array.from({ length: IMAGE_PIXELS }, (_, pixel) => mean(label, pixel) - 128),
    );
    const guess = (row: number) => {
      const scores = classMeans.map((weights) =>
        weights.reduce(
          (sum, weight, pixel) =>
            sum + weight * ((data.test.images[row * IMAGE_PIXELS + pixel] as number) - 128),
          0,
        ),
      );
      return scores.indexOf(Math.max(...scores));
    };
    const right = [...data.test.labels].filter((label, row) => guess(row) === label).length;
    expect(right / 500).toBeGreaterThan(0.5);
  });

  test('is told by its seed', () => {
    expect(sameExamples(generateGaussian({ seed: 1 }), data)).toBe(true);
    expect(sameExamples(generateGaussian({ seed: 2 }), data)).toBe(false);
  });
});
