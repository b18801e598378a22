import { DataError } from './data-error.ts';
import type { Dataset } from './dataset.ts';
import { checkFileSize } from './file-size.ts';
import { type ByteProgress, loadMnist } from './mnist.ts';

/** What set-up writes beside the files it serves: `data/mnist/index.json`. */
interface Manifest {
  /** File names as served, with or without `.gz`. */
  readonly files: readonly string[];
  readonly note: string | null;
}

/**
 * Fetches MNIST from the folder `data/mnist/` that is served with the page.
 *
 * @param baseUrl where the page is served, absolute (a worker has a base of its own), ending in a slash
 * @throws DataError of kind `missing` where the server has no MNIST, `unusable` where it has but can't be read
 */
export async function fetchMnist(baseUrl: string, onProgress?: ByteProgress): Promise<Dataset> {
  const folder = `${baseUrl}data/mnist/`;
  const manifest = await fetchManifest(`${folder}index.json`);
  const dataset = await loadMnist((name, onBytes) => {
    const served = manifest.files.find((file) => file === name || file === `${name}.gz`);
    if (served === undefined) {
      throw new DataError(`${name} is not on this server. Run npm start again.`, 'missing');
    }
    return download(folder + encodeURIComponent(served), served, onBytes);
  }, onProgress);
  return { ...dataset, note: manifest.note };
}

async function fetchManifest(url: string): Promise<Manifest> {
  const response = await get(url, 'The list of MNIST files');
  // Some servers answer an unknown path with the page itself.
  const manifest = response.ok ? parseManifest(await response.text().catch(() => '')) : null;
  if (manifest === null || manifest.files.length === 0) {
    throw new DataError(
      'MNIST is not on this server. Run npm start with a network, or set NORMSCOPE_MNIST_DIR to a folder of its files; until then generated digits are used.',
      'missing',
    );
  }
  return manifest;
}

function parseManifest(text: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('files' in value) || !Array.isArray(value.files)) {
      return null;
    }
    const files = value.files.filter((file) => typeof file === 'string');
    return { files, note: 'note' in value && typeof value.note === 'string' ? value.note : null };
  } catch {
    return null;
  }
}

async function download(url: string, fileName: string, onBytes: ByteProgress): Promise<Uint8Array> {
  const response = await get(url, fileName);
  if (!response.ok || response.body === null) {
    throw new DataError(
      `${fileName} can't be had: the server answered ${response.status}. Run npm start again.`,
    );
  }
  const announced = Number(response.headers.get('Content-Length') ?? 0);
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      length += part.value.length;
      checkFileSize(fileName, length);
      onBytes(length, announced);
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined);
    throw cause instanceof DataError ? cause : brokenOff(fileName, cause);
  }
  return joined(parts, length);
}

async function get(url: string, what: string): Promise<Response> {
  try {
    return await fetch(url);
  } catch (cause) {
    throw brokenOff(what, cause);
  }
}

function brokenOff(what: string, cause: unknown): DataError {
  return new DataError(
    `${what} did not arrive: the connection to the server broke off. Check that npm start is still running, then reload the page.`,
    'unusable',
    cause,
  );
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
