import { expect } from '@playwright/test';
import { curvesOf, pastRuns, runFileOnPage, showPastRuns, storeProblem, trainToEnd } from './kept-page.ts';
import { openReady, runWords, SMALL, test } from './watched-page.ts';

const LINK = `${SMALL}&steps=40`;

test('a store that is full is said plainly; training goes on, and past runs stay', async ({
  watched: page,
  baseURL,
  context,
}) => {
  await openReady(page, LINK);
  await trainToEnd(page);
  const stored = await runFileOnPage(page);

  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(baseURL ?? '').origin,
    quotaSize: 1,
  });
  // A page that is there already may go on for a while with the room that the browser had counted for it.
  await openReady(page, `${LINK}&seed=2`);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(storeProblem(page)).toContainText(
    'The browser has no room left for this page, so the run is not being saved. Delete some past runs; training goes on.',
  );
  await expect(runWords(page)).toContainText('Finished: 40 steps are done.');
  await expect(page.getByText('Not saved yet')).toBeVisible();

  await storeProblem(page).getByRole('button', { name: 'See past runs' }).click();
  await expect(pastRuns(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Open Run 1' }).click();
  await expect(runWords(page)).toContainText('Finished: 40 steps are done.');
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('1');
  expect(curvesOf(await runFileOnPage(page))).toEqual(curvesOf(stored));
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
  await expect(runWords(page)).toContainText('Finished: 40 steps are done.');
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
  expect((await runFileOnPage(page)).steps).toBe(40);
});
