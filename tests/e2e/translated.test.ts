import { expect, type Page } from '@playwright/test';
import { translateContinuously } from '../fixtures/translator.ts';
import {
  ENDLESS,
  openReady,
  pause,
  runWords,
  start,
  stepsDone,
  test,
  untilNumber,
  untilPast,
} from './watched-page.ts';

/** The step that the progress bar is at: an attribute, which nobody translates. */
async function barStep(page: Page): Promise<number> {
  const share = await page.getByRole('progressbar', { name: 'Steps trained' }).getAttribute('aria-valuenow');
  return Math.round((Number(share) / 100) * 100_000);
}

test('a page that the browser translates says the right numbers, and survives Pause, Reset and another size', async ({
  watched: page,
}) => {
  await openReady(page, ENDLESS);
  await start(page);
  await page.evaluate(translateContinuously);
  await untilPast(page, await stepsDone(page));
  await untilPast(page, await stepsDone(page));
  await pause(page);
  await untilNumber(async () => (await stepsDone(page)) - (await barStep(page))).toBe(0);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByText('Stops after 100,000 steps')).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const tab of [/^Learning-rate/, /seeds/, /^Past runs/, /^One run/])
    await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('switch', { name: 'Batch normalization of B' }).click();
  await page.getByRole('button', { name: 'Reset' }).click();
  await untilNumber(() => stepsDone(page)).toBe(0);
  await expect(runWords(page)).toHaveText('Ready.');
  await start(page);
  await pause(page);
  await untilNumber(async () => (await stepsDone(page)) - (await barStep(page))).toBe(0);
  await expect(page.locator('html')).toHaveAttribute('data-translated', 'true');
});
