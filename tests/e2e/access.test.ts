import { expect } from '@playwright/test';
import { atDepth } from '../depth.ts';
import { grave, overflow } from './access-checks.ts';
import { ENDLESS, openReady, pause, SMALL, start, test, untilMeasured } from './watched-page.ts';

const STUDIES = [
  { tab: 'Learning-rate ladder', begin: 'Measure' },
  { tab: 'Over seeds', begin: 'Repeat over seeds' },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing grave in ${colorScheme}, before a run, in it, and in what opens`, async ({
    watched: page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openReady(page, `${ENDLESS}&colour=red&ladder=0.1:1:2&ladderSteps=20&repeats=2&repeatSteps=20`);
    expect(await grave(page)).toEqual([]);
    await start(page);
    await pause(page);
    await page.getByLabel('Hidden layers', { exact: true }).fill('99');
    await page.getByLabel('Seed', { exact: true }).fill('8');
    await page.keyboard.press('Enter');
    expect(await grave(page)).toEqual([]);
    await page.getByRole('button', { name: 'Help' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await grave(page, '[role=dialog]')).toEqual([]);
    await page.keyboard.press('Escape');
    for (const { tab, begin } of STUDIES) {
      await page.getByRole('tab', { name: tab }).click();
      // All but the figures is looked at again below.
      if (atDepth(false, true)) expect(await grave(page)).toEqual([]);
      await page.getByRole('button', { name: begin, exact: true }).click();
      await untilMeasured(page);
      expect(await grave(page, '[role=tabpanel]')).toEqual([]);
    }
    await page.getByRole('tab', { name: 'One run' }).click();
    await page.getByRole('button', { name: /^Experiment/ }).click();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    expect(await grave(page, '[role=menu]')).toEqual([]);
  });
}

test('the theme follows the system, can be set, and is remembered', async ({ watched: page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/?${SMALL}`);
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('menuitemradio', { name: 'Light' }).click();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.reload();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
});

for (const width of [390, 1024]) {
  test(`nothing has to be scrolled sideways at ${width} pixels`, async ({ watched: page }) => {
    await page.setViewportSize({ width, height: 844 });
    await openReady(page, `${ENDLESS}&arms=bn:0.1,plain:0.1,bn:10,plain:10&repeats=2&repeatSteps=20`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await start(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    for (const { tab } of STUDIES) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    }
    await page.getByRole('button', { name: 'Repeat over seeds' }).click();
    await untilMeasured(page);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
}
