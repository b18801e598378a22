/** What a file is by its first bytes, as far as somebody may take it for one of ours. */
export type FileKind = keyof typeof FILE_KINDS | 'idx' | 'gzip' | 'json' | 'png';

const UNPACK = 'Unpack it and choose the files inside.';
const AS_IDX = 'Convert it to IDX files, MNIST’s format: images of 28 × 28 bytes, and labels.';

/** Kinds that are not read, and what to do about them. */
const FILE_KINDS = {
  empty: { noun: 'an empty file', remedy: 'Download or copy it again.' },
  zip: { noun: 'a ZIP archive', remedy: UNPACK },
  npz: { noun: 'a NumPy archive (NPZ)', remedy: AS_IDX },
  tar: { noun: 'a TAR archive', remedy: UNPACK },
  bzip2: { noun: 'a bzip2 file', remedy: UNPACK },
  xz: { noun: 'an XZ file', remedy: UNPACK },
  zstd: { noun: 'a Zstandard file', remedy: UNPACK },
  sevenZip: { noun: 'a 7-Zip archive', remedy: UNPACK },
  rar: { noun: 'a RAR archive', remedy: UNPACK },
  npy: { noun: 'a NumPy array (NPY)', remedy: AS_IDX },
  matlab: { noun: 'a MATLAB file', remedy: AS_IDX },
  hdf5: { noun: 'an HDF5 file', remedy: AS_IDX },
  parquet: { noun: 'a Parquet file', remedy: AS_IDX },
  csv: { noun: 'a table (CSV)', remedy: AS_IDX },
  jpeg: { noun: 'a JPEG picture', remedy: AS_IDX },
  gif: { noun: 'a GIF picture', remedy: AS_IDX },
  webp: { noun: 'a WebP picture', remedy: AS_IDX },
  bmp: { noun: 'a BMP picture', remedy: AS_IDX },
  tiff: { noun: 'a TIFF picture', remedy: AS_IDX },
  pdf: { noun: 'a PDF file', remedy: 'Choose another.' },
  html: {
    noun: 'a web page',
    remedy: 'A download that failed is often saved like this. Download the file again.',
  },
  lfs: { noun: 'a Git LFS pointer', remedy: 'Get the file itself with "git lfs pull".' },
  text: { noun: 'a text file', remedy: 'Choose another.' },
} as const;

/** Bytes at the beginning of a file, as characters. */
const STARTS: readonly (readonly [FileKind, string])[] = [
  ['png', '\x89PNG'],
  ['gzip', '\x1f\x8b'],
  ['bzip2', 'BZh'],
  ['xz', '\xfd7zXZ\0'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['sevenZip', '7z\xbc\xaf\x27\x1c'],
  ['rar', 'Rar!\x1a\x07'],
  ['npy', '\x93NUMPY'],
  ['matlab', 'MATLAB '],
  ['hdf5', '\x89HDF\r\n\x1a\n'],
  ['parquet', 'PAR1'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['pdf', '%PDF'],
  ['lfs', 'version https://git-lfs'],
];

/** As many bytes tell what a file is. */
export const KIND_BYTES = 1024;

/** What a file is by its first `KIND_BYTES` bytes, whatever its name; null for what is not known. */
export function fileKind(bytes: Uint8Array): FileKind | null {
  if (bytes.length === 0) return 'empty';
  const start = latin(bytes.subarray(0, KIND_BYTES));
  const found = STARTS.find(([, text]) => start.startsWith(text));
  if (found !== undefined) return found[0];
  if (start.startsWith('PK') && isOneOf(bytes, 2, [3, 5, 7])) return isNpz(bytes) ? 'npz' : 'zip';
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp';
  if (start.startsWith('BM') && start.slice(6, 10) === '\0\0\0\0') return 'bmp';
  if (start.slice(257, 262) === 'ustar') return 'tar';
  // Two zeros, the type of the numbers, how many dimensions.
  const isIdx = start.startsWith('\0\0') && isOneOf(bytes, 2, IDX_TYPES) && isOneOf(bytes, 3, IDX_DIMENSIONS);
  return isIdx ? 'idx' : textKind(withoutMark(start));
}

const IDX_TYPES = [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e];
const IDX_DIMENSIONS = [1, 2, 3, 4, 5, 6, 7, 8];
const isOneOf = (bytes: Uint8Array, at: number, values: readonly number[]): boolean =>
  values.includes(bytes[at] ?? -1);

/** The name of the first file in a ZIP archive, which a NumPy archive gives away. */
function isNpz(bytes: Uint8Array): boolean {
  const length = (bytes[26] ?? 0) + 256 * (bytes[27] ?? 0);
  return latin(bytes.subarray(30, 30 + Math.min(length, KIND_BYTES))).endsWith('.npy');
}

/** Of UTF-16 only what is ASCII is left, which is enough to tell a kind. */
const withoutMark = (start: string): string =>
  /^(\xff\xfe|\xfe\xff)/.test(start)
    ? start.slice(2).replaceAll('\0', '')
    : start.replace('\xef\xbb\xbf', '');

function textKind(text: string): FileKind | null {
  const trimmed = text.trimStart();
  if (/^[{[]/.test(trimmed)) return 'json';
  if ([...text].some((sign) => sign < ' ' && !WHITE.includes(sign))) return null;
  if (/^<(!doctype html|html|head|body|\?xml|!--)/i.test(trimmed)) return 'html';
  const [first = ''] = trimmed.split('\n');
  return /^[^,;\t]*([,;\t])[^,;\t]*\1/.test(first) ? 'csv' : 'text';
}

const WHITE = '\t\n\v\f\r\x1b';

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** What a file is that is of no use here, and what to do: "is a ZIP archive. Unpack it ..."; null for the kinds of use, and the unknown. */
export function uselessKind(kind: FileKind | null): string | null {
  if (kind === null || !(kind in FILE_KINDS)) return null;
  const { noun, remedy } = FILE_KINDS[kind as keyof typeof FILE_KINDS];
  return `is ${noun}. ${remedy}`;
}
