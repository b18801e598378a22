import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join, sep } from 'node:path';

/** The names of this machine to itself, with any port: one may be forwarded to another. */
const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Whether a request was meant for this machine. A page elsewhere whose name has been pointed at 127.0.0.1 gives itself away by
 * the name that it asks for.
 */
export const isOwnHost = (host: string | undefined): boolean => host !== undefined && ownHost.test(host);

/**
 * The address at which the page is to be opened in place of another of this machine's names: a browser keeps the runs of each
 * apart. Null where the request has it already, or comes through a proxy, behind which a name may be the only one that works.
 */
export function oneAddress({ headers, url = '/' }: Pick<IncomingMessage, 'headers' | 'url'>): string | null {
  const [, name, port = ''] = /^(localhost|\[::1\])(:\d{1,5})?$/i.exec(headers.host ?? '') ?? [];
  const isForwarded =
    'forwarded' in headers || Object.keys(headers).some((key) => key.startsWith('x-forwarded-'));
  return name === undefined || isForwarded || !/^\/(?![/\\])/.test(url)
    ? null
    : `http://127.0.0.1${port}${url}`;
}

/** The path that a request names; null when it holds more than a built file's, or any part that begins with a dot. */
export function pathOf(target: string): string | null {
  const path = target.split('?', 1)[0] ?? '';
  return /^(\/(?!\.)[\w.-]*)+$/.test(path) ? path : null;
}

/** Whether a path names a file that truly lies in a folder, not one that a link in it leads to. */
export async function isFileIn(folder: string, path: string): Promise<boolean> {
  try {
    const file = await realpath(join(folder, path));
    return file.startsWith(`${await realpath(folder)}${sep}`) && (await stat(file)).isFile();
  } catch {
    return false;
  }
}
