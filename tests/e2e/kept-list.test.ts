import { expect, type Page } from '@playwright/test';
import {
  curvesOf,
  downloaded,
  importFile,
  lastAction,
  pastRun,
  pastRunFile,
  pastRuns,
  runFileOnPage,
  showPastRuns,
  trainToEnd,
} from './kept-page.ts';
import { openReady, runWords, SMALL, test } from './watched-page.ts';

const LINK = `${SMALL}&steps=40`;

const ghosts = (page: Page, name: string) => page.locator(`path[data-ghost="${name}"]`);

test('a past run is renamed and pinned, and lies behind the next one, after a reload as well', async ({
  watched: page,
}) => {
  await openReady(page, LINK);
  await trainToEnd(page, 40);
  await showPastRuns(page);
  await page.getByLabel('Name of Run 1').fill('With a batch of 20');
  await page.getByLabel('Name of Run 1').press('Enter');
  await page.getByRole('button', { name: 'Pin With a batch of 20' }).click();
  const pin = page.getByRole('button', { name: 'Pin With a batch of 20', pressed: true });
  await expect(pin).toBeVisible();

  for (const seed of [2, 3]) {
    await openReady(page, `${LINK}&seed=${seed}`);
    await trainToEnd(page, 40);
    await expect(ghosts(page, 'With a batch of 20').first()).toBeAttached();
    await expect(page.getByRole('region', { name: 'Pinned runs' })).toContainText('Seed');
  }
  await page.reload();
  await showPastRuns(page);
  await expect(pin).toBeVisible();
  await pin.click();
  await expect(page.getByRole('button', { name: 'Pin With a batch of 20', pressed: false })).toBeVisible();
  await page.reload();
  await showPastRuns(page);
  await expect(page.getByRole('button', { name: 'Pin With a batch of 20', pressed: false })).toBeVisible();
  await page.getByRole('tab', { name: 'One run' }).click();
  await expect(page.getByRole('region', { name: 'Pinned runs' })).toBeHidden();
});

test('a past run is exported, deleted, and brought back by its file, which comes in once', async ({
  watched: page,
}) => {
  await openReady(page, LINK);
  await trainToEnd(page, 40);
  const original = await runFileOnPage(page);
  await page.reload();
  await showPastRuns(page);
  const bytes = await downloaded(page, () => page.getByRole('button', { name: 'Export Run 1' }).click());
  expect(curvesOf(await pastRunFile(page, 'Run 1'))).toEqual(curvesOf(original));
  await page.getByRole('button', { name: 'Delete Run 1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Run 1?' });
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeHidden();
  await expect(pastRuns(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Delete Run 1' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(/^None yet\. Every run is kept here by itself/)).toBeVisible();
  await page.reload();
  await showPastRuns(page);
  await expect(page.getByText(/^None yet\./)).toBeVisible();

  await importFile(page, 'colleague.json', 'application/json', bytes);
  await expect(pastRun(page, 0)).toContainText('from a file');
  await expect(page.getByLabel('Name of colleague')).toBeVisible();
  await importFile(page, 'again.json', 'application/json', bytes);
  await expect(lastAction(page)).toContainText('again.json: this run is here already, as colleague.');
  await expect(pastRuns(page)).toHaveCount(1);
  expect(curvesOf(await pastRunFile(page, 'colleague'))).toEqual(curvesOf(original));
  await page.getByRole('button', { name: 'Open colleague' }).click();
  await expect(runWords(page)).toContainText('As it was stored, without its weights');
  await expect(page.getByRole('button', { name: 'Start' })).toBeDisabled();
});

test('a picture brings its settings, and a wrong file changes nothing', async ({ watched: page }) => {
  await openReady(page, `${LINK}&seed=77`);
  await trainToEnd(page, 40);
  const picture = await downloaded(page, async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: 'All charts (PNG)' }).click();
  });
  await openReady(page, `${SMALL}&depth=2&seed=4`);
  await showPastRuns(page);
  const wrong = [
    { name: 'notes.json', bytes: Buffer.from('to do: milk'), words: 'notes.json: ' },
    { name: 'cut.json', bytes: Buffer.from('{"format":"normscope-run"'), words: 'cut.json: ' },
    { name: 'cut.png', bytes: picture.subarray(0, 200), words: 'cut.png: ' },
  ];
  for (const { name, bytes, words } of wrong) {
    await importFile(page, name, 'application/octet-stream', bytes);
    await expect(lastAction(page)).toContainText(words);
    await expect(lastAction(page)).toContainText(/[a-z]{3}.*\.\s*$/m);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(lastAction(page)).toHaveText('');
  }
  await expect(pastRuns(page)).toHaveCount(1);
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('4');
  await importFile(page, 'chart.png', 'image/png', picture);
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('77');
  await expect(page.getByLabel('Stop after')).toHaveValue('40');
  await expect(page).toHaveURL(/seed=77/);
  await expect(lastAction(page)).toContainText('Settings taken from chart.png.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('4');
  await expect(lastAction(page)).toHaveText('');
  await expect(pastRuns(page)).toHaveCount(1);
});
