import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PageServer, servePage } from '../../../../scripts/server/serve-page.ts';
import { sendRaw } from './raw-request.ts';

const SECRET = 'what nobody may read';
const above = mkdtempSync(join(tmpdir(), 'normscope-no-way-out-'));
const folder = join(above, 'dist');
let server: PageServer;
let port = 0;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(above, 'dist-other'));
  writeFileSync(join(folder, 'index.html'), 'the page');
  writeFileSync(join(folder, 'assets/a.js'), 'a script');
  for (const path of ['secret.txt', 'dist-other/secret.txt', 'dist/.secret', 'dist/a b.txt']) {
    writeFileSync(join(above, path), SECRET);
  }
  symlinkSync(join(above, 'secret.txt'), join(folder, 'link.txt'));
  symlinkSync(above, join(folder, 'assets/up'));
  symlinkSync(join(above, 'dist-other'), join(folder, 'beside'));
  symlinkSync(join(folder, 'assets/a.js'), join(folder, 'within.js'));
  server = await servePage(folder, null, 0);
  port = Number(new URL(server.address).port);
});

afterAll(async () => {
  await server.close();
  rmSync(above, { recursive: true });
});

const ask = (target: string, ...more: readonly string[]) =>
  sendRaw(port, `GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close', ...more);

describe('a path', () => {
  test.each(['/', '/?preset=deep-mlp', '/index.html'])('of the page is served: %s', async (target) => {
    expect(await ask(target)).toEqual({ status: 200, body: 'the page' });
  });

  test('through a link that stays in the folder is served', async () => {
    expect(await ask('/within.js')).toEqual({ status: 200, body: 'a script' });
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/./../secret.txt',
    '/....//secret.txt',
    '/%2e%2e/secret.txt',
    '/%2E%2E%2Fsecret.txt',
    '/..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/%252e%252e%252fsecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/assets\\..\\..\\secret.txt',
    '/../dist-other/secret.txt',
    '/index.html%00.js',
    '/%00/../secret.txt',
    '/%',
    '/%zz',
    '//etc/passwd',
    '/etc/passwd',
    '///etc///passwd',
    '/C:/secret.txt',
    '/file:///etc/passwd',
    '/.secret',
    '/%2esecret',
    '/assets/.%2e/secret.txt',
    '/a%20b.txt',
    '/link.txt',
    '/beside/secret.txt',
    '/assets/up/secret.txt',
    '/assets',
    '/assets/',
    '/index.html/',
    '/data/../../secret.txt',
    '/data/mnist/..%2f..%2fsecret.txt',
  ])('to anything else leads nowhere: %s', async (target) => {
    const { status, body } = await ask(target);
    expect(status).toBe(404);
    expect(body).not.toContain(SECRET);
    expect(body).not.toContain('root:');
  });

  test.each([
    'http://127.0.0.1/../secret.txt',
    'http://elsewhere.example/index.html',
    'file:///etc/passwd',
    '../secret.txt',
    'secret.txt',
    '?/secret.txt',
    '#/secret.txt',
  ])('that is no path leads nowhere: %s', async (target) => {
    const { status, body } = await ask(target);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain(SECRET);
  });

  test('with a byte that no path may hold is refused', async () => {
    expect((await ask('/index.html\0.js')).status).toBe(400);
    expect((await ask('/\xff\xfe')).status).toBeGreaterThanOrEqual(400);
  });

  test.each([5_000, 100_000])('of %i characters is refused, and the next one answered', async (length) => {
    expect([404, 431]).toContain((await ask(`/${'a'.repeat(length)}`)).status);
    expect((await ask(`/${'../'.repeat(length / 5)}secret.txt`)).body).not.toContain(SECRET);
    expect((await ask('/')).status).toBe(200);
  });
});

describe('a request', () => {
  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('by %s is refused', async (method) => {
    const answer = await sendRaw(
      port,
      `${method} / HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Content-Length: 0',
      'Connection: close',
    );
    expect(answer).toEqual({ status: 405, body: 'Only GET and HEAD.' });
  });

  test('by HEAD has no body', async () => {
    const answer = await sendRaw(port, 'HEAD / HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close');
    expect(answer).toEqual({ status: 200, body: '' });
  });

  test.each(['bytes=10-5', 'bytes=-', 'bytes=999999999-', 'bytes=0-1,2-3', 'lines=1-2'])(
    'for a range gets the whole file: %s',
    async (range) => {
      expect(await ask('/', `Range: ${range}`)).toEqual({ status: 200, body: 'the page' });
    },
  );
});

describe('the name that a request asks for', () => {
  const fetchAs = (host: string, path: string, more: Readonly<Record<string, string>> = {}) =>
    new Promise<{ status: number | undefined; headers: IncomingHttpHeaders }>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, headers: { Host: host, ...more } };
      const sent = request(options, (response) => {
        response.resume();
        resolve({ status: response.statusCode, headers: response.headers });
      });
      sent.on('error', reject).end();
    });
  const askAs = (host: string) => sendRaw(port, 'GET / HTTP/1.1', `Host: ${host}`, 'Connection: close');

  test.each(['127.0.0.1', '127.0.0.1:1'])('may be this machine: %s', async (host) => {
    expect((await askAs(host)).status).toBe(200);
  });

  test.each([
    'elsewhere.example',
    'elsewhere.example:4173',
    '127.0.0.1.elsewhere.example',
    'localhost.elsewhere.example',
    'localhost@elsewhere.example',
    'elsewhere.example#localhost',
    '0.0.0.0',
    '192.168.0.1',
    '[::2]',
    '',
  ])('may not be another: "%s"', async (host) => {
    expect(await askAs(host)).toEqual({
      status: 403,
      body: 'Normscope answers on 127.0.0.1 and localhost only.',
    });
  });

  test.each([
    ['localhost', ''],
    ['LOCALHOST:8080', ':8080'],
    ['[::1]:4173', ':4173'],
  ])('%s leads to the one address, so that stored runs are in one place', async (host, end) => {
    const { headers, status } = await fetchAs(host, '/?seed=1');
    expect([status, headers.location]).toEqual([307, `http://127.0.0.1${end}/?seed=1`]);
    expect((await fetchAs(host, '/assets/a.js')).status).toBe(200);
    expect((await fetchAs(host, '/', { 'X-Forwarded-Host': 'elsewhere.example' })).status).toBe(200);
    expect((await fetchAs(host, '//elsewhere.example/')).headers.location).toBeUndefined();
  });

  test('may not be left out', async () => {
    expect((await sendRaw(port, 'GET / HTTP/1.0')).status).toBe(403);
    expect((await sendRaw(port, 'GET / HTTP/1.1', 'Connection: close')).status).toBe(400);
  });

  test('is asked for of the data too', async () => {
    const lines = ['GET /data/mnist/index.json HTTP/1.1', 'Connection: close'];
    expect((await sendRaw(port, ...lines, 'Host: elsewhere.example')).status).toBe(403);
    expect((await sendRaw(port, ...lines, 'Host: localhost')).status).toBe(200);
  });
});

test('no other address of this machine answers', async () => {
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const addresses = [
    '127.0.0.2',
    ...others.filter(({ internal }) => !internal).map(({ address }) => address),
  ];
  const answers = await Promise.all(addresses.map((address) => canConnect(address)));
  expect(answers).toEqual(addresses.map(() => false));
  expect(await canConnect('127.0.0.1')).toBe(true);
});

function canConnect(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}
