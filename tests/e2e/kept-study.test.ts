import { expect, type Page } from '@playwright/test';
import { downloaded, readRunFile } from './kept-page.ts';
import { openReady, sees, test, untilMeasured, untilNumber } from './watched-page.ts';

const LINK = 'depth=3&width=40&batch=60&backend=wasm&ladder=0.03:0.3:3&ladderSteps=200';

const showLadder = (page: Page) => page.getByRole('tab', { name: 'Learning-rate ladder' }).click();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Presses Stop as soon as the page says that steps are done: from here it might be too late on a fast machine. */
const stopAtFirstSteps = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const watch = new MutationObserver(() => {
          if (!/ [1-9]\d* of 200 steps each/.test(document.body.textContent ?? '')) return;
          const buttons = [...document.querySelectorAll('button')];
          const stop = buttons.find(({ textContent }) => textContent === 'Stop measuring');
          if (stop === undefined) return;
          watch.disconnect();
          stop.click();
          resolve();
        });
        watch.observe(document.body, { characterData: true, childList: true, subtree: true });
      }),
  );

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
  const bytes = await downloaded(page, () => page.getByRole('menuitem', { name: 'Run file (JSON)' }).click());
  const { ladder } = readRunFile(bytes);
  if (ladder === undefined) throw new Error('There is no ladder in it.');
  return ladder;
}

test('a ladder that is reloaded in its middle is kept, resumes when told to, and has the very same numbers in the end', async ({
  watched: page,
}) => {
  await openReady(page, LINK);
  await showLadder(page);
  const stopped = stopAtFirstSteps(page);
  await press(page, 'Measure');
  await stopped;
  await expect(page.getByText('Stopped. What is here stays')).toBeVisible();
  await expect(page.getByText(/saved at \d\d:\d\d:\d\d$/)).toBeVisible();

  await openReady(page, LINK);
  await showLadder(page);
  const kept = page.getByText(
    /^A ladder of today, \d\d:\d\d, is kept: 6 networks, \d+\s?% measured, [\d.]+\s?[KM]B\.$/,
  );
  await expect(kept).toBeVisible();
  await press(page, 'Show it');
  await expect(
    page.getByRole('tabpanel').getByText('It can go on from where it was last saved.'),
  ).toBeVisible();
  await expect(kept).toBeHidden();
  expect((await ladderOnPage(page)).complete).toBe(false);
  await press(page, 'Go on measuring');
  await untilMeasured(page);
  const reloaded = await ladderOnPage(page);
  expect(reloaded.complete).toBe(true);
  // What is over needs no weights any more.
  await untilNumber(() => rowsIn(page, 'studyWeights')).toBe(0);

  await openReady(page, LINK);
  await showLadder(page);
  await expect(page.getByText(/^A ladder of today.*all measured, [\d.]+\s?[KM]B\.$/)).toBeVisible();
  await press(page, 'Show it');
  await untilMeasured(page);
  expect((await ladderOnPage(page)).members).toEqual(reloaded.members);
  const begun = sees(page.locator('body'), 'Stop measuring');
  await press(page, 'Measure anew');
  await begun;
  await untilMeasured(page);
  expect((await ladderOnPage(page)).members).toEqual(reloaded.members);
  await press(page, 'Clear');
  await untilNumber(() => rowsIn(page, 'studies')).toBe(0);

  await openReady(page, LINK);
  await showLadder(page);
  await expect(page.getByText('Trains 6 networks for 200 steps each')).toBeVisible();
  await expect(page.getByText(/is kept: 6 networks/)).toBeHidden();
});
