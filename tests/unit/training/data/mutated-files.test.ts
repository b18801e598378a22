import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DataError } from '../../../../src/training/data/data-error.ts';
import { MAX_FILE_BYTES } from '../../../../src/training/data/file-size.ts';
import { gunzip } from '../../../../src/training/data/gunzip.ts';
import { parseImages, parseLabels } from '../../../../src/training/data/idx.ts';
import { loadUserFiles, type UserFile } from '../../../../src/training/data/user-files.ts';
import { atDepth, propertyCases } from '../../../depth.ts';
import { gzipBomb, gzipWithHeader } from '../../../fixtures/gzip-files.ts';
import { joinedBytes, mutatedBytes } from '../../../fixtures/mutations.ts';
import { imagesFile, labelsFile } from './idx-bytes.ts';

const isSentence = (error: unknown): boolean =>
  error instanceof DataError && /my|hold/.test(error.message) && error.message.length < 400;

/** What came of bad bytes must be good, or a sentence for people. */
function judge(error: unknown): 'refused' {
  if (!isSentence(error)) expect(error).toBe('a sentence that names the file');
  return 'refused';
}

function outcome<T>(read: () => T): T | 'refused' {
  try {
    return read();
  } catch (error) {
    return judge(error);
  }
}

describe('a mutated IDX file', () => {
  test('of images holds whole images, or is refused in a sentence', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(mutatedBytes(fc.constantFrom(imagesFile(2), imagesFile(1), labelsFile(9))), (bytes) => {
        const read = outcome(() => parseImages('my.idx', bytes));
        if (read !== 'refused' && (read.count === 0 || read.images.length !== 784 * read.count)) {
          expect(read).toBe('whole images');
        }
        seen.add(read === 'refused' ? read : 'read');
      }),
      propertyCases(6000),
    );
    expect([...seen].sort()).toEqual(['read', 'refused']);
  });

  test('of labels holds labels from 0 to 9, or is refused in a sentence', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(mutatedBytes(fc.constantFrom(labelsFile(30), labelsFile(1), imagesFile(1))), (bytes) => {
        const read = outcome(() => parseLabels('my.idx', bytes));
        if (read !== 'refused' && (read.length === 0 || read.some((label) => label > 9))) {
          expect(read).toBe('labels');
        }
        seen.add(read === 'refused' ? read : 'read');
      }),
      propertyCases(6000),
    );
    expect([...seen].sort()).toEqual(['read', 'refused']);
  });
});

const content = labelsFile(500);
const [START, REST] = [content.subarray(0, 200), content.subarray(200)];
const GOOD = [
  content,
  new Uint8Array(gzipSync(content)),
  new Uint8Array(gzipSync(content, { level: 0 })),
  gzipWithHeader(content),
  joinedBytes(gzipSync(START), gzipSync(REST)),
  joinedBytes(gzipSync(new Uint8Array(0)), gzipSync(content)),
  new Uint8Array(gzipSync(new Uint8Array(0))),
  new Uint8Array(gzipSync(new Uint8Array(100_000))),
  joinedBytes(gzipSync(content), new Uint8Array(3)),
];

describe('a gzip file', () => {
  test.each([1, 2, 3])('of kind %i is unzipped', async (kind) => {
    expect(Buffer.compare(await gunzip('my.gz', GOOD[kind] as Uint8Array), content)).toBe(0);
  });

  test('of several members, or with more after its end, is refused: they are never written so', async () => {
    for (const bytes of [GOOD[4], GOOD[8]]) {
      await expect(gunzip('my.gz', bytes as Uint8Array)).rejects.toThrow(/my\.gz is a damaged gzip file/);
    }
  });

  test('that is mutated gives what was zipped, or is refused in a sentence', async () => {
    const most = 8192;
    const seen = new Set<string>();
    // Of two members one may be cut off.
    const zipped = [content, START, REST, new Uint8Array(0)];
    const isContent = (bytes: Uint8Array) => zipped.some((one) => Buffer.compare(bytes, one) === 0);
    await fc.assert(
      fc.asyncProperty(mutatedBytes(fc.constantFrom(...GOOD)), async (bytes) => {
        const read = await gunzip('my.gz', bytes, most).catch(judge);
        if (read !== 'refused' && read !== bytes && !isContent(read)) expect(read).toBe('what was zipped');
        if (read !== 'refused') expect(read.length).toBeLessThanOrEqual(most);
        seen.add(read === 'refused' ? read : read === bytes ? 'as it is' : 'unzipped');
      }),
      propertyCases(10_000),
    );
    expect([...seen].sort()).toEqual(['as it is', 'refused', 'unzipped']);
  });
});

