import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that decides what the built page is, from the project's root. */
const inputs = [
  'src',
  'public',
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'scripts/bare-worker-entry.ts',
  'scripts/katex-fonts.ts',
  'scripts/policy-in-page.ts',
  'scripts/security-headers.ts',
  'scripts/thread-module.ts',
  'tsconfig.base.json',
  'tsconfig.common.json',
  'tsconfig.page.json',
  'tsconfig.training.json',
];
const leftOut = [join('public', 'data')];

/** The folder of the built page, from the project's root. */
export const builtFolder = 'dist';
const hashName = '.build-hash';

/**
 * Builds the page, unless what was built before is made of the very same files. That is done in a process of its own: a
 * server that stays must not keep the bundler's memory, which is hundreds of megabytes.
 *
 * @returns whether it had to be built
 * @throws Error when the build fails
 */
export async function buildPage(): Promise<boolean> {
  if (readFileSafely(hashFile) === pageHash()) return false;
  const child = spawn(process.execPath, ['scripts/bootstrap.mjs', 'build'], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    complaint += piece;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(complaint.trim());
  return true;
}

/** What {@link buildPage} does, in this process. */
export async function buildPageHere(): Promise<void> {
  const hash = pageHash();
  if (readFileSafely(hashFile) === hash) return;
  rmSync(hashFile, { force: true });
  const { build } = await import('vite');
  await build({ logLevel: 'warn', mode: 'production' });
  writeFileSync(hashFile, hash);
}

const hashFile = join(builtFolder, hashName);

const pageHash = (): string => hashFiles('.', inputs, leftOut);

const readFileSafely = (path: string): string | null =>
  existsSync(path) ? readFileSync(path, 'utf8') : null;

/** One hash over the paths and contents of files and folders; a path that is not there counts as such. */
export function hashFiles(root: string, paths: readonly string[], except: readonly string[] = []): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    if (except.includes(path)) return;
    const full = join(root, path);
    if (!existsSync(full)) hash.update(`${path}: none\n`);
    else if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) add(join(path, name));
    else hash.update(`${path}: ${createHash('sha256').update(readFileSync(full)).digest('hex')}\n`);
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
