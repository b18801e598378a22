import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../../../../src/common/lib/rng.ts';
import { DataError } from '../../../../src/training/data/data-error.ts';
import { checkFileSize } from '../../../../src/training/data/file-size.ts';
import { gunzip } from '../../../../src/training/data/gunzip.ts';

/** Noise, which zips to several slices' worth. */
const noise = createRng(1, 'noise');
const original = Uint8Array.from({ length: 200_000 }, () => noise.below(200));
const zipped = new Uint8Array(gzipSync(original));

async function fault(bytes: Uint8Array, maxBytes?: number): Promise<string> {
  const error = await gunzip('my.gz', bytes, maxBytes).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  return (error as DataError).message;
}

describe('gunzip', () => {
  test('unzips', async () => {
    expect(zipped.length).toBeGreaterThan(100_000);
    expect(Buffer.compare(await gunzip('my.gz', zipped), original)).toBe(0);
  });

  test('hands bytes that are not gzip back as they are', async () => {
    expect(await gunzip('my.idx', original)).toBe(original);
  });

  test('names a file that is cut short, wherever it is cut', async () => {
    for (const missing of [1, 4, 8, 1000, zipped.length - 18, zipped.length - 5]) {
      expect(await fault(zipped.subarray(0, -missing))).toMatch(/^my\.gz is a damaged gzip file/);
    }
  });

  test('names a file with a changed byte, a wrong checksum or something after its end', async () => {
    const changed = zipped.slice();
    changed[5000] = (changed[5000] ?? 0) ^ 0x55;
    const wrongSum = zipped.slice();
    wrongSum[zipped.length - 6] = (wrongSum[zipped.length - 6] ?? 0) ^ 1;
    const longer = new Uint8Array([...zipped, 1, 2, 3, 4, 5]);
    for (const bytes of [changed, wrongSum, longer]) {
      expect(await fault(bytes)).toMatch(/damaged/);
    }
  });

  test('stops a small file that unzips to more than the bound', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(20_000_000)));
    expect(await fault(bomb, 2 ** 20)).toBe(
      'my.gz unzips to more than 1 MiB, too much to be read. Choose a smaller file.',
    );
  });

  test('does not believe a bomb that announces few bytes', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(20_000_000)));
    new DataView(bomb.buffer).setUint32(bomb.length - 4, 100, true);
    expect(await fault(bomb, 2 ** 20)).toMatch(/damaged/);
  });

  test('refuses empty files, and by size those of gigabytes', async () => {
    expect(await fault(new Uint8Array(0))).toMatch(/^my\.gz is empty/);
    expect(() => checkFileSize('big.gz', 2 * 2 ** 30)).toThrow('big.gz is too large: 2,048 MiB');
  });

  test('gives the right bytes or a DataError for any mutation', async () => {
    const small = new Uint8Array(gzipSync(original.subarray(0, 600)));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.nat(30),
        async (changes, cut) => {
          const bytes = small.slice();
          for (const [place, value] of changes) {
            bytes[place] = value;
          }
          const whole = bytes.subarray(0, bytes.length - cut);
          const result = await gunzip('my.gz', whole, 2 ** 20).catch((reason: unknown) => reason);
          const right = result instanceof DataError || result === whole;
          expect(right || Buffer.compare(result as Uint8Array, original.subarray(0, 600)) === 0).toBe(true);
        },
      ),
    );
  });
});
