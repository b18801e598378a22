import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { CommandError } from '../command-error.ts';
import { isolationHeaders } from '../isolation-headers.ts';
import type { MnistSet } from '../mnist/mnist-set.ts';
import { dataHandler } from './serve-data.ts';

/** A server that runs. */
export interface PageServer {
  /** With a slash at its end. */
  readonly address: string;
  close(): Promise<void>;
}

const host = '127.0.0.1';

/**
 * Serves the built page and the data on this machine only, with the isolation headers. Answers GET and HEAD;
 * unknown paths and files whose name begins with a dot are 404.
 *
 * @param port 0 for any free one
 * @param attempts how many ports to try, upwards, when one is taken
 * @throws CommandError when none of them is free
 */
export async function servePage(
  folder: string,
  mnist: MnistSet | null,
  port: number,
  attempts = 1,
): Promise<PageServer> {
  const page = sirv(folder, { dev: true, etag: true });
  const data = dataHandler(async () => mnist);
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(isolationHeaders)) response.setHeader(name, value);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const refuse = (status: number, text: string) => {
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD.');
    if (isHidden(request.url ?? '')) return refuse(404, 'Not found.');
    data(request, response, () => page(request, response, () => refuse(404, 'Not found.')));
  });
  await listen(server, port, attempts);
  const { port: used } = server.address() as AddressInfo;
  return {
    address: `http://${host}:${used}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whether some part of a path begins with a dot, or the path cannot be read at all. */
function isHidden(url: string): boolean {
  try {
    return /(^|[\\/])\./.test(decodeURIComponent(url.split('?')[0] ?? ''));
  } catch {
    return true;
  }
}

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
