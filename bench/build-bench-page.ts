import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { hashFiles } from '../scripts/build-page.ts';
import { threadModule } from '../scripts/thread-module.ts';

/** Everything that decides what the bench's page is, from the project's root. */
const INPUTS = [
  'bench',
  'src',
  'tests/fixtures',
  'package-lock.json',
  'scripts/thread-module.ts',
  'tsconfig.base.json',
];

/** The folder of the bench's built page, from the project's root. */
export const BENCH_FOLDER = '.cache/bench';
/** The built script that watches the real page from within. */
export const WATCH_PAGE = join(BENCH_FOLDER, 'watch-page.js');

/** Builds the bench's page as the real one is built, for production, unless what is there is made of the very same files. */
export async function buildBenchPage(): Promise<void> {
  const hashFile = join(BENCH_FOLDER, '.build-hash');
  const hash = hashFiles('.', INPUTS);
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return;
  rmSync(hashFile, { force: true });
  await build({
    configFile: false,
    root: 'bench/page',
    logLevel: 'error',
    worker: { format: 'es', plugins: () => [threadModule()] },
    build: {
      target: 'es2022',
      outDir: resolve(BENCH_FOLDER),
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rolldownOptions: {
        input: ['bench/page/index.html', 'bench/page/large.html', 'bench/page/watch-page.ts'],
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  writeFileSync(hashFile, hash);
}
