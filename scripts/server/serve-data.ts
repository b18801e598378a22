import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Plugin } from 'vite';
import { localMnist } from '../mnist/mnist.ts';
import type { MnistManifest, MnistSet } from '../mnist/mnist-set.ts';
import { securityHeaders } from '../security-headers.ts';

/** The list of files where there is no MNIST. */
const noMnist: MnistManifest = { source: 'none', files: [], note: null };

/** Where the page finds the data. */
const base = '/data/';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Serves `/data/mnist/index.json` and the files that it names, and answers 404 to everything else under `/data/`. Without
 * MNIST the list is empty: a 404 would stand on the browser's console as an error, and nothing is wrong.
 * Files go out as they are, without Content-Encoding: the worker unpacks them.
 */
export function dataHandler(files: () => Promise<MnistSet | null>): Handler {
  return (request, response, next) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (!path.startsWith(base)) {
      next();
      return;
    }
    answer(path.slice(base.length), request, response, files).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500, plainText).end(error instanceof Error ? error.message : String(error));
    });
  };
}

/** The same files for Vite's development server and the browser tests. */
export function serveData(): Plugin {
  let files: Promise<MnistSet | null> | null = null;
  const once = () => {
    files ??= localMnist();
    return files;
  };
  return {
    name: 'normscope-data',
    configureServer: (server) => void server.middlewares.use(dataHandler(once)),
  };
}

const plainText = {
  ...securityHeaders,
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-store',
};

async function answer(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  files: () => Promise<MnistSet | null>,
): Promise<void> {
  const name = path.startsWith('mnist/') ? path.slice('mnist/'.length) : '';
  const mnist = await files();
  if (name === 'index.json') {
    response.writeHead(200, { ...plainText, 'Content-Type': 'application/json' });
    response.end(JSON.stringify(mnist?.manifest ?? noMnist));
    return;
  }
  const file = mnist?.paths.get(name);
  if (!file) {
    response.writeHead(404, plainText).end('There is no such data here.');
    return;
  }
  const { size } = await stat(file);
  const type = { 'Content-Type': 'application/octet-stream', 'Content-Length': size };
  response.writeHead(200, { ...securityHeaders, ...type, 'Cache-Control': 'no-cache' });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file), response);
}
