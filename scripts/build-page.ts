import { createHash } from 'node:crypto';
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
 * Builds the page, unless what was built before is made of the very same files.
 *
 * @returns whether it had to be built
 * @throws Error when the build fails
 */
export async function buildPage(): Promise<boolean> {
  const hashFile = join(builtFolder, hashName);
  const hash = hashFiles('.', inputs, leftOut);
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return false;
  rmSync(hashFile, { force: true });
  const { build } = await import('vite');
  await build({ logLevel: 'warn', mode: 'production' });
  writeFileSync(hashFile, hash);
  return true;
}

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
