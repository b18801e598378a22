import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/training/data/data-error.ts';
import { fromBrowserFile, loadUserFiles, type UserFile } from '../../../../src/training/data/user-files.ts';
import { imagesFile, labelsFile, sameExamples } from './idx-bytes.ts';

function file(name: string, bytes: Uint8Array): UserFile {
  return { name, size: bytes.length, bytes: () => Promise.resolve(bytes) };
}

async function fault(files: readonly UserFile[]): Promise<string> {
  const error = await loadUserFiles(files, 1).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  return (error as DataError).message;
}

const images = file('my-images', imagesFile(700));
const labels = file('my-labels', labelsFile(700));

describe('one pair', () => {
  test('is told apart by content, in either order, zipped or not', async () => {
    const zipped = file('my-images', gzipSync(imagesFile(700)));
    const one = await loadUserFiles([images, labels], 1);
    expect(sameExamples(await loadUserFiles([labels, zipped], 1), one)).toBe(true);
    expect(one.source).toBe('files');
    expect(one.name).toBe('my-images (600 + 100)');
  });

  test('gives one example in seven to the test set, each example to one set only, with its own label', async () => {
    const { train, test: held, note } = await loadUserFiles([images, labels], 1);
    expect([train.count, held.count]).toEqual([600, 100]);
    expect(note).toMatch(/600 images to train on; 100, one in seven/);
    const places = (set: typeof train) =>
      Array.from({ length: set.count }, (_, row) => `${set.images[row * 784]}:${set.labels[row]}`);
    // Image i is filled with i modulo 256 and labelled i modulo 10.
    const all = Array.from({ length: 700 }, (_, place) => `${place % 256}:${place % 10}`);
    expect([...places(train), ...places(held)].sort()).toEqual(all.sort());
  });

  test('says so when its labels do not hold all ten classes', async () => {
    const ones = file('ones', labelsFile(700).fill(1, 8));
    expect((await loadUserFiles([images, ones], 1)).note).toContain('only 1 of the 10 classes');
    expect((await loadUserFiles([images, labels], 1)).note).not.toContain('classes');
  });

  test('is split by the seed', async () => {
    const one = await loadUserFiles([images, labels], 1);
    expect(sameExamples(await loadUserFiles([images, labels], 1), one)).toBe(true);
    expect(sameExamples(await loadUserFiles([images, labels], 2), one)).toBe(false);
  });
});

describe('two pairs', () => {
  const test100 = [file('t10k-images', imagesFile(100)), file('t10k-labels', labelsFile(100))];
  const train600 = [file('train-images', imagesFile(600)), file('train-labels', labelsFile(600))];

  test('are told apart by name, whatever their size and order', async () => {
    const large = [file('t10k-images', imagesFile(900)), file('t10k-labels', labelsFile(900))];
    const data = await loadUserFiles([...large, ...train600], 1);
    expect([data.train.count, data.test.count]).toEqual([600, 900]);
    expect(data.name).toEqual(expect.stringMatching(/^train-images \(600 \+ \d+\)$/));
  });

  test('are told apart by size where the names say nothing', async () => {
    const unnamed = [...test100, ...train600].map((old, index) => ({ ...old, name: `file${index}` }));
    const data = await loadUserFiles(unnamed, 1);
    expect([data.train.count, data.test.count, data.note]).toEqual([600, 100, null]);
  });

  test('of one size and with names that say nothing are refused', async () => {
    const same = [images, labels, { ...images, name: 'b' }, { ...labels, name: 'c' }];
    expect(await fault(same)).toMatch(/my-images and b are of one size/);
  });
});

