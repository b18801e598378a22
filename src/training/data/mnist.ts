import { formatWhole } from '../../common/lib/format.ts';
import type { Dataset } from './dataset.ts';
import { MIN_TEST_COUNT, MIN_TRAIN_COUNT, type NamedBytes, readDigitSet } from './digit-set.ts';

/** The four files of MNIST, without `.gz`, and their published sizes in bytes, zipped. */
export const MNIST_FILES = {
  trainImages: { name: 'train-images-idx3-ubyte', zippedBytes: 9_912_422 },
  trainLabels: { name: 'train-labels-idx1-ubyte', zippedBytes: 28_881 },
  testImages: { name: 't10k-images-idx3-ubyte', zippedBytes: 1_648_877 },
  testLabels: { name: 't10k-labels-idx1-ubyte', zippedBytes: 4_542 },
} as const;

/** Told how many bytes have come, and how many there will be as far as is known. */
export type ByteProgress = (doneBytes: number, totalBytes: number) => void;

/**
 * Gets one of the four files, zipped or not, by its name without `.gz`; may tell how it gets on meanwhile.
 */
export type ReadMnistFile = (fileName: string, onBytes: ByteProgress) => Promise<Uint8Array>;

/**
 * Puts MNIST together from its four files, wherever they come from.
 *
 * @throws DataError where a file is damaged or they don't belong together; whatever `read` throws
 */
export async function loadMnist(
  read: ReadMnistFile,
  onProgress: ByteProgress = () => undefined,
): Promise<Dataset> {
  const progress = new Map(
    Object.values(MNIST_FILES).map((file) => [file.name as string, [0, file.zippedBytes]]),
  );
  const tell = (fileName: string, done: number, total: number) => {
    progress.set(fileName, [done, Math.max(done, total)]);
    const all = [...progress.values()];
    onProgress(sum(all.map(([bytes = 0]) => bytes)), sum(all.map(([, bytes = 0]) => bytes)));
  };
  const readNamed = async ({ name }: { name: string }): Promise<NamedBytes> => {
    const bytes = await read(name, (done, total) => tell(name, done, total));
    tell(name, bytes.length, bytes.length);
    return { fileName: name, bytes };
  };
  const { trainImages, trainLabels, testImages, testLabels } = MNIST_FILES;
  const train = await readDigitSet(
    await readNamed(trainImages),
    await readNamed(trainLabels),
    MIN_TRAIN_COUNT,
  );
  const test = await readDigitSet(await readNamed(testImages), await readNamed(testLabels), MIN_TEST_COUNT);
  const name = `MNIST (${formatWhole(train.count)} + ${formatWhole(test.count)})`;
  return { source: 'mnist', name, train, test, note: null };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
