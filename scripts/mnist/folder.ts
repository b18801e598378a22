import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
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
    if (!isFolder(folder))
      throw new DataError(
        "It is a file, not a folder. Name the folder that holds MNIST's four files, unpacked or as .gz.",
      );
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

/**
 * The file of MNIST's four that has this name, packed or not; some copies have a dot before "idx", and some lie in a folder of that name,
 * beside the file or alone.
 */
function findFile(folder: string, name: string): string {
  const names = [name, name.replace('-idx', '.idx')].flatMap((each) => [`${each}.gz`, each]);
  const places = [folder, ...names.map((each) => join(folder, each)).filter(isFolder)];
  const found = places.flatMap((place) => names.map((each) => join(place, each))).find(isFile);
  const [other, ...more] =
    found === undefined ? prefixed(folder, name).map((each) => join(folder, each)) : [found];
  if (more.length > 0)
    throw new DataError(
      `There are several files that may be ${name}: ${[other, ...more].map((each) => basename(each ?? '')).join(' and ')}. Put those of one data set into a folder of their own.`,
    );
  if (other !== undefined) return other;
  throw new DataError(`There is neither ${name}.gz nor ${name} in it. Put MNIST's four files there.`);
}

/** Files named like one of the four but for what comes before, e.g. "emnist-digits-", and "test" for "t10k"; packed ones where there are no others. */
function prefixed(folder: string, name: string): readonly string[] {
  const [part = '', kind = '', format = ''] = name.split('-');
  const pattern = new RegExp(
    `[-_.](${part === 't10k' ? 't10k|test' : part})[-_.]${kind}[-_.]${format}[-_.]ubyte(\\.gz)?$`,
    'i',
  );
  const found = readdirSync(folder).filter((each) => pattern.test(each) && isFile(join(folder, each)));
  return found.filter((each) => !found.includes(each.replace(/\.gz$/i, '')) || !/\.gz$/i.test(each));
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

async function readIdx(path: string): Promise<{ idx: Uint8Array; isZipped: boolean }> {
  checkFileSize(path, (await stat(path)).size);
  const bytes = await readFile(path);
  return { idx: await gunzip(path, bytes), isZipped: isGzip(bytes) };
}
