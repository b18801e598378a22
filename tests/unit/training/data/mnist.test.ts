import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadMnist } from '../../../../src/training/data/mnist.ts';
import { imagesFile, labelsFile, sameExamples } from './idx-bytes.ts';

const files = new Map([
  ['train-images-idx3-ubyte', imagesFile(500)],
  ['train-labels-idx1-ubyte', labelsFile(500)],
  ['t10k-images-idx3-ubyte', imagesFile(100)],
  ['t10k-labels-idx1-ubyte', labelsFile(100)],
]);

function read(name: string): Promise<Uint8Array> {
  return Promise.resolve(files.get(name) ?? new Uint8Array(0));
}

describe('loadMnist', () => {
  test('puts the four files together, zipped or not', async () => {
    const plain = await loadMnist(read);
    expect([plain.source, plain.name, plain.note]).toEqual(['mnist', 'MNIST (500 + 100)', null]);
    expect([plain.train.count, plain.test.count]).toEqual([500, 100]);
    expect([plain.train.images[499 * 784], plain.train.labels[499]]).toEqual([499 % 256, 9]);
    const zipped = await loadMnist(async (name) => gzipSync(await read(name)));
    expect(sameExamples(zipped, plain)).toBe(true);
  });

  test('tells progress that only grows and ends at the whole', async () => {
    const told: [number, number][] = [];
    await loadMnist(
      async (name, onBytes) => {
        const bytes = await read(name);
        onBytes(10, bytes.length);
        return bytes;
      },
      (done, total) => told.push([done, total]),
    );
    const done = told.map(([bytes]) => bytes);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const whole = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    expect(told.at(-1)).toEqual([whole, whole]);
  });

  test('names a file that is damaged', async () => {
    const cut = async (name: string) => {
      const bytes = await read(name);
      return name.startsWith('t10k-images') ? bytes.subarray(0, -1) : bytes;
    };
    await expect(loadMnist(cut)).rejects.toThrow(/^t10k-images-idx3-ubyte is cut short/);
  });

  test('names a set that is too small to train on', async () => {
    const small = (name: string) => read(name.replace('train', 't10k'));
    await expect(loadMnist(small)).rejects.toThrow(/train-images-idx3-ubyte holds too few images: 100/);
  });
});
