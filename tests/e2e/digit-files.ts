import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IMAGE_PIXELS, IMAGE_SIDE } from '../../src/training/data/dataset.ts';
import { generateDigits } from '../../src/training/data/generated/generate-digits.ts';

/** An IDX file of images of 28x28. */
export const imagesFile = (pixels: Uint8Array): Buffer =>
  Buffer.concat([header(0x803, pixels.length / IMAGE_PIXELS, IMAGE_SIDE, IMAGE_SIDE), pixels]);

/** An IDX file of labels. */
export const labelsFile = (labels: Uint8Array): Buffer =>
  Buffer.concat([header(0x801, labels.length), labels]);

/**
 * Puts a thousand and a few digits into a folder, as MNIST's four files. The page loads them in moments; the digits that
 * it generates itself take seconds.
 */
export async function writeSmallDigits(folder: string): Promise<void> {
  const { train, test } = await generateDigits({ seed: 1, trainCount: 1000, testCount: 200 });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'train-images-idx3-ubyte'), imagesFile(train.images));
  writeFileSync(join(folder, 'train-labels-idx1-ubyte'), labelsFile(train.labels));
  writeFileSync(join(folder, 't10k-images-idx3-ubyte'), imagesFile(test.images));
  writeFileSync(join(folder, 't10k-labels-idx1-ubyte'), labelsFile(test.labels));
}

function header(...words: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * words.length);
  for (const [index, word] of words.entries()) bytes.writeUInt32BE(word, 4 * index);
  return bytes;
}
