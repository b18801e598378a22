import { expect, type Page } from '@playwright/test';
import {
  ENDLESS,
  finishSoon,
  openReady,
  pause,
  runWords,
  setHidden,
  start,
  stepsDone,
  test,
  untilNumber,
  untilPast,
} from './watched-page.ts';

const whenHidden = (page: Page) => page.getByLabel('While this tab is hidden', { exact: true });

test('a hidden run trains on, is saved at once, and everything is current when it is seen', async ({
  watched: page,
}) => {
  await openReady(page, ENDLESS);
  await start(page);
  await setHidden(page, true);
  const before = await stepsDone(page);
  await expect(page.getByText(/^Saved at \d/)).toBeVisible();
  await untilPast(page, before + 20);
  await setHidden(page, false);
  await pause(page);
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

  await start(page);
  await setHidden(page, true);
  await expect(runWords(page)).toHaveText('Paused.');
  const paused = await stepsDone(page);
  await setHidden(page, false);
  await untilPast(page, paused);

  // A run that the person has paused stays so.
  await pause(page);
  const byHand = await stepsDone(page);
  await setHidden(page, true);
  await setHidden(page, false);
  await expect(runWords(page)).toHaveText('Paused.');
  await page.getByRole('button', { name: 'Step' }).click();
  await untilNumber(() => stepsDone(page)).toBe(byHand + 1);
});
