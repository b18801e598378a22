import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { parseRunFile } from '../../src/common/experiment/run-file.ts';
import { openReady, test } from './watched-page.ts';

const LINK = 'depth=3&width=40&batch=60&data=generated&backend=wasm&ladder=0.03:0.3:3&ladderSteps=400';

const showLadder = (page: Page) => page.getByRole('tab', { name: 'Learning-rate ladder' }).click();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const untilMeasured = (page: Page) => expect(page.getByText(/^Measured in/)).toBeVisible({ timeout: 90_000 });

/** How many rows lie in a table of the browser's store. */
const rowsIn = (page: Page, table: 'studies' | 'studyWeights') =>
  page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('normscope');
        opening.onsuccess = () => {
          const counting = opening.result.transaction(name).objectStore(name).count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
    table,
  );

async function ladderOnPage(page: Page) {
  await page.getByRole('button', { name: 'Export the ladder' }).click();
  const download = page.waitForEvent('download', { timeout: 30_000 });
  await page.getByRole('menuitem', { name: 'Run file (JSON)' }).click();
  const parsed = parseRunFile(JSON.parse(await readFile(await (await download).path(), 'utf8')));
  if (!('value' in parsed) || parsed.value.ladder === undefined) throw new Error('There is no ladder in it.');
  return parsed.value.ladder;
}

test('a ladder that is reloaded in its middle is kept, goes on when told to, and comes to the very same numbers', async ({
  watched: page,
}) => {
  test.slow();
  await openReady(page, LINK);
  await showLadder(page);
  await press(page, 'Measure');
  await expect(page.getByText(/ [1-9]\d* of 400 steps each/)).toBeVisible();
  await press(page, 'Stop measuring');
  await expect(page.getByText('Stopped. What is here stays')).toBeVisible();
  await expect(page.getByText(/saved at \d\d:\d\d:\d\d$/)).toBeVisible();

  await openReady(page, LINK);
  await showLadder(page);
  const kept = page.getByText(
    /^A ladder of today, \d\d:\d\d, is kept: 6 networks, \d+\s?% measured, [\d.]+\s?[KM]B\.$/,
  );
  await expect(kept).toBeVisible();
  await press(page, 'Show it');
  await expect(page.getByText('It can go on from where it was last saved.')).toBeVisible();
  await expect(kept).toBeHidden();
  expect((await ladderOnPage(page)).complete).toBe(false);
  await press(page, 'Go on measuring');
  await untilMeasured(page);
  const reloaded = await ladderOnPage(page);
  expect(reloaded.complete).toBe(true);
  // What is over needs no weights any more.
  await expect.poll(() => rowsIn(page, 'studyWeights')).toBe(0);

  await openReady(page, LINK);
  await showLadder(page);
  await expect(page.getByText(/^A ladder of today.*all measured, [\d.]+\s?[KM]B\.$/)).toBeVisible();
  await press(page, 'Show it');
  await untilMeasured(page);
  expect((await ladderOnPage(page)).members).toEqual(reloaded.members);
  await press(page, 'Measure anew');
  await expect(page.getByRole('button', { name: 'Stop measuring' })).toBeVisible();
  await untilMeasured(page);
  expect((await ladderOnPage(page)).members).toEqual(reloaded.members);
  await press(page, 'Clear');
  await expect.poll(() => rowsIn(page, 'studies')).toBe(0);

  await openReady(page, LINK);
  await showLadder(page);
  await expect(page.getByText('Trains 6 networks for 400 steps each')).toBeVisible();
  await expect(page.getByText(/is kept: 6 networks/)).toBeHidden();
});
