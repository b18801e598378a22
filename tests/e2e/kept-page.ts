import { readFile } from 'node:fs/promises';
import { type Download, expect, type Locator, type Page } from '@playwright/test';
import { parseRunFile, type RunFile } from '../../src/common/experiment/run-file.ts';
import { setHidden, start, untilFinished } from './watched-page.ts';

/** The notice that offers the run of the last visit. */
export const offer = (page: Page): Locator =>
  page.getByRole('status').filter({ hasText: 'Your last run is kept' });

/** The notice that something with the store did not work. */
/** What was just done, and the way back. */
export const lastAction = (page: Page): Locator => page.getByRole('group', { name: 'Last action' });

export const storeProblem = (page: Page): Locator =>
  page.getByRole('alert').filter({ hasText: 'A problem with past runs' });

/** What the page says once the run is in the store. */
export const saved = (page: Page): Locator => page.getByText(/^Saved at \d/);

/** Starts a run and waits until it has been saved while it trains: at once, as when it goes out of sight. */
export async function startAndSave(page: Page): Promise<void> {
  await start(page);
  await setHidden(page, true);
  await expect(saved(page)).toBeVisible();
  await setHidden(page, false);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
}

/** Starts a run and waits until it has finished after `steps` steps and has been stored. */
export async function trainToEnd(page: Page, steps: number): Promise<void> {
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, steps);
  await expect(saved(page)).toBeVisible();
}

/** Shows the list of past runs. */
export async function showPastRuns(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Past runs' }).click();
  await expect(page.getByRole('heading', { name: 'Past runs' })).toBeVisible();
}

/** The row of a past run, by its place: the newest is 0. */
export const pastRun = (page: Page, place: number): Locator => pastRuns(page).nth(place);

/** The rows of all past runs, newest first. */
export const pastRuns = (page: Page): Locator =>
  page.getByRole('table', { name: 'Past runs' }).locator('tbody').getByRole('row');

/** Gives the page files, as a person does who presses Import. */
export const importFile = (page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> =>
  page.getByLabel('Run files', { exact: true }).setInputFiles({ name, mimeType, buffer });

/** Does what makes the page hand out a file. */
export async function downloaded(page: Page, act: () => Promise<void>): Promise<Buffer> {
  const coming: Promise<Download> = page.waitForEvent('download');
  await act();
  return readFile(await (await coming).path());
}

/** The file of the run on the page. */
export async function runFileOnPage(page: Page): Promise<RunFile> {
  const bytes = await downloaded(page, async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Run file (JSON)' }).click();
  });
  return readRunFile(bytes);
}

/** The file of a past run in the list. */
export const pastRunFile = async (page: Page, name: string): Promise<RunFile> =>
  readRunFile(
    await downloaded(page, () => page.getByRole('button', { name: `Export ${name}`, exact: true }).click()),
  );

/** What a run file says. */
export function readRunFile(bytes: Buffer): RunFile {
  const read = parseRunFile(JSON.parse(bytes.toString('utf8')));
  if ('error' in read) throw new Error(read.error);
  return read.value;
}

/** All that was measured of training and in tests, bit for bit. */
export const curvesOf = ({ arms }: RunFile) =>
  arms.map(({ step, trainLoss, trainAccuracy, testStep, testLoss, testAccuracy }) => ({
    step,
    trainLoss,
    trainAccuracy,
    testStep,
    testLoss,
    testAccuracy,
  }));
