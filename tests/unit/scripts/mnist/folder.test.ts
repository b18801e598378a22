import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFolder } from '../../../../scripts/mnist/folder.ts';

let folder = '';

function images(count: number, rows = 28, columns = 28): Buffer {
  const header = Buffer.alloc(16);
  for (const [index, value] of [0x803, count, rows, columns].entries())
    header.writeUInt32BE(value, index * 4);
  return Buffer.concat([header, Buffer.alloc(count * rows * columns)]);
}

function labels(count: number): Buffer {
  const header = Buffer.alloc(8);
  for (const [index, value] of [0x801, count].entries()) header.writeUInt32BE(value, index * 4);
  return Buffer.concat([header, Buffer.alloc(count)]);
}

const write = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'normscope-folder-'));
  write('train-images-idx3-ubyte.gz', gzipSync(images(600)));
  write('train-labels-idx1-ubyte.gz', gzipSync(labels(600)));
  write('t10k-images-idx3-ubyte', images(120));
  write('t10k-labels.idx1-ubyte', labels(120));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder with the four files', () => {
  test('is taken, packed or not, under the published names', async () => {
    const { manifest, paths } = await readFolder(folder);
    expect(manifest.source).toBe('folder');
    expect(manifest.files).toEqual([
      'train-images-idx3-ubyte.gz',
      'train-labels-idx1-ubyte.gz',
      't10k-images-idx3-ubyte',
      't10k-labels-idx1-ubyte',
    ]);
    expect(paths.get('t10k-labels-idx1-ubyte')).toBe(join(folder, 't10k-labels.idx1-ubyte'));
  });

  test('may hold folders of the same names, beside the files or around them', async () => {
    const pathOf = async (name: string) => (await readFolder(folder)).paths.get(name);
    mkdirSync(join(folder, 't10k-images-idx3-ubyte.gz'));
    mkdirSync(join(folder, 't10k-labels-idx1-ubyte'));
    expect(await pathOf('t10k-images-idx3-ubyte')).toBe(join(folder, 't10k-images-idx3-ubyte'));
    expect(await pathOf('t10k-labels-idx1-ubyte')).toBe(join(folder, 't10k-labels.idx1-ubyte'));
    const inside = join('t10k-labels-idx1-ubyte', 't10k-labels-idx1-ubyte');
    renameSync(join(folder, 't10k-labels.idx1-ubyte'), join(folder, inside));
    expect(await pathOf('t10k-labels-idx1-ubyte')).toBe(join(folder, inside));
  });

  test('may have something before the names, as EMNIST’s have, unless that makes several of them', async () => {
    renameSync(join(folder, 't10k-images-idx3-ubyte'), join(folder, 'emnist-digits-test-images-idx3-ubyte'));
    renameSync(join(folder, 't10k-labels.idx1-ubyte'), join(folder, 'emnist-digits-test-labels-idx1-ubyte'));
    const { paths } = await readFolder(folder);
    expect(paths.get('t10k-images-idx3-ubyte')).toBe(join(folder, 'emnist-digits-test-images-idx3-ubyte'));
    write('emnist-letters-test-images-idx3-ubyte', images(120));
    await expect(readFolder(folder)).rejects.toThrow(
      'emnist-digits-test-images-idx3-ubyte and emnist-letters-test-images-idx3-ubyte',
    );
  });

  test('has a note on files that are not the published ones', async () => {
    const { manifest } = await readFolder(folder);
    expect(manifest.note).toContain('t10k-images-idx3-ubyte');
  });
});

describe('a folder is refused, with exit code 2 and the file named, for', () => {
  const cases: [string, string, () => void, RegExp][] = [
    [
      'a missing file',
      'train-labels-idx1-ubyte',
      () => rmSync(join(folder, 'train-labels-idx1-ubyte.gz')),
      /neither/,
    ],
    [
      'an empty file',
      't10k-images-idx3-ubyte',
      () => write('t10k-images-idx3-ubyte', Buffer.alloc(0)),
      /is empty/,
    ],
    [
      'a short file',
      't10k-images-idx3-ubyte',
      () => write('t10k-images-idx3-ubyte', images(120).subarray(0, -1)),
      /cut short/,
    ],
    [
      'a file of another kind',
      't10k-labels',
      () => write('t10k-labels.idx1-ubyte', Buffer.from('no IDX file')),
      /not an IDX file/,
    ],
    [
      'labels for images',
      't10k-images-idx3-ubyte',
      () => write('t10k-images-idx3-ubyte', labels(800)),
      /holds labels/,
    ],
    [
      'another size',
      't10k-images-idx3-ubyte',
      () => write('t10k-images-idx3-ubyte', images(120, 32, 32)),
      /32x32/,
    ],
    [
      'a web page',
      't10k-labels',
      () => write('t10k-labels.idx1-ubyte', Buffer.from('<!DOCTYPE html><title>Not found</title>')),
      /it is a web page\. A download that failed/,
    ],
    [
      'an archive inside a gzip file',
      'train-images-idx3-ubyte',
      () => write('train-images-idx3-ubyte.gz', gzipSync(Buffer.from(`a${'\0'.repeat(256)}ustar`))),
      /it is a TAR archive\. Unpack it/,
    ],
    ['no images', 't10k-images-idx3-ubyte', () => write('t10k-images-idx3-ubyte', images(0)), /no images/],
    [
      'other counts',
      't10k-images-idx3-ubyte',
      () => write('t10k-images-idx3-ubyte', images(150)),
      /150 images/,
    ],
    [
      'a broken gzip file',
      'train-images-idx3-ubyte.gz',
      () => write('train-images-idx3-ubyte.gz', gzipSync(images(600)).subarray(0, 30)),
      /damaged gzip/,
    ],
  ];

  test.each(cases)('%s', async (_, file, spoil, fault) => {
    spoil();
    const refused = readFolder(folder);
    await expect(refused).rejects.toThrow(`NORMSCOPE_MNIST_DIR is ${folder}`);
    await expect(refused).rejects.toThrow(file);
    await expect(refused).rejects.toThrow(fault);
    await expect(refused).rejects.toMatchObject({ exitCode: 2 });
  });

  test('being no folder', async () => {
    await expect(readFolder(join(folder, 'nowhere'))).rejects.toThrow('no such folder');
    await expect(readFolder(join(folder, 't10k-images-idx3-ubyte'))).rejects.toThrow(
      'It is a file, not a folder',
    );
  });
});
