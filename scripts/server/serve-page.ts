import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { CommandError } from '../command-error.ts';
import type { MnistSet } from '../mnist/mnist-set.ts';
import { securityHeaders } from '../security-headers.ts';
import { isFileIn, isOwnHost, oneAddress, pathOf } from './own-requests.ts';
import { dataHandler } from './serve-data.ts';

/** A server that runs. */
export interface PageServer {
  /** With a slash at its end. */
  readonly address: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';
const notFound = 'Not found.';
const strangeHost = 'Normscope answers on 127.0.0.1 and localhost only.';
/** Where `localhost` may lead as well; on a machine without it, it never does. */
const otherHost = '::1';

/**
 * Serves a built page and the data on this machine only, to requests that name this machine. Answers GET and HEAD with whole
 * files of the folder; unknown paths and files whose name begins with a dot are 404.
 *
 * @param port 0 for any free one
 * @param attempts how many ports to try, upwards, when one is taken
 * @param headers what everything is sent with
 * @throws CommandError when none of them is free
 */
export async function servePage(
  folder: string,
  mnist: MnistSet | null,
  port: number,
  attempts = 1,
  headers: Readonly<Record<string, string>> = securityHeaders,
): Promise<PageServer> {
  const page = sirv(folder, { dev: true, etag: true });
  const data = dataHandler(async () => mnist);
  const answer: RequestListener = (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const refuse = (status: number, text: string) => {
      const type = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(text) };
      response.writeHead(status, type).end(text);
    };
    if (!isOwnHost(request.headers.host)) return refuse(403, strangeHost);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD.');
    const path = pathOf(request.url ?? '');
    if (path === null) return refuse(404, notFound);
    const address = path === '/' || path === '/index.html' ? oneAddress(request) : null;
    if (address !== null) {
      // The browser keeps the fragment.
      response.writeHead(307, { Location: address, 'Cache-Control': 'no-store', 'Content-Length': 0 }).end();
      return;
    }
    // sirv stumbles over a range that ends before it begins, and the page asks for none.
    delete request.headers.range;
    data(request, response, () => {
      isFileIn(folder, path === '/' ? 'index.html' : path)
        .then((isThere) => (isThere ? page(request, response) : refuse(404, notFound)))
        .catch(() => refuse(500, 'The file could not be read.'));
    });
  };
  const server = createServer(answer);
  await listen(server, port, attempts);
  const { port: used } = server.address() as AddressInfo;
  const other = createServer(answer);
  await new Promise<void>((resolve) => {
    other.once('error', () => resolve());
    other.listen(used, otherHost, resolve);
  });
  return {
    address: `http://${host}:${used}/`,
    close: async () => {
      await Promise.all([server, other].map(closed));
    },
  };
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function listen(server: Server, first: number, attempts: number): Promise<void> {
  for (let port = first; ; port++) {
    const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(port, host, () => {
        server.off('error', resolve);
        resolve(null);
      });
    });
    if (!problem) return;
    if (problem.code === 'EADDRINUSE' && port + 1 < first + attempts) continue;
    const why =
      problem.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${problem.code})`;
    throw new CommandError(`Port ${port} ${why}. Choose another with --port, or leave --port out.`);
  }
}
