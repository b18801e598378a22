import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../../src/training/data/data-error.ts';
import { checkFileSize } from '../../src/training/data/file-size.ts';
import { gunzip, isGzip } from '../../src/training/data/gunzip.ts';
import { loadMnist } from '../../src/training/data/mnist.ts';
import { CommandError } from '../command-error.ts';
import { sha256 } from './fetch-file.ts';
import type { MnistSet } from './mnist-set.ts';
import { publishedFiles } from './published-files.ts';

interface FolderFile {
  readonly path: string;
  readonly servedName: string;
  readonly idxSha256: string;
}

/**
 * Takes the four files of a person's own folder, zipped or not, when they can be read as the page will read them.
 * Other bytes than the published ones are fine, and are noted.
 *
 * @param namedBy the setting that named the folder, for messages
 * @throws CommandError that names the file and the fault
 */
export async function readFolder(folder: string, namedBy = 'NORMSCOPE_MNIST_DIR'): Promise<MnistSet> {
  const files = new Map<string, FolderFile>();
  try {
    if (!existsSync(folder)) throw new DataError('There is no such folder.');
    await loadMnist(async (name) => {
      const path = findFile(folder, name);
      const { idx, isZipped } = await readIdx(path);
      files.set(name, { path, servedName: isZipped ? `${name}.gz` : name, idxSha256: sha256(idx) });
      return idx;
    });
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${namedBy} is ${folder}, and it cannot be used. ${fault}`, 2);
  }
  const others = publishedFiles.filter(({ name, idxSha256 }) => files.get(name)?.idxSha256 !== idxSha256);
  const names = others.map(({ name }) => name).join(', ');
  return {
    manifest: {
      source: 'folder',
      files: publishedFiles.flatMap(({ name }) => files.get(name)?.servedName ?? []),
      note: names === '' ? null : `Checksum differs from the published files: ${names}.`,
    },
    paths: new Map([...files.values()].map(({ servedName, path }) => [servedName, path])),
  };
}

function findFile(folder: string, name: string): string {
  // Some copies have a dot before "idx".
  const names = [name, name.replace('-idx', '.idx')].flatMap((each) => [`${each}.gz`, each]);
  const found = names.map((each) => join(folder, each)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new DataError(`There is neither ${name}.gz nor ${name} in it. Put MNIST's four files there.`);
}

async function readIdx(path: string): Promise<{ idx: Uint8Array; isZipped: boolean }> {
  checkFileSize(path, (await stat(path)).size);
  const bytes = await readFile(path);
  return { idx: await gunzip(path, bytes), isZipped: isGzip(bytes) };
}
