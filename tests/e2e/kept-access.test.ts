import { expect } from '@playwright/test';
import { atDepth } from '../depth.ts';
import { atWidth, grave, overflow } from './access-checks.ts';
import { pastRuns, showPastRuns, trainToEnd } from './kept-page.ts';
import { openReady, SMALL, test } from './watched-page.ts';

const WIDTHS = [390, 1024, 1440];
/** The other widths differ in nothing that axe looks at, as a rule. */
const AXE_WIDTHS = atDepth([390], WIDTHS);

/** Of more than four arms some are folded. */
const MANY_ARMS = `${SMALL}&steps=30&seed=12345&optimizer=adam&arms=bn:0.1,plain:0.1,bn:0.01,plain:0.01,bn:0.001`;

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing grave in past runs in ${colorScheme}, and all widths hold them`, async ({
    watched: page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openReady(page, `${SMALL}&steps=30`);
    await showPastRuns(page);
    await expect(page.getByText(/^None yet\./)).toBeVisible();
    expect(await grave(page, '[role=tabpanel]')).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await atWidth(page, 390, async (tab) => {
      await openReady(tab, SMALL);
      await showPastRuns(tab);
      expect(await overflow(tab)).toBeLessThanOrEqual(0);
    });
    await page.getByRole('tab', { name: 'One run' }).click();
    await trainToEnd(page, 30);
    await openReady(page, MANY_ARMS);
    await trainToEnd(page, 30);
    await showPastRuns(page);
    await expect(pastRuns(page)).toHaveCount(2);
    await page.getByLabel('Name of Run 1').fill('W'.repeat(40));
    await page.getByLabel('Name of Run 1').press('Enter');
    await page.getByRole('button', { name: /^Pin W+$/ }).click();
    await expect(page.getByRole('button', { name: /^Pin W+$/, pressed: true })).toBeVisible();
    for (const width of WIDTHS) {
      await atWidth(page, width, async (tab) => {
        await tab.emulateMedia({ colorScheme });
        await openReady(tab, SMALL);
        await showPastRuns(tab);
        await tab.getByRole('button', { name: '2 more arms of Run 2' }).click();
        await expect(tab.getByRole('button', { name: /^Pin W+$/, pressed: true })).toBeVisible();
        expect(await overflow(tab), `with runs, ${width}`).toBeLessThanOrEqual(0);
        if (AXE_WIDTHS.includes(width)) expect(await grave(tab), `${width}`).toEqual([]);
      });
    }
    await page.getByRole('button', { name: 'Delete Run 2' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await grave(page, '[role=dialog]')).toEqual([]);
  });
}

test('past runs can be had by the keyboard alone', async ({ watched: page }) => {
  await openReady(page, `${SMALL}&steps=30`);
  await trainToEnd(page, 30);
  await openReady(page, `${SMALL}&steps=30&seed=2`);
  await trainToEnd(page, 30);
  await page.getByRole('tab', { name: 'One run' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tab', { name: 'Past runs', selected: true })).toBeFocused();
  await expect(pastRuns(page)).toHaveCount(2);

  const stops: string[] = [];
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    );
  for (const name of ['Import', 'Name of Run 2', 'Show Run 2', 'Pin Run 2']) {
    do {
      await page.keyboard.press('Tab');
      stops.push((await focused()) ?? '');
    } while (stops.at(-1) !== name && stops.length < 20);
    expect(stops.at(-1), stops.join(', ')).toBe(name);
  }
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pin Run 2', pressed: true })).toBeFocused();

  const remove = page.getByRole('button', { name: 'Delete Run 1' });
  await remove.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(remove).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(pastRuns(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Delete Run 2' })).toBeFocused();
});
