import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLink } from '../../../../src/common/experiment/link.ts';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { crc32 } from '../../../../src/page/export/crc32.ts';
import { MOST_PNG_BYTES, readPngLink, withPngLink } from '../../../../src/page/export/png-text.ts';
import { joinedBytes, mutatedBytes } from '../../../fixtures/mutations.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function chunk(type: string, ...content: readonly (Uint8Array | string)[]): Uint8Array {
  const held = joinedBytes(
    ascii(type),
    ...content.map((part) => (typeof part === 'string' ? ascii(part) : part)),
  );
  return joinedBytes(uint32(held.length - 4), held, uint32(crc32(held)));
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** One grey pixel. */
const HEADER = chunk('IHDR', uint32(1), uint32(1), Uint8Array.of(8, 0, 0, 0, 0));
const PIXELS = chunk('IDAT', deflateSync(Uint8Array.of(0, 128)));
const END = chunk('IEND');
const png = (...more: readonly Uint8Array[]) => joinedBytes(SIGNATURE, HEADER, ...more, PIXELS, END);

const query = formatLink({ ...PRESETS.cnn, arms: [{ bn: true, rate: 0.1, name: 'A + ß' }] });
const ours = (text: string) => chunk('tEXt', 'normscope\0', text);
const errorOf = (bytes: Uint8Array) => {
  const read = readPngLink(bytes);
  return 'error' in read ? read.error : null;
};

describe('the settings in a picture', () => {
  it('are read back as they were written', () => {
    const written = withPngLink(png(), query);
    expect(readPngLink(written)).toEqual({ query });
    expect(written).toEqual(png(ours(query)));
  });

  it('are found among other chunks, before or after the pixels, and by their keyword', () => {
    const software = chunk('tEXt', 'Software\0', 'a program');
    const packed = chunk('zTXt', 'Comment\0\0', deflateSync(Buffer.from('normscope')));
    const near = chunk('tEXt', 'normscopes\0', 'seed=9');
    expect(readPngLink(png(software, packed, near, ours(query)))).toEqual({ query });
    expect(readPngLink(joinedBytes(SIGNATURE, HEADER, PIXELS, ours(query), END))).toEqual({ query });
    expect(readPngLink(png(ours('seed=1'), ours('seed=2')))).toEqual({ query: 'seed=1' });
  });

  it('are read out of international text too, as other programs write it', () => {
    expect(readPngLink(png(chunk('iTXt', 'normscope\0\0\0', 'en\0', 'normscope\0', query)))).toEqual({
      query,
    });
    expect(errorOf(png(chunk('iTXt', 'normscope\0\0\0', 'never ended')))).toMatch(/damaged/);
  });

  it('are refused, not unpacked, where they are compressed', () => {
    const bomb = deflateSync(new Uint8Array(50_000_000));
    expect(errorOf(png(chunk('zTXt', 'normscope\0\0', bomb)))).toMatch(/compressed/);
    expect(errorOf(png(chunk('iTXt', 'normscope\0', Uint8Array.of(1, 0), '\0\0', bomb)))).toMatch(
      /compressed/,
    );
  });

  it('are refused where they are too long, no text, or not as they were', () => {
    expect(errorOf(png(ours('x'.repeat(300_000))))).toMatch(/longer than 262,144/);
    expect(errorOf(png(ours('seed=1\n')))).toMatch(/damaged/);
    const changed = png(ours('seed=1'));
    changed[changed.indexOf(ascii('=')[0] as number) + 1] = 0x32;
    expect(errorOf(changed)).toMatch(/damaged/);
  });

  it('are missed in a picture without them, and in what is no picture', () => {
    expect(errorOf(png())).toMatch(/holds no settings/);
    expect(errorOf(new Uint8Array(0))).toBe('This is no PNG picture.');
    expect(errorOf(SIGNATURE)).toMatch(/holds no settings/);
    expect(errorOf(ascii('GIF89a'))).toBe('This is no PNG picture.');
    expect(errorOf(joinedBytes(SIGNATURE, uint32(0xffffffff), ascii('tEXtnormscope')))).toMatch(/damaged/);
  });

  it('are not looked for in a file of gigabytes', () => {
    const huge = { length: MOST_PNG_BYTES + 1 } as Uint8Array;
    expect(errorOf(huge)).toBe('The picture is too large: 65 MiB, and at most 64 MiB are read.');
  });

  it('come out of a mutated picture as they were, or a sentence does', () => {
    const software = chunk('tEXt', 'Software\0', 'a program');
    const good = fc.constantFrom(
      withPngLink(png(), query),
      png(software, ours(query)),
      png(chunk('iTXt', 'normscope\0\0\0', 'en\0', 'normscope\0', query)),
      png(chunk('zTXt', 'normscope\0\0', deflateSync(Buffer.from(query)))),
      // Within a larger buffer.
      joinedBytes(new Uint8Array(5), png(ours(query))).subarray(5),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(mutatedBytes(good), (bytes) => {
        const read = readPngLink(bytes);
        if ('query' in read && read.query !== query) expect(read.query).toBe(query);
        if ('error' in read && !/^(This|The) .{10,150}\.$/.test(read.error))
          expect(read.error).toBe('a sentence');
        seen.add('query' in read ? 'query' : read.error.slice(0, 20));
      }),
    );
    expect(seen.size).toBeGreaterThanOrEqual(4);
  });
});

it('the checksum is that of the standard’s check value', () => {
  expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});
