import { formatWhole } from '../../common/lib/format.ts';
import { crc32 } from './crc32.ts';

/** What the text chunk of a picture's settings is called. */
const KEYWORD = 'normscope';
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Signature and header chunk, after which other chunks may come. */
const HEAD_BYTES = 8 + 25;
/** A chunk without what it holds: length, type and checksum. */
const CHUNK_BYTES = 12;

/** The largest picture that is read: many times those that are exported. It is read where it lies, and nothing in it unpacked. */
export const MOST_PNG_BYTES = 64 * 2 ** 20;
/** The longest link that is read out of a picture. */
const MOST_LINK_BYTES = 2 ** 18;

/** The PNG file with a link's query in it, which programs that show pictures pass over. */
export function withPngLink(png: Uint8Array, query: string): Uint8Array<ArrayBuffer> {
  const held = new TextEncoder().encode(`tEXt${KEYWORD}\0${query}`);
  const whole = new Uint8Array(png.length + held.length + 8);
  const view = new DataView(whole.buffer);
  whole.set(png.subarray(0, HEAD_BYTES));
  view.setUint32(HEAD_BYTES, held.length - 4);
  whole.set(held, HEAD_BYTES + 4);
  view.setUint32(HEAD_BYTES + 4 + held.length, crc32(held));
  whole.set(png.subarray(HEAD_BYTES), HEAD_BYTES + 8 + held.length);
  return whole;
}

/**
 * The link's query in a PNG file that was exported here, whatever the bytes are. The error is a sentence for people. Settings are never
 * compressed, so what is compressed is refused: a few bytes can unpack to gigabytes.
 */
export function readPngLink(bytes: Uint8Array): { query: string } | { error: string } {
  if (bytes.length > MOST_PNG_BYTES) {
    const [size, most] = [bytes.length, MOST_PNG_BYTES].map((one) => formatWhole(Math.ceil(one / 2 ** 20)));
    return { error: `The picture is too large: ${size} MiB, and at most ${most} MiB are read.` };
  }
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) return { error: 'This is no PNG picture.' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = SIGNATURE.length; at + CHUNK_BYTES <= bytes.length; ) {
    const end = at + CHUNK_BYTES + view.getUint32(at);
    if (end > bytes.length) return { error: DAMAGED };
    const held = bytes.subarray(at + 4, end - 4);
    const found = isTextOfOurs(held) ? readText(held, view.getUint32(end - 4)) : null;
    if (found !== null) return found;
    at = end;
  }
  return {
    error:
      'The picture holds no settings: it was not exported by Normscope, or a program that changed it left them out.',
  };
}

const DAMAGED = 'The picture is damaged: it was cut short, or changed on its way.';

const asciiOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** @param held type and content of a chunk */
const isTextOfOurs = (held: Uint8Array): boolean =>
  held.length >= 5 + KEYWORD.length &&
  /^(tEXt|zTXt|iTXt)$/.test(asciiOf(held.subarray(0, 4))) &&
  asciiOf(held.subarray(4, 5 + KEYWORD.length)) === `${KEYWORD}\0`;

function readText(held: Uint8Array, checksum: number): { query: string } | { error: string } {
  const type = asciiOf(held.subarray(0, 4));
  const content = held.subarray(5 + KEYWORD.length);
  if (type === 'zTXt' || (type === 'iTXt' && content[0] !== 0)) {
    return { error: 'The picture’s settings are compressed, as Normscope never writes them.' };
  }
  const text = type === 'iTXt' ? afterLanguages(content) : content;
  if (text.length > MOST_LINK_BYTES) {
    return { error: `The picture’s settings are longer than ${formatWhole(MOST_LINK_BYTES)} characters.` };
  }
  const isLink = text.every((byte) => byte >= 0x20 && byte < 0x7f);
  return isLink && crc32(held) === checksum ? { query: new TextDecoder().decode(text) } : { error: DAMAGED };
}

/** The text of international text: after two flags, a language and the keyword in that language, each ended by a zero. */
function afterLanguages(content: Uint8Array): Uint8Array {
  const language = content.indexOf(0, 2);
  const keyword = language === -1 ? -1 : content.indexOf(0, language + 1);
  return keyword === -1 ? content : content.subarray(keyword + 1);
}
