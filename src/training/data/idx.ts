import { fileKind, uselessKind } from '../../common/lib/file-kind.ts';
import { formatWhole } from '../../common/lib/format.ts';
import { DataError } from './data-error.ts';
import { CLASS_COUNT, IMAGE_PIXELS, IMAGE_SIDE } from './dataset.ts';
import { checkFileSize } from './file-size.ts';

/** What an IDX file holds: images have three dimensions, labels one. */
export type IdxKind = 'images' | 'labels';

const DIMENSIONS: Record<IdxKind, number> = { images: 3, labels: 1 };

/** The IDX code for unsigned bytes. */
const UNSIGNED_BYTES = 0x08;

/** What a file holds by its first four bytes (not its name), or null where it is neither. */
export function idxKind(bytes: Uint8Array): IdxKind | null {
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== UNSIGNED_BYTES) {
    return null;
  }
  return bytes[3] === DIMENSIONS.images ? 'images' : bytes[3] === DIMENSIONS.labels ? 'labels' : null;
}

/**
 * Reads an unzipped IDX file of 28x28 images (the format of http://yann.lecun.com/exdb/mnist/).
 *
 * @returns the count, and a view of the file's pixels (no copy): `count` images of 784 bytes, row by row
 * @throws DataError naming the file and the fault
 */
export function parseImages(fileName: string, bytes: Uint8Array): { count: number; images: Uint8Array } {
  const [count = 0, rows = 0, columns = 0] = readSizes(fileName, bytes, 'images');
  if (rows !== IMAGE_SIDE || columns !== IMAGE_SIDE) {
    throw new DataError(
      `${fileName} holds images of ${rows}x${columns} pixels. Choose images of ${IMAGE_SIDE}x${IMAGE_SIDE} pixels.`,
    );
  }
  return { count, images: readBody(fileName, bytes, 'images', count, IMAGE_PIXELS) };
}

/**
 * Reads an unzipped IDX file of labels.
 *
 * @returns a view of the file's labels (no copy), each 0 to 9
 * @throws DataError naming the file and the fault
 */
export function parseLabels(fileName: string, bytes: Uint8Array): Uint8Array {
  const [count = 0] = readSizes(fileName, bytes, 'labels');
  const labels = readBody(fileName, bytes, 'labels', count, 1);
  const wrong = labels.findIndex((label) => label >= CLASS_COUNT);
  if (wrong !== -1) {
    throw new DataError(
      `${fileName} has the label ${labels[wrong]} at place ${wrong + 1}. Choose data with ${CLASS_COUNT} classes, labelled 0 to ${CLASS_COUNT - 1}.`,
    );
  }
  return labels;
}

function readSizes(fileName: string, bytes: Uint8Array, wanted: IdxKind): readonly number[] {
  checkFileSize(fileName, bytes.length);
  const kind = idxKind(bytes);
  if (kind === null) {
    const other = uselessKind(fileKind(bytes));
    throw new DataError(
      other === null
        ? `${fileName} is not an IDX file of ${wanted}: ${describeStart(bytes)}. Choose another.`
        : `${fileName} is not an IDX file of ${wanted}: it ${other}`,
    );
  }
  if (kind !== wanted) {
    throw new DataError(`${fileName} holds ${kind}, not ${wanted}. Choose the file of ${wanted}.`);
  }
  const dimensions = DIMENSIONS[kind];
  if (bytes.length < headerBytes(kind)) {
    throw new DataError(`${fileName} is cut short in its header. Download or copy it again.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: dimensions }, (_, dimension) => view.getUint32(4 + 4 * dimension));
}

function headerBytes(kind: IdxKind): number {
  return 4 + 4 * DIMENSIONS[kind];
}

/** Says how the first four bytes (two zeros, type, number of dimensions) differ from those of a file we read. */
export function describeStart(bytes: Uint8Array): string {
  const start = [...bytes.subarray(0, 4)];
  if (start.length < 4) {
    return `it holds ${start.length} bytes`;
  }
  if (start[0] === 0 && start[1] === 0) {
    return start[2] === UNSIGNED_BYTES
      ? `it has ${start[3]} dimensions`
      : `its numbers are of type ${hex(start[2])}, not unsigned bytes (${hex(UNSIGNED_BYTES)})`;
  }
  return `it begins with ${start.map(hex).join(' ')}`;
}

function hex(byte = 0): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}

function readBody(
  fileName: string,
  bytes: Uint8Array,
  kind: IdxKind,
  count: number,
  each: number,
): Uint8Array {
  const announced = `it announces ${formatWhole(count)} ${kind}`;
  const missing = headerBytes(kind) + count * each - bytes.length;
  if (missing > 0) {
    throw new DataError(
      `${fileName} is cut short: ${announced}, and ${formatWhole(missing)} bytes are missing. Download or copy it again.`,
    );
  }
  if (missing < 0) {
    throw new DataError(
      `${fileName} is too long: ${announced}, and ${formatWhole(-missing)} bytes follow them. Download or copy it again.`,
    );
  }
  if (count === 0) {
    throw new DataError(`${fileName} holds no ${kind}. Choose another.`);
  }
  return bytes.subarray(headerBytes(kind));
}
