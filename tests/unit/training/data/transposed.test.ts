import { expect, it } from 'vitest';
import { IMAGE_PIXELS } from '../../../../src/training/data/dataset.ts';
import { transposed } from '../../../../src/training/data/transposed.ts';
import { tinyData } from '../../../checks/train-tiny.ts';

it('swaps rows and columns of every image, and twice it gives the data that were there', () => {
  const data = transposed(tinyData);
  const at = (images: Uint8Array, image: number, row: number, column: number) =>
    images[image * IMAGE_PIXELS + row * 28 + column];
  for (const [image, row, column] of [
    [0, 0, 1],
    [3, 27, 0],
    [149, 5, 20],
  ] as const) {
    expect(at(data.test.images, image, row, column)).toBe(at(tinyData.test.images, image, column, row));
  }
  expect(data.test.labels).toBe(tinyData.test.labels);
  expect(transposed(data)).toEqual(tinyData);
});