describe('files that a person chose, mutated', () => {
  const images = imagesFile(700);
  const labels = labelsFile(700);
  const file = (name: string, bytes: Uint8Array): UserFile => ({
    name,
    size: bytes.length,
    bytes: () => Promise.resolve(bytes),
  });

  test('are a set of whole examples, or are refused in a sentence', async () => {
    const seen = new Set<string>();
    const anyLabels = mutatedBytes(fc.constantFrom(labels, new Uint8Array(gzipSync(labels))));
    const anyImages = fc.oneof(
      { weight: 9, arbitrary: fc.constant(new Uint8Array(gzipSync(images))) },
      { weight: 1, arbitrary: mutatedBytes(fc.constantFrom(images, new Uint8Array(gzipSync(images)))) },
    );
    await fc.assert(
      fc.asyncProperty(anyImages, anyLabels, async (one, other) => {
        const data = await loadUserFiles([file('my-images', one), file('my-labels', other)], 1).catch(judge);
        seen.add(data === 'refused' ? data : 'read');
        if (data === 'refused') return;
        for (const { count, images: pixels, labels: its } of [data.train, data.test]) {
          expect([pixels.length, its.length]).toEqual([784 * count, count]);
        }
      }),
      propertyCases(500),
    );
    expect([...seen].sort()).toEqual(['read', 'refused']);
  });
});

describe('a gzip bomb', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  /** Counts the bytes that come out of every unzipping, and the memory that was held meanwhile. */
  function watchUnzipping() {
    const seen = { unzipped: 0, held: 0 };
    const before = process.memoryUsage().arrayBuffers;
    const Real = DecompressionStream;
    class Watched {
      readonly readable: ReadableStream<Uint8Array>;
      readonly writable: WritableStream<BufferSource>;
      constructor(format: CompressionFormat) {
        const { readable, writable } = new Real(format);
        const counted = new TransformStream<Uint8Array, Uint8Array>({
          transform(part, to) {
            seen.unzipped += part.length;
            seen.held = Math.max(seen.held, process.memoryUsage().arrayBuffers - before);
            to.enqueue(part);
          },
        });
        this.readable = readable.pipeThrough(counted);
        this.writable = writable;
      }
    }
    vi.stubGlobal('DecompressionStream', Watched);
    return seen;
  }

  // What comes of one slice, 33 MB, is unzipped at once: a bound may be as small, and a bomb must be much larger.
  const [size, bound] = [atDepth(256, 1200), atDepth(32 * 2 ** 20, MAX_FILE_BYTES)];
  test.each([
    ['announces', size * 2 ** 20],
    ['does not announce', 100],
  ])(`that %s its ${size} MiB is unzipped to the bound and no further`, async (_, announced) => {
    const bomb = gzipBomb(size, announced);
    expect(bomb.length).toBeLessThan(2_000_000);
    const seen = watchUnzipping();
    const error = await gunzip('my.gz', bomb, bound).catch((reason: unknown) => reason);
    expect(isSentence(error)).toBe(true);
    const most = Math.min(announced, bound);
    expect(seen.unzipped).toBeLessThan(most + 40 * 2 ** 20);
    expect(seen.held).toBeLessThan(most + 128 * 2 ** 20);
  });

  test('of 1.2 GiB among a person’s files is refused by its name', async () => {
    const bomb = gzipBomb(1200, 2 ** 20);
    const file = (name: string, bytes: Uint8Array): UserFile => ({
      name,
      size: bytes.length,
      bytes: async () => bytes,
    });
    const files = [file('my-labels', labelsFile(700)), file('bomb.gz', bomb)];
    await expect(loadUserFiles(files, 1)).rejects.toThrow(/^bomb\.gz is a damaged gzip file/);
  });
});
