import { type Dataset, type DigitSet, IMAGE_PIXELS, IMAGE_SIDE } from './dataset.ts';

/** The data with rows and columns of each image swapped. The data given stay as they are. */
export const transposed = (data: Dataset): Dataset => ({
  ...data,
  train: withColumnsAsRows(data.train),
  test: withColumnsAsRows(data.test),
});

function withColumnsAsRows(set: DigitSet): DigitSet {
  const images = new Uint8Array(set.images.length);
  for (let first = 0; first < images.length; first += IMAGE_PIXELS) {
    for (let pixel = 0; pixel < IMAGE_PIXELS; pixel++) {
      const [row, column] = [Math.floor(pixel / IMAGE_SIDE), pixel % IMAGE_SIDE];
      images[first + pixel] = set.images[first + column * IMAGE_SIDE + row] as number;
    }
  }
  return { ...set, images };
}
