import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The names of this machine to itself, with any port: one may be forwarded to another. */
const ownHost = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/i;

/**
 * Whether a request was meant for this machine. A page elsewhere whose name has been pointed at 127.0.0.1 gives itself away by
 * the name that it asks for.
 */
export const isOwnHost = (host: string | undefined): boolean => host !== undefined && ownHost.test(host);

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
