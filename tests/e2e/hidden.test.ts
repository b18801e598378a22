import { expect, type Page } from '@playwright/test';
import { finishSoon, openReady, runWords, SMALL, stepsDone, test } from './watched-page.ts';

const ENDLESS = `${SMALL}&steps=100000`;

/** The page as it is while another tab is in front, or as it is seen. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}

const whenHidden = (page: Page) => page.getByLabel('While this tab is hidden', { exact: true });

test('a hidden run trains on, is saved at once, and everything is current when it is seen', async ({
  watched: page,
}) => {
  await openReady(page, ENDLESS);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(5);
  await setHidden(page, true);
  const before = await stepsDone(page);
  await expect(page.getByText(/^Saved at \d/)).toBeVisible();
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(before + 20);
  await setHidden(page, false);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(runWords(page)).toHaveText('Paused.');
  const end = await finishSoon(page, 20);
  await expect(page.getByRole('region', { name: 'Accuracy' })).toBeVisible();
  expect(end).toBeGreaterThan(before + 40);
});

test('a hidden run waits where the person wants that, and the choice is remembered', async ({
  watched: page,
}) => {
  await openReady(page, ENDLESS);
  await expect(whenHidden(page)).toHaveValue('train');
  await whenHidden(page).selectOption('Wait');
  await page.reload();
  await expect(runWords(page)).toHaveText('Ready.');
  await expect(whenHidden(page)).toHaveValue('pause');

  await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(5);
  await setHidden(page, true);
  await expect(runWords(page)).toHaveText('Paused.');
  const paused = await stepsDone(page);
  await setHidden(page, false);
  await expect.poll(() => stepsDone(page)).toBeGreaterThan(paused);

  // A run that the person has paused stays so.
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(runWords(page)).toHaveText('Paused.');
  const byHand = await stepsDone(page);
  await setHidden(page, true);
  await setHidden(page, false);
  await expect(runWords(page)).toHaveText('Paused.');
  await page.getByRole('button', { name: 'Step' }).click();
  await expect.poll(() => stepsDone(page)).toBe(byHand + 1);
});
