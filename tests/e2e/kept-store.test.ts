import { expect, type Page } from '@playwright/test';
import { curvesOf, pastRuns, runFileOnPage, showPastRuns, storeProblem, trainToEnd } from './kept-page.ts';
import { openReady, runWords, SMALL, test, untilFinished } from './watched-page.ts';

const LINK = `${SMALL}&steps=40`;
/** Holds a few small runs, in bytes. */
const QUOTA = 32 * 2 ** 20;

/** Puts other things into the browser's store of the page's origin until less than a small run finds room. */
const fillStore = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('something-else', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('bytes', { autoIncrement: true });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const isPut = (bytes: number) =>
      new Promise<boolean>((resolve) => {
        const transaction = database.transaction('bytes', 'readwrite');
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
        transaction.objectStore('bytes').put(crypto.getRandomValues(new Uint8Array(bytes)));
      });
    for (const bytes of [65_536, 8192]) while (await isPut(bytes));
    database.close();
  });

test('a store that is full is said plainly; training goes on, and past runs stay', async ({
  watched: page,
  baseURL,
  context,
}) => {
  const session = await context.newCDPSession(page);
  const { origin } = new URL(baseURL ?? '');
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: QUOTA });
  await openReady(page, LINK);
  await trainToEnd(page, 40);
  const stored = await runFileOnPage(page);

  await openReady(page, `${LINK}&seed=2`);
  await fillStore(page);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(storeProblem(page)).toContainText(
    'The browser has no room left for this page, so what is measured is not being saved. Delete some past runs; training goes on.',
  );
  await untilFinished(page, 40);
  await expect(page.getByText('Not saved yet')).toBeVisible();

  await storeProblem(page).getByRole('button', { name: 'See past runs' }).click();
  await expect(pastRuns(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Open Run 1' }).click();
  await expect(runWords(page)).toContainText('Finished: 40 steps are done.');
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('1');
  expect(curvesOf(await runFileOnPage(page))).toEqual(curvesOf(stored));

  await page.reload();
  await showPastRuns(page);
  await page.getByRole('button', { name: 'Delete Run 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(/^None yet\./)).toBeVisible();
});

test('a browser that stores nothing is told of, and the run trains to its end', async ({ watched: page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await openReady(page, LINK);
  await showPastRuns(page);
  await expect(page.getByText(/^This browser keeps nothing here, e\.g\. in a private window/)).toBeVisible();
  await page.getByRole('tab', { name: 'One run' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 40);
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
  expect((await runFileOnPage(page)).steps).toBe(40);
});
