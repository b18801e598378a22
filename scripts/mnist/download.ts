import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExpectedFile, type FetchLimits, fetchFile, sha256 } from './fetch-file.ts';

interface NamedFile extends ExpectedFile {
  readonly name: string;
}

/** What to download, from where, and to which folder. */
export interface DownloadOrder {
  readonly folder: string;
  readonly files: readonly NamedFile[];
  /** Addresses that end in a slash; the next one is asked when one fails, and a failed one is not asked again. */
  readonly mirrors: readonly string[];
  readonly limits: FetchLimits;
  readonly onProgress: (receivedBytes: number, totalBytes: number) => void;
}

const partSuffix = '.part';

/**
 * Brings a folder to hold every file, whole and checked; files that are there and good are kept. A file appears
 * under its name only when it is complete (written beside, then renamed).
 *
 * @throws Error when the folder cannot be written
 * @returns null when the set is complete, else what each mirror failed with, e.g. "example.org: wrong checksum"
 */
export async function download(order: DownloadOrder): Promise<string | null> {
  const { folder, files, limits } = order;
  await mkdir(folder, { recursive: true });
  await removeParts(folder);
  const total = files.reduce((sum, file) => sum + file.zippedBytes, 0);
  const waiting = [...order.mirrors];
  const failures: string[] = [];
  let done = 0;
  const fromFirstGoodMirror = async (file: NamedFile) => {
    for (let mirror = waiting[0]; mirror !== undefined; mirror = waiting[0]) {
      try {
        const onBytes = (received: number) => order.onProgress(done + received, total);
        return await fetchFile(`${mirror}${file.name}.gz`, file, limits, onBytes);
      } catch (error) {
        failures.push(`${new URL(mirror).host}: ${error instanceof Error ? error.message : String(error)}`);
        waiting.shift();
      }
    }
    return null;
  };
  for (const file of files) {
    const target = join(folder, `${file.name}.gz`);
    if (!(await isGood(target, file))) {
      const bytes = await fromFirstGoodMirror(file);
      if (!bytes) return failures.join('; ');
      await writeWhole(target, bytes);
    }
    done += file.zippedBytes;
    order.onProgress(done, total);
  }
  return null;
}

/** Whether a file is there with the right size and checksum. */
export async function isGood(path: string, expected: ExpectedFile): Promise<boolean> {
  const bytes = await readFile(path).catch(() => null);
  return bytes !== null && bytes.length === expected.zippedBytes && sha256(bytes) === expected.zippedSha256;
}

async function writeWhole(target: string, bytes: Uint8Array): Promise<void> {
  const part = `${target}.${process.pid}${partSuffix}`;
  await writeFile(part, bytes);
  await rename(part, target);
}

/** Parts are left by a run that was killed between writing and renaming. */
async function removeParts(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.endsWith(partSuffix));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}
