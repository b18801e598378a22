import type { Dataset, DigitSet } from './dataset.ts';

/** Bytes from here on are ink. */
const INK_FROM = 128;

/** The data in black and white: every byte is 0 or 255. The data given stay as they are. */
export const binarised = (data: Dataset): Dataset => ({
  ...data,
  train: inBlackAndWhite(data.train),
  test: inBlackAndWhite(data.test),
});

const inBlackAndWhite = (set: DigitSet): DigitSet => ({
  ...set,
  images: set.images.map((byte) => (byte >= INK_FROM ? 255 : 0)),
});
