import { formatWhole } from '../../common/lib/format.ts';
import { createRng, shuffled } from '../../common/lib/rng.ts';
import { DataError } from './data-error.ts';
import { CLASS_COUNT, type Dataset, type DigitSet, IMAGE_PIXELS } from './dataset.ts';
import { MIN_TEST_COUNT, MIN_TRAIN_COUNT, type NamedBytes, readDigitSet } from './digit-set.ts';
import { checkFileSize } from './file-size.ts';
import { gunzip } from './gunzip.ts';
import { sortFiles } from './sort-files.ts';

/** A file that a person chose. */
export interface UserFile {
  readonly name: string;
  /** In bytes: looked at before the file is read. */
  readonly size: number;
  bytes(): Promise<Uint8Array>;
}

/** What a browser's `File` has that we need. */
interface BrowserFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A file from a browser's file chooser or a drop. */
export function fromBrowserFile(file: BrowserFile): UserFile {
  return { name: file.name, size: file.size, bytes: async () => new Uint8Array(await file.arrayBuffer()) };
}

/** The share of a single pair of files that is kept for testing, as in MNIST: 10,000 of 70,000. */
const TEST_SHARE = 1 / 7;

/**
 * Makes a dataset of two IDX files (images and labels: part is kept for testing) or four (two such pairs, one to
 * train on and one to test on), in any order, zipped or not; what a file holds is told by its first bytes.
 *
 * @param seed which examples of a single pair are kept for testing
 * @throws DataError naming the file and the fault
 */
export async function loadUserFiles(files: readonly UserFile[], seed: number): Promise<Dataset> {
  if (files.length < MOST_DIFFERENT) checkNumber(files);
  for (const file of files) {
    checkFileSize(file.name, file.size);
  }
  const { train, test } = sortFiles(await readDifferent(files));
  const named = (parts: Pick<Dataset, 'train' | 'test' | 'note'>): Dataset => ({
    ...parts,
    source: 'files',
    name: `${train.images.fileName} (${formatWhole(parts.train.count)} + ${formatWhole(parts.test.count)})`,
    note:
      [parts.note, fewClasses(parts.train), emnistHint(files)]
        .filter((sentence) => sentence !== null)
        .join(' ') || null,
  });
  if (test === null) {
    const all = await readDigitSet(train.images, train.labels, MIN_TRAIN_COUNT + 2 * MIN_TEST_COUNT);
    return named(split(all, seed));
  }
  const trainSet = await readDigitSet(train.images, train.labels, MIN_TRAIN_COUNT);
  const testSet = await readDigitSet(test.images, test.labels, MIN_TEST_COUNT);
  return named({ train: trainSet, test: testSet, note: null });
}

/** A pair to train on and one to test on. */
const MOST_DIFFERENT = 4;

function checkNumber({ length }: readonly unknown[]): void {
  if (length === 2 || length === MOST_DIFFERENT) return;
  throw new DataError(
    `You chose ${length} ${length === 1 ? 'file' : 'files'}. Choose two IDX files, images and labels; or four, to train and to test.`,
  );
}

/** Reads files and unzips them. Of more than four those that are copies of others are left out, as downloads hold them packed and unpacked. */
async function readDifferent(files: readonly UserFile[]): Promise<readonly NamedBytes[]> {
  const read: NamedBytes[] = [];
  for (const file of files) {
    const bytes = await gunzip(file.name, await readBytes(file));
    if (files.length > MOST_DIFFERENT && read.some((other) => isSame(other.bytes, bytes))) continue;
    read.push({ fileName: file.name, bytes });
    if (read.length > MOST_DIFFERENT) checkNumber(files);
  }
  checkNumber(read);
  return read;
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** EMNIST's files hold each image column by column, which most people find out late. */
const emnistHint = (files: readonly UserFile[]): string | null =>
  files.some(({ name }) => /emnist/i.test(name))
    ? 'EMNIST’s images are stored transposed: they look mirrored and lying on their side. Switch on “Transpose images”.'
    : null;

/** Guessing is then better than one in ten, which the page takes it to be. */
function fewClasses({ labels }: DigitSet): string | null {
  const classes = new Set(labels).size;
  return classes === CLASS_COUNT ? null : `The labels hold only ${classes} of the ${CLASS_COUNT} classes.`;
}

async function readBytes(file: UserFile): Promise<Uint8Array> {
  try {
    return await file.bytes();
  } catch (cause) {
    throw new DataError(
      `${file.name} can't be read. It may have been moved or changed since: choose it again.`,
      'unusable',
      cause,
    );
  }
}

function split(all: DigitSet, seed: number): Pick<Dataset, 'train' | 'test' | 'note'> {
  const order = shuffled(all.count, createRng(seed, 'files', 'split'));
  const testCount = Math.round(all.count * TEST_SHARE);
  const [trainCount, held] = [all.count - testCount, testCount].map(formatWhole);
  return {
    train: pick(all, order.subarray(0, all.count - testCount)),
    test: pick(all, order.subarray(all.count - testCount)),
    note: `One pair of files: ${trainCount} images to train on; ${held}, one in seven, drawn at random (seed ${seed}), are kept to test on.`,
  };
}

function pick(set: DigitSet, places: Uint32Array): DigitSet {
  const images = new Uint8Array(places.length * IMAGE_PIXELS);
  places.forEach((place, row) => {
    images.set(set.images.subarray(place * IMAGE_PIXELS, (place + 1) * IMAGE_PIXELS), row * IMAGE_PIXELS);
  });
  return {
    count: places.length,
    images,
    labels: Uint8Array.from(places, (place) => set.labels[place] as number),
  };
}
