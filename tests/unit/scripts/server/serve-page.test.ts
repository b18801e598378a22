import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MnistSet } from '../../../../scripts/mnist/mnist-set.ts';
import { isolationHeaders, securityHeaders } from '../../../../scripts/security-headers.ts';
import { freePort } from '../../../../scripts/server/free-port.ts';
import { type PageServer, servePage } from '../../../../scripts/server/serve-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'normscope-serve-'));
const packed = gzipSync('digits');
const mnist: MnistSet = {
  manifest: { source: 'folder', files: ['train-images-idx3-ubyte.gz'], note: 'a note' },
  paths: new Map([['train-images-idx3-ubyte.gz', join(folder, 'elsewhere.gz')]]),
};
let server: PageServer;

beforeAll(async () => {
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'elsewhere.gz'), packed);
  writeFileSync(join(dist, 'index.html'), '<p>page</p>');
  writeFileSync(join(dist, '.build-hash'), 'hash');
  writeFileSync(join(dist, 'assets/a.js'), 'export {};');
  writeFileSync(join(dist, 'assets/a.wasm'), '');
  server = await servePage(dist, mnist, 0);
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, init?: RequestInit) => fetch(new URL(path, server.address), init);

/** Asks for a path as it is: fetch would tidy it up first. */
function statusOfRaw(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(server.address);
    const sent = request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

describe('the page', () => {
  test('is served on this machine', async () => {
    const response = await get('');
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(await response.text()).toBe('<p>page</p>');
  });

  test.each(['', 'assets/a.js', 'nothing', '.build-hash', 'data/mnist/index.json', 'data/mnist/none'])(
    'is sent with every header of the table: "%s"',
    async (path) => {
      const { headers } = await get(path);
      const sent = Object.keys(securityHeaders).map((name) => [name, headers.get(name)]);
      expect(Object.fromEntries(sent)).toEqual(securityHeaders);
    },
  );

  test('can be sent with other headers', async () => {
    const other = await servePage(join(folder, 'dist'), null, 0, 1, isolationHeaders);
    const { headers } = await fetch(other.address);
    await other.close();
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('content-security-policy')).toBeNull();
  });

  test.each([
    ['', 'text/html;charset=utf-8'],
    ['assets/a.js', 'text/javascript'],
    ['assets/a.wasm', 'application/wasm'],
  ])('"%s" has the type %s', async (path, type) => {
    expect((await get(path)).headers.get('content-type')).toBe(type);
  });

  test.each(['nothing', 'assets', 'assets/', 'nothing.html', 'index.html/x'])(
    'an unknown path is 404: %s',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    },
  );

  test.each([
    '/.build-hash',
    '/%2ebuild-hash',
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '//../secret.txt',
    '/%00',
    '/%',
    '/data/../../secret.txt',
    '/data/mnist/../../../secret.txt',
    '/data/mnist/elsewhere.gz',
  ])('hidden files and ways out are 404: %s', async (path) => {
    expect(await statusOfRaw(path)).toBe(404);
  });

  test('takes GET and HEAD only', async () => {
    expect((await get('', { method: 'POST' })).status).toBe(405);
    expect((await get('', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('the data', () => {
  test('has a manifest', async () => {
    expect(await (await get('data/mnist/index.json')).json()).toEqual(mnist.manifest);
  });

  test('goes out byte for byte, still packed', async () => {
    const response = await get('data/mnist/train-images-idx3-ubyte.gz');
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('content-length')).toBe(String(packed.length));
    expect(Buffer.from(await response.arrayBuffer())).toEqual(packed);
  });

  test('that is not here is 404', async () => {
    expect((await get('data/mnist/other.gz')).status).toBe(404);
    expect((await get('data/mnist/')).status).toBe(404);
    expect((await get('data/')).status).toBe(404);
  });

  test('has an empty manifest where there is no MNIST', async () => {
    const bare = await servePage(join(folder, 'dist'), null, 0);
    const response = await fetch(`${bare.address}data/mnist/index.json`);
    expect(await response.json()).toEqual({ source: 'none', files: [], note: null });
    await bare.close();
  });
});

describe('the port', () => {
  test('that is taken is refused by its number', async () => {
    const { port } = new URL(server.address);
    await expect(servePage(folder, null, Number(port))).rejects.toThrow(`Port ${port} is taken`);
  });

  test('is the next free one where that is allowed', async () => {
    const first = await servePage(folder, null, await freePort());
    const taken = Number(new URL(first.address).port);
    const next = await servePage(folder, null, taken, 20);
    expect(Number(new URL(next.address).port)).toBeGreaterThan(taken);
    await Promise.all([first.close(), next.close()]);
  });
});
