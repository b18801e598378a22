import { existsSync, rmSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { CommandError } from './command-error.ts';

/** A file that a command writes at its end. */
export interface OutputFile {
  readonly path: string;
  /** Writes the whole file, or leaves nothing. @throws CommandError that says why it could not be written */
  write(text: string): Promise<void>;
  /** Takes away what is half written, without waiting. */
  abandon(): void;
}

/**
 * Chooses where a file goes, before there is anything to write: a path of no use is told at once, and an existing file stays.
 *
 * @param option the option that names the path, for messages
 * @param force whether an existing file is replaced; else the next free name is taken, as in run-2.json
 * @throws CommandError (exit code 2) when nothing can be written there
 */
export async function outputFile(path: string, option: string, force: boolean): Promise<OutputFile> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandError(`${option}: ${path} is a folder. Name a file in it.`, 2);
  }
  const chosen = force ? path : freePath(path);
  if (chosen !== path) console.log(`${path} exists, so ${basename(chosen)} is written. --force replaces it.`);
  const half = `${chosen}.half`;
  const refused = (error: NodeJS.ErrnoException) => {
    rmSync(half, { force: true });
    return new CommandError(`${option}: ${chosen} cannot be written (${error.code ?? error.message}).`, 2);
  };
  await writeFile(half, '')
    .then(() => rm(half))
    .catch((error: NodeJS.ErrnoException) => {
      throw refused(error);
    });
  return {
    path: chosen,
    async write(text) {
      await writeFile(half, text)
        .then(() => rename(half, chosen))
        .catch((error: NodeJS.ErrnoException) => {
          throw refused(error);
        });
    },
    abandon: () => rmSync(half, { force: true }),
  };
}

/** The path itself, or with the first number from 2 on for which there is no file yet. */
export function freePath(path: string, exists: (path: string) => boolean = existsSync): string {
  const ending = extname(path);
  const stem = join(dirname(path), basename(path, ending));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${stem}-${number}${ending}`;
    if (!exists(candidate)) return candidate;
  }
}
