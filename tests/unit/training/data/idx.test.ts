import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/training/data/data-error.ts';
import { idxKind, parseImages, parseLabels } from '../../../../src/training/data/idx.ts';
import { idxBytes, imagesFile, labelsFile } from './idx-bytes.ts';

/** What a parser makes of bytes: its result, or its DataError; anything else fails the test. */
function outcome<T>(parse: () => T): T | DataError {
  try {
    return parse();
  } catch (error) {
    if (error instanceof DataError) {
      return error;
    }
    throw error;
  }
}

describe('good files', () => {
  test('images come out in order', () => {
    const { count, images } = parseImages('i', imagesFile(3));
    expect(count).toBe(3);
    expect(images.length).toBe(3 * 784);
    expect([images[0], images[784], images[2 * 784 + 783]]).toEqual([0, 1, 2]);
  });

  test('labels come out in order', () => {
    expect([...parseLabels('l', labelsFile(12))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  });

  test('a file inside a larger buffer is read from its own start', () => {
    const file = labelsFile(4);
    const buffer = new Uint8Array(file.length + 7).fill(9);
    buffer.set(file, 7);
    expect([...parseLabels('l', buffer.subarray(7))]).toEqual([0, 1, 2, 3]);
  });

  test('the kind is told by the first bytes', () => {
    expect(idxKind(imagesFile(1))).toBe('images');
    expect(idxKind(labelsFile(1))).toBe('labels');
    expect(idxKind(idxBytes([1, 1], new Uint8Array(1)))).toBeNull();
    expect(idxKind(new Uint8Array([0, 0, 8]))).toBeNull();
  });
});

describe('faults are named, with the file', () => {
  const floats = imagesFile(1);
  floats[2] = 0x0d;
  const cases: readonly [string, () => unknown, RegExp][] = [
    ['empty', () => parseImages('my.idx', new Uint8Array(0)), /^my\.idx is empty/],
    ['a few bytes', () => parseImages('my.idx', new Uint8Array([0, 0])), /my\.idx.*it holds 2 bytes/],
    ['labels for images', () => parseImages('my.idx', labelsFile(5)), /my\.idx holds labels, not images/],
    ['images for labels', () => parseLabels('my.idx', imagesFile(1)), /my\.idx holds images, not labels/],
    [
      'another format',
      () => parseImages('my.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1])),
      /my\.png is not an IDX file.*0x89 0x50 0x4e 0x47/,
    ],
    ['another number type', () => parseImages('my.idx', floats), /type 0x0d, not unsigned bytes/],
    ['other dimensions', () => parseImages('my.idx', idxBytes([1, 1], new Uint8Array(1))), /2 dimensions/],
    ['a cut header', () => parseImages('my.idx', imagesFile(1).subarray(0, 10)), /cut short in its header/],
    [
      'cut images',
      () => parseImages('my.idx', imagesFile(2).subarray(0, -5)),
      /announces 2 images, and 5 bytes are missing/,
    ],
    [
      'cut labels',
      () => parseLabels('my.idx', labelsFile(9).subarray(0, -1)),
      /announces 9 labels, and 1 bytes are missing/,
    ],
    [
      'a count of billions',
      () => parseImages('my.idx', idxBytes([0xffffffff, 28, 28], new Uint8Array(784))),
      /announces 4,294,967,295 images/,
    ],
    [
      'trailing bytes',
      () => parseLabels('my.idx', idxBytes([2], new Uint8Array(5))),
      /too long.*3 bytes follow/,
    ],
    [
      'another size',
      () => parseImages('my.idx', idxBytes([1, 32, 32], new Uint8Array(1024))),
      /32x32 pixels.*28x28/,
    ],
    ['no images', () => parseImages('my.idx', imagesFile(0)), /my\.idx holds no images/],
    ['no labels', () => parseLabels('my.idx', labelsFile(0)), /my\.idx holds no labels/],
    [
      'a label above 9',
      () => parseLabels('my.idx', idxBytes([3], new Uint8Array([9, 26, 1]))),
      /label 26 at place 2/,
    ],
  ];
  test.each(cases)('%s', (_, parse, message) => {
    const result = outcome(parse);
    expect(result).toBeInstanceOf(DataError);
    expect((result as DataError).message).toMatch(message);
  });
});

describe('whatever the bytes, a result or a DataError', () => {
  const mutation = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 });

  test('mutated and cut images', () => {
    fc.assert(
      fc.property(mutation, fc.nat(), (changes, cut) => {
        const bytes = imagesFile(2);
        // Changes aim at the header, where they matter.
        for (const [place, value] of changes) {
          bytes[place % 20] = value;
        }
        const result = outcome(() => parseImages('f', bytes.subarray(0, bytes.length - (cut % 3))));
        if (!(result instanceof DataError)) {
          expect(result.images.length).toBe(result.count * 784);
          expect(result.count).toBe(2);
        }
      }),
    );
  });

  test('any bytes as labels', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.boolean(), (noise, withStart) => {
        const bytes = withStart ? Uint8Array.from([0, 0, 8, 1, 0, 0, 0, ...noise]) : noise;
        const result = outcome(() => parseLabels('f', bytes));
        if (!(result instanceof DataError)) {
          expect(Math.max(...result)).toBeLessThan(10);
          expect(result.length).toBe(bytes.length - 8);
        }
      }),
    );
  });
});
