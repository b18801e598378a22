import { DataError } from './data-error.ts';
import { checkFileSize, MAX_FILE_BYTES } from './file-size.ts';
import { formatMebibytes } from './format.ts';

/** Input goes in by slices, since a browser may unzip a whole slice (up to 1,032-fold) before it is asked for more. */
const SLICE_BYTES = 32 * 1024;

/** Deflate can't shrink anything further than this. */
const MOST_EXPANSION = 1032;

/** A file that is packed more often is refused by what is in it. */
const MOST_LAYERS = 2;

/** A gzip file is at least this long: a header of 10 bytes, a trailer of 8. */
const LEAST_BYTES = 18;

/** Whether bytes begin as a gzip file does (RFC 1952). A file's name may not tell: servers unzip some on the way. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unzips a gzip file, also one that was packed twice; other bytes come back as they are. What is held meanwhile is at most `maxBytes` and what one slice unzips to
 * (33 MB), whatever the file announces: unzipping ends where it goes beyond.
 *
 * @param fileName for messages
 * @param maxBytes where to stop: a small file can unzip to gigabytes
 * @throws DataError where the file is damaged, empty or holds more than `maxBytes`
 */
export async function gunzip(
  fileName: string,
  bytes: Uint8Array,
  maxBytes = MAX_FILE_BYTES,
): Promise<Uint8Array> {
  return unzip(fileName, bytes, maxBytes, 1);
}

async function unzip(
  fileName: string,
  bytes: Uint8Array,
  maxBytes: number,
  layers: number,
): Promise<Uint8Array> {
  checkFileSize(fileName, bytes.length, maxBytes);
  if (!isGzip(bytes)) {
    return bytes;
  }
  if (bytes.length < LEAST_BYTES) {
    throw damaged(fileName);
  }
  const announced = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  const room = Math.min(announced, maxBytes, bytes.length * MOST_EXPANSION);
  const unzipped = new Uint8Array(room);
  const length = await unzipInto(unzipped, fileName, bytes);
  if (length > maxBytes || (length > room && announced > maxBytes)) {
    throw new DataError(
      `${fileName} unzips to more than ${formatMebibytes(maxBytes)}, too much to be read. Choose a smaller file.`,
    );
  }
  if (length !== announced) {
    throw damaged(fileName);
  }
  // Some downloads are packed once more on their way.
  return isGzip(unzipped) && layers < MOST_LAYERS
    ? unzip(fileName, unzipped, maxBytes, layers + 1)
    : unzipped;
}

/** Unzips until the room is full. Returns the bytes that came, more than there was room for where it stopped early. */
async function unzipInto(room: Uint8Array, fileName: string, bytes: Uint8Array): Promise<number> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  const reader = readable.getReader();
  // The reader meets the same fault and tells of it; these two must only not go unheard.
  writer.closed.catch(() => undefined);
  const fed = feed(writer, bytes).catch(() => undefined);
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (length + part.value.length > room.length) {
        await reader.cancel();
        return length + part.value.length;
      }
      room.set(part.value, length);
      length += part.value.length;
    }
  } catch (cause) {
    throw damaged(fileName, cause);
  }
  await fed;
  return length;
}

async function feed(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Uint8Array): Promise<void> {
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    await writer.ready;
    await writer.write(bytes.slice(start, start + SLICE_BYTES));
  }
  await writer.close();
}

function damaged(fileName: string, cause?: unknown): DataError {
  return new DataError(
    `${fileName} is a damaged gzip file: cut short or changed on its way. Download or copy it again.`,
    'unusable',
    cause,
  );
}