describe('copies', () => {
  const pairs = [
    file('a/train-images-idx3-ubyte', imagesFile(600)),
    file('a/train-labels-idx1-ubyte', labelsFile(600)),
    file('a/t10k-images-idx3-ubyte', imagesFile(100)),
    file('a/t10k-labels-idx1-ubyte', labelsFile(100)),
  ];

  test('packed, packed twice and in folders of their own count once', async () => {
    const packed = await Promise.all(
      pairs.map(async ({ name, bytes }) => file(`${name}.gz`, gzipSync(gzipSync(await bytes())))),
    );
    const inFolders = pairs.map(({ name, ...own }) => ({ ...own, name: `${name}/${name.slice(2)}` }));
    const data = await loadUserFiles([...packed, ...pairs, ...inFolders], 1);
    expect([data.train.count, data.test.count]).toEqual([600, 100]);
  });

  test('leave the number of other files to be told', async () => {
    expect(await fault([...pairs, images, labels])).toMatch(/You chose 6 files/);
    expect(await fault([...pairs.slice(0, 3), ...pairs.slice(0, 3)])).toMatch(/You chose 3 files/);
  });

  test('that are all there is of the test files are kept', async () => {
    const same = [
      file('train-i', imagesFile(600)),
      file('train-l', labelsFile(600)),
      file('test-i', imagesFile(600)),
      file('test-l', labelsFile(600)),
    ];
    expect((await loadUserFiles(same, 1)).test.count).toBe(600);
  });
});

test('files of EMNIST come with a hint', async () => {
  const named = [{ ...images, name: 'emnist-digits-train-images-idx3-ubyte' }, labels];
  expect((await loadUserFiles(named, 1)).note).toContain('“Transpose images”');
  expect((await loadUserFiles([images, labels], 1)).note).not.toContain('EMNIST');
});

describe('faults are named, with the file', () => {
  test('the number of files', async () => {
    expect(await fault([images])).toMatch(/You chose 1 file\. /);
    expect(await fault([images, labels, labels])).toMatch(/You chose 3 files/);
  });

  test('two files of one kind', async () => {
    expect(await fault([images, { ...images, name: 'other' }])).toMatch(
      /my-images and other hold images\. Choose as many files of labels/,
    );
    expect(await fault([labels, { ...labels, name: 'other' }])).toMatch(/my-labels and other hold labels/);
  });

  test('a file of another format', async () => {
    const picture = file('cat.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]));
    expect(await fault([images, picture])).toMatch(/cat\.png is not an IDX file of images or labels/);
  });

  test('counts that disagree', async () => {
    expect(await fault([images, file('short', labelsFile(699))])).toMatch(
      /my-images holds 700 images, but short holds 699 labels/,
    );
  });

  test('too few examples', async () => {
    expect(await fault([file('few', imagesFile(699)), file('l', labelsFile(699))])).toMatch(
      /few holds too few images: 699, and at least 700/,
    );
  });

  test('a corrupt gzip file', async () => {
    expect(await fault([file('bad.gz', gzipSync(imagesFile(700)).subarray(0, 900)), labels])).toMatch(
      /bad\.gz is a damaged gzip file/,
    );
  });

  test('an empty file and one of 2 GB, before they are read', async () => {
    const unread = () => Promise.reject(new Error('it was read'));
    expect(await fault([{ name: 'nothing', size: 0, bytes: unread }, labels])).toMatch(/nothing is empty/);
    expect(await fault([{ name: 'huge', size: 2 ** 31, bytes: unread }, labels])).toMatch(
      /huge is too large: 2,048 MiB, and at most 256 MiB/,
    );
  });

  test('a file that can no longer be read', async () => {
    const gone = { name: 'gone', size: 5, bytes: () => Promise.reject(new Error('NotReadableError')) };
    expect(await fault([gone, labels])).toMatch(/gone can't be read/);
  });
});

test('a browser file is read through arrayBuffer', async () => {
  const browserFile = new File([new Uint8Array([1, 2, 3])], 'a.idx');
  const { name, size, bytes } = fromBrowserFile(browserFile);
  expect([name, size, [...(await bytes())]]).toEqual(['a.idx', 3, [1, 2, 3]]);
});
