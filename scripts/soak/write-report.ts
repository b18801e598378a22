import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { CommandError } from '../command-error.ts';
import { freePath } from '../output-file.ts';
import { pictureOf } from './picture.ts';
import { rasterise } from './rasterise.ts';
import { isWell, type SoakReport } from './report.ts';

/**
 * Makes the folder before anything is trained, so that a path of no use is told at once.
 *
 * @throws CommandError when it cannot be made
 */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new CommandError(
      `--out: ${folder} cannot be made (${error instanceof Error ? error.message : error}).`,
      2,
    );
  });
}

/** Writes the report and its picture. @returns their paths */
export async function writeReport(
  report: SoakReport,
  folder: string,
  browser: Browser,
  force: boolean,
): Promise<string[]> {
  const usual = join(folder, 'soak-report.json');
  const json = force ? usual : freePath(usual);
  const png = json.replace(/\.json$/, '.png');
  await writeFile(json, `${JSON.stringify({ isWell: isWell(report), ...report }, null, 2)}\n`);
  await rasterise(browser, pictureOf(report), png);
  return [json, png];
}
