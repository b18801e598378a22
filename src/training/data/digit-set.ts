import { formatWhole } from '../../common/lib/format.ts';
import { DataError } from './data-error.ts';
import type { DigitSet } from './dataset.ts';
import { gunzip } from './gunzip.ts';
import { parseImages, parseLabels } from './idx.ts';

/** Fewest examples to train on: the largest batch. */
export const MIN_TRAIN_COUNT = 500;

/** Fewest examples to test on: accuracy in steps of one per cent. */
export const MIN_TEST_COUNT = 100;

/** A file's name, for messages, and what it holds, zipped or not. */
export interface NamedBytes {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Puts an images file and its labels file together.
 *
 * @throws DataError naming the file at fault: one that cannot be read, counts that disagree, too few examples
 */
export async function readDigitSet(
  images: NamedBytes,
  labels: NamedBytes,
  minCount: number,
): Promise<DigitSet> {
  const parsed = parseImages(images.fileName, await gunzip(images.fileName, images.bytes));
  const parsedLabels = parseLabels(labels.fileName, await gunzip(labels.fileName, labels.bytes));
  if (parsed.count !== parsedLabels.length) {
    throw new DataError(
      `${images.fileName} holds ${formatWhole(parsed.count)} images, but ${labels.fileName} holds ${formatWhole(parsedLabels.length)} labels. Choose two files that belong together.`,
    );
  }
  if (parsed.count < minCount) {
    throw new DataError(
      `${images.fileName} holds too few images: ${formatWhole(parsed.count)}, and at least ${formatWhole(minCount)} are needed. Choose a larger file.`,
    );
  }
  return { count: parsed.count, images: parsed.images, labels: parsedLabels };
}
