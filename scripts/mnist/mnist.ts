import { join } from 'node:path';
import { download, isGood } from './download.ts';
import { usualLimits } from './fetch-file.ts';
import { readFolder } from './folder.ts';
import type { MnistSet } from './mnist-set.ts';
import { progressLine } from './progress-line.ts';
import { mirrors, publishedFiles } from './published-files.ts';

/** Where downloaded files are kept, from the project's root. */
const cacheFolder = join('.cache', 'mnist');

/**
 * The MNIST files that are on this machine: those of the folder that NORMSCOPE_MNIST_DIR names, else those that
 * were downloaded before, else null. Uses no network.
 *
 * @throws CommandError when NORMSCOPE_MNIST_DIR names a folder that cannot be used
 */
export async function localMnist(): Promise<MnistSet | null> {
  const named = process.env['NORMSCOPE_MNIST_DIR'];
  if (named) return readFolder(named);
  const names = publishedFiles.map((file) => `${file.name}.gz`);
  const paths = new Map(names.map((name) => [name, join(cacheFolder, name)]));
  const good = await Promise.all(
    publishedFiles.map((file) => isGood(join(cacheFolder, `${file.name}.gz`), file)),
  );
  return good.every(Boolean) ? { manifest: { source: 'published', files: names, note: null }, paths } : null;
}

/**
 * As {@link localMnist}, and downloads the published files where there are none. Shows a progress line; without a
 * network it says so in one sentence, and the answer is null.
 *
 * @throws CommandError as {@link localMnist} does
 */
export async function obtainMnist(): Promise<MnistSet | null> {
  const here = await localMnist();
  if (here) return here;
  const progress = progressLine(process.stdout);
  const order = { folder: cacheFolder, files: publishedFiles, mirrors, limits: usualLimits };
  const failure = await download({ ...order, onProgress: progress.show }).catch(String);
  progress.end();
  if (failure === null) return localMnist();
  console.log(
    `MNIST could not be downloaded (${failure}): the page uses generated digits until you run this again with a network, or set NORMSCOPE_MNIST_DIR to a folder with MNIST's four files.`,
  );
  return null;
}
