import { expect } from '@playwright/test';
import { openReady, SMALL, test, untilFinished } from './watched-page.ts';

test('on paper the page is light, as wide as the paper, and without controls', async ({ watched: page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openReady(page, `${SMALL}&steps=40`);
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 40);
  const tables = page.getByRole('button', { name: /^table, .*layer/ });
  await tables.first().click();
  const loss = page.getByRole('img', { name: /^Loss/ }).first();
  await expect(loss).toBeVisible();

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(loss).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('slider', { name: 'Step shown in all charts' })).toBeHidden();
  const shown = await page.evaluate(() => {
    const content = document.querySelector('.ns-content')?.getBoundingClientRect();
    const cut = [...document.querySelectorAll('.ns-content :has(> table)')].filter(
      (place) =>
        place.scrollHeight > place.clientHeight + 1 && getComputedStyle(place).overflow !== 'visible',
    );
    const outside = [...document.querySelectorAll('.ns-content svg')].filter(
      (chart) => chart.getBoundingClientRect().right > (content?.right ?? 0) + 1,
    );
    return {
      ink: getComputedStyle(document.documentElement).getPropertyValue('--ns-ink'),
      ground: getComputedStyle(document.body).backgroundColor,
      width: content?.width,
      cut: cut.length,
      outside: outside.length,
    };
  });
  expect(shown).toMatchObject({ ink: '#1b2330', ground: 'rgb(255, 255, 255)', cut: 0, outside: 0 });
  expect(shown.width).toBeLessThanOrEqual(976);
});

test('with forced colors, curves keep theirs and what is pressed looks so', async ({ watched: page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openReady(page, SMALL);
  const looks = await page.evaluate(() => {
    const pressed = document.querySelector('[aria-pressed="true"]');
    const other = document.querySelector('[aria-pressed="false"]:enabled');
    const ground = (element: Element | null) => element && getComputedStyle(element).backgroundColor;
    const chart = document.querySelector('.ns-card svg[role="img"], .ns-card [role="img"] svg');
    return {
      pressed: ground(pressed) !== ground(other) && pressed !== null && other !== null,
      curves: chart && getComputedStyle(chart).forcedColorAdjust,
    };
  });
  expect(looks).toEqual({ pressed: true, curves: 'none' });
});
