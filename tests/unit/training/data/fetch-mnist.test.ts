import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { DataError } from '../../../../src/training/data/data-error.ts';
import { fetchMnist } from '../../../../src/training/data/fetch-mnist.ts';
import { imagesFile, labelsFile } from './idx-bytes.ts';

type Answer = {
  status?: number;
  headers?: Record<string, string>;
  body: Uint8Array | string;
  breakOff?: boolean;
};

let server: Server | null = null;

/** Serves the answers by path below `/app/data/mnist/`; other paths answer 404. Returns the base address. */
async function serve(answers: Record<string, Answer>): Promise<string> {
  server = createServer((request, response) => {
    const answer = answers[request.url?.replace('/app/data/mnist/', '') ?? ''];
    if (answer?.breakOff) {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('ten bytes ', () => response.destroy());
      return;
    }
    response.writeHead(answer?.status ?? (answer ? 200 : 404), answer?.headers);
    response.end(answer?.body ?? 'not found');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/app/`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const manifest = {
  body: JSON.stringify({
    source: 'folder',
    files: [
      'train-images-idx3-ubyte.gz',
      'train-labels-idx1-ubyte',
      't10k-images-idx3-ubyte.gz',
      't10k-labels-idx1-ubyte.gz',
    ],
    note: 'from a folder',
  }),
};

const files: Record<string, Answer> = {
  'index.json': manifest,
  // Sent as a server sends a file that it takes for a compressed one: the client unzips it on the way.
  'train-images-idx3-ubyte.gz': { body: gzipSync(imagesFile(500)), headers: { 'Content-Encoding': 'gzip' } },
  'train-labels-idx1-ubyte': { body: labelsFile(500) },
  't10k-images-idx3-ubyte.gz': { body: gzipSync(imagesFile(100)) },
  't10k-labels-idx1-ubyte.gz': { body: gzipSync(labelsFile(100)) },
};

async function fault(base: string): Promise<DataError> {
  const error = await fetchMnist(base).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  return error as DataError;
}

describe('fetchMnist', () => {
  test('reads what the manifest lists, unzipped on the way or not, and keeps its note', async () => {
    const told: [number, number][] = [];
    const data = await fetchMnist(await serve(files), (done, total) => told.push([done, total]));
    expect([data.train.count, data.test.count, data.note]).toEqual([500, 100, 'from a folder']);
    expect(told.at(-1)?.[0]).toBe(told.at(-1)?.[1]);
  });

  test.each([
    ['answers 404', {}],
    ['answers with the page itself', { 'index.json': { body: '<!doctype html><title>Normscope</title>' } }],
    ['lists no files', { 'index.json': { body: '{"source": "none", "files": [], "note": null}' } }],
    ['answers with other JSON', { 'index.json': { body: '{"files": "none"}' } }],
  ])('says that MNIST is missing where the server %s', async (_, answers) => {
    const error = await fault(await serve(answers));
    expect(error.kind).toBe('missing');
    expect(error.message).toMatch(/not on this server.*npm start.*NORMSCOPE_MNIST_DIR/);
  });

  test('says that a file is missing which the manifest does not list', async () => {
    const without = { 'index.json': { body: JSON.stringify({ files: ['train-images-idx3-ubyte.gz'] }) } };
    const error = await fault(await serve({ ...files, ...without }));
    expect(error.message).toMatch(/train-labels-idx1-ubyte is not on this server/);
  });

  test('names a file that the server does not have', async () => {
    const error = await fault(await serve({ 'index.json': manifest }));
    expect(error.message).toMatch(/train-images-idx3-ubyte\.gz can't be had: the server answered 404/);
  });

  test('names a file that breaks off', async () => {
    const broken = { 'train-images-idx3-ubyte.gz': { body: '', breakOff: true } };
    const error = await fault(await serve({ ...files, ...broken }));
    expect(error.message).toMatch(/train-images-idx3-ubyte\.gz did not arrive/);
  });

  test('says so where no server answers', async () => {
    const base = await serve({});
    await new Promise((resolve) => server?.close(resolve));
    expect((await fault(base)).message).toMatch(/did not arrive: the connection to the server broke off/);
  });
});
