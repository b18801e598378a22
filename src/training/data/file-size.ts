import { DataError } from './data-error.ts';
import { formatMebibytes } from './format.ts';

/**
 * The largest file that is read, and the most that a gzip file may hold: five times MNIST. Files are read one after the other, so four of
 * them, unzipped, hold four times as much at most, and one more while it is unzipped.
 */
export const MAX_FILE_BYTES = 256 * 2 ** 20;

/**
 * Refuses a file by its size, before it is read.
 *
 * @throws DataError where the file is empty or larger than `maxBytes`
 */
export function checkFileSize(fileName: string, size: number, maxBytes = MAX_FILE_BYTES): void {
  if (size === 0) {
    throw new DataError(`${fileName} is empty. Download or copy it again.`);
  }
  if (size > maxBytes) {
    throw new DataError(
      `${fileName} is too large: ${formatMebibytes(size)}, and at most ${formatMebibytes(maxBytes)} are read. Choose a smaller file.`,
    );
  }
}
