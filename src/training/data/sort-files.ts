import { fileKind, uselessKind } from '../../common/lib/file-kind.ts';
import { DataError } from './data-error.ts';
import type { NamedBytes } from './digit-set.ts';
import { describeStart, type IdxKind, idxKind } from './idx.ts';

/** An images file and the labels file that belongs to it. */
export interface FilePair {
  readonly images: NamedBytes;
  readonly labels: NamedBytes;
}

/** Which part of the data a file says, by its name, that it is. */
type Part = 'train' | 'test' | null;

/**
 * Tells which of two or four unzipped files is what: images and labels by their first bytes; to train and to test
 * by `train`, `t10k` or `test` in the name, else the larger pair is to train on.
 *
 * @throws DataError naming the file that does not fit
 */
export function sortFiles(files: readonly NamedBytes[]): { train: FilePair; test: FilePair | null } {
  const images = ofKind(files, 'images');
  const labels = ofKind(files, 'labels');
  const stranger = files.find((file) => !images.includes(file) && !labels.includes(file));
  if (stranger !== undefined) {
    const other = uselessKind(fileKind(stranger.bytes));
    throw new DataError(
      other === null
        ? `${stranger.fileName} is not an IDX file of images or labels: ${describeStart(stranger.bytes)}. Choose IDX files like MNIST's, zipped or not.`
        : `${stranger.fileName} is not an IDX file of images or labels: it ${other}`,
    );
  }
  if (images.length !== labels.length) {
    const [extra, other]: [IdxKind, IdxKind] =
      images.length > labels.length ? ['images', 'labels'] : ['labels', 'images'];
    const names = (extra === 'images' ? images : labels).map((file) => file.fileName).join(' and ');
    throw new DataError(`${names} hold ${extra}. Choose as many files of ${other} as of ${extra}.`);
  }
  const [trainImages, testImages] = trainFirst(images);
  const [trainLabels, testLabels] = trainFirst(labels);
  if (trainImages === undefined || trainLabels === undefined) {
    throw new DataError('No files were chosen. Choose an IDX file of images and one of labels.');
  }
  return {
    train: { images: trainImages, labels: trainLabels },
    test: testImages && testLabels ? { images: testImages, labels: testLabels } : null,
  };
}

function ofKind(files: readonly NamedBytes[], kind: IdxKind): readonly NamedBytes[] {
  return files.filter((file) => idxKind(file.bytes) === kind);
}

/** One or two files of a kind, the one to train on first. */
function trainFirst(files: readonly NamedBytes[]): readonly NamedBytes[] {
  const [first, second] = files;
  if (first === undefined || second === undefined) {
    return files;
  }
  const [one, other] = [partByName(first.fileName), partByName(second.fileName)];
  if (one !== other) {
    return one === 'train' || other === 'test' ? [first, second] : [second, first];
  }
  if (first.bytes.length === second.bytes.length) {
    throw new DataError(
      `${first.fileName} and ${second.fileName} are of one size: it can't be told which is to train on. Put "train" and "test" in their names.`,
    );
  }
  return first.bytes.length > second.bytes.length ? [first, second] : [second, first];
}

/** By its own name; where that says nothing, by the folders that it lies in. */
function partByName(path: string): Part {
  return partIn(path.slice(path.lastIndexOf('/') + 1)) ?? partIn(path);
}

function partIn(fileName: string): Part {
  const train = /train/i.test(fileName);
  const test = /t10k|test/i.test(fileName);
  return train === test ? null : train ? 'train' : 'test';
}
