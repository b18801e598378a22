import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { download } from '../../../../scripts/mnist/download.ts';
import { freePort } from '../../../../scripts/server/free-port.ts';

const contents = new Map(['one', 'two'].map((name) => [`${name}.gz`, randomBytes(100_000)]));
const files = [...contents].map(([name, bytes]) => ({
  name: name.replace('.gz', ''),
  zippedBytes: bytes.length,
  zippedSha256: createHash('sha256').update(bytes).digest('hex'),
}));
const whole = [...contents.keys()];

let folder = '';
let servers: Server[] = [];
let asked: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'normscope-mnist-'));
  asked = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(async () => {
  vi.useRealTimers();
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  servers = [];
  rmSync(folder, { recursive: true });
});

/** A mirror on this machine; its address is what `download` takes. */
async function mirror(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

// Time passes only when a mirror advances it, so a slow machine does not look like a slow mirror.
const limits = { answerMs: 5000, stallMs: 8000, totalMs: 60_000 };

const bytesOf = (url = '') => contents.get(url.slice(1)) ?? Buffer.alloc(0);
const good: RequestListener = (request, response) => void response.end(bytesOf(request.url));
interface Fault {
  readonly listener: RequestListener;
  readonly says: string;
  /** Called when the first bytes have arrived. */
  readonly onBytes?: () => void;
}

const faults: Record<string, Fault> = {
  'an error': { listener: (_, response) => void response.writeHead(500).end('no'), says: '500' },
  'another file': {
    listener: (_, response) => void response.end(randomBytes(100_000)),
    says: 'wrong checksum',
  },
  'a short file': {
    listener: (request, response) => void response.end(bytesOf(request.url).subarray(0, 500)),
    says: 'shorter',
  },
  'a file that never ends': {
    listener: (_, response) => {
      const timer = setInterval(() => response.write(randomBytes(60_000)), 1);
      response.on('close', () => clearInterval(timer));
    },
    says: 'larger',
  },
  'half a file, then a broken connection': {
    listener: (request, response) => {
      response.writeHead(200, { 'Content-Length': 100_000 });
      response.write(bytesOf(request.url).subarray(0, 50_000), () => response.destroy());
    },
    says: '',
  },
  'half a file, then nothing more': {
    listener: (request, response) => void response.write(bytesOf(request.url).subarray(0, 50_000)),
    onBytes: () => vi.advanceTimersByTime(limits.stallMs),
    says: 'nothing received for 8 s',
  },
  'no answer at all': {
    listener: () => void vi.advanceTimersByTime(limits.answerMs),
    says: 'no answer within 5 s',
  },
  'a sign-in page': {
    listener: (_, response) =>
      void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Sign in'),
    says: 'shorter',
  },
};

function run(mirrors: string[], onProgress: (received: number, total: number) => void = () => undefined) {
  return download({ folder, files, mirrors, limits, onProgress });
}

function expectWhole() {
  expect(readdirSync(folder).sort()).toEqual([...whole].sort());
  for (const name of whole) expect(readFileSync(join(folder, name)).equals(bytesOf(`/${name}`))).toBe(true);
}

describe('downloading MNIST', () => {
  test('brings every file and counts up to the total', async () => {
    const seen: number[] = [];
    expect(await run([await mirror(good)], (received, total) => seen.push(received / total))).toBeNull();
    expectWhole();
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  test('asks nobody for a set that is there', async () => {
    for (const [name, bytes] of contents) writeFileSync(join(folder, name), bytes);
    expect(await run([await mirror(good)])).toBeNull();
    expect(asked).toEqual([]);
  });

  test('brings only the file that is missing or spoilt', async () => {
    writeFileSync(join(folder, 'one.gz'), contents.get('one.gz') ?? '');
    writeFileSync(join(folder, 'two.gz'), randomBytes(100_000));
    expect(await run([await mirror(good)])).toBeNull();
    expect(asked).toEqual(['/two.gz']);
    expectWhole();
  });

  test.each(Object.keys(faults))('a mirror that gives %s leaves no file behind', async (fault) => {
    const { listener, onBytes, says } = faults[fault] as Fault;
    const address = await mirror(listener);
    const failure = await run([address], onBytes);
    expect(failure).toContain(new URL(address).host);
    expect(failure).toContain(says);
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(Object.keys(faults))('the second mirror serves when the first gives %s', async (fault) => {
    const { listener, onBytes } = faults[fault] as Fault;
    const once = onBytes && vi.fn().mockImplementationOnce(onBytes);
    expect(await run([await mirror(listener), await mirror(good)], once)).toBeNull();
    expectWhole();
  });

  test('a mirror that failed is not asked again for the other files', async () => {
    const bad = await mirror((_, response) => void response.writeHead(500).end());
    await run([bad, await mirror(good)]);
    expect(asked).toEqual(['/one.gz', '/one.gz', '/two.gz']);
  });

  test('with no mirror to be reached it names them all and keeps what was whole', async () => {
    writeFileSync(join(folder, 'one.gz'), contents.get('one.gz') ?? '');
    const ports = [await freePort(), await freePort()];
    const failure = await run(ports.map((port) => `http://127.0.0.1:${port}/`));
    for (const port of ports) expect(failure).toContain(`127.0.0.1:${port}`);
    expect(readdirSync(folder)).toEqual(['one.gz']);
  });

  test('removes what a killed run left', async () => {
    writeFileSync(join(folder, 'one.gz.12345.part'), 'half');
    expect(await run([await mirror(good)])).toBeNull();
    expectWhole();
  });

  test('makes the folder, and says so when it cannot', async () => {
    const inside = join(folder, 'a', 'b');
    const order = { files: [], mirrors: [], limits: { answerMs: 1, stallMs: 1, totalMs: 1 } };
    expect(await download({ ...order, folder: inside, onProgress: () => undefined })).toBeNull();
    expect(existsSync(inside)).toBe(true);
    writeFileSync(join(folder, 'file'), '');
    const blocked = download({ ...order, folder: join(folder, 'file', 'x'), onProgress: () => undefined });
    await expect(blocked).rejects.toThrow('ENOTDIR');
  });
});
