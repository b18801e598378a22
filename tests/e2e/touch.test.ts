import { expect, type Locator, type Page } from '@playwright/test';
import { openReady, SMALL, test, untilFinished, untilNumber } from './watched-page.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Puts something into the middle of the screen, below the run's card, which stays in sight. */
const bring = (element: Locator) => element.evaluate((node) => node.scrollIntoView({ block: 'center' }));

/** A tap at a part of the way across. */
async function tap(page: Page, element: Locator, across: number): Promise<void> {
  await bring(element);
  const box = await element.boundingBox();
  if (box === null) throw new Error('It is not in sight.');
  await page.touchscreen.tap(box.x + across * box.width, box.y + box.height / 2);
}

/** A finger that is put down on something, moves by so many pixels, and is lifted. */
async function swipe(page: Page, element: Locator, [right, down]: readonly [number, number]): Promise<void> {
  await bring(element);
  const box = await element.boundingBox();
  if (box === null) throw new Error('It is not in sight.');
  const client = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  for (let part = 1; part <= 10; part++) {
    const touchPoints = [{ x: x + (right * part) / 10, y: y + (down * part) / 10 }];
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints });
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await client.detach();
}

const scrolled = (page: Page) => page.evaluate(() => scrollY);

test('a tap on any chart pins a step there', async ({ watched: page }) => {
  await openReady(page, `${SMALL}&steps=100`);
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 100);
  const time = page.getByRole('slider', { name: 'Step shown in all charts' });
  const cursors = page.getByRole('slider', { name: /^Step cursor, / });
  await expect(cursors.nth(5)).toBeVisible();
  for (const cursor of await cursors.all()) {
    await expect(time).toHaveAttribute('aria-valuetext', /newest/);
    await tap(page, cursor, 0.45);
    await expect(time).toHaveAttribute('aria-valuetext', /^step [34]\d$/);
    await tap(page, page.getByRole('button', { name: 'live', exact: true }), 0.5);
  }
  // A finger cannot hover, so what it has pinned is told where it has tapped.
  await tap(page, cursors.first(), 0.3);
  await expect(page.locator('[class*="tooltipStep"]')).toHaveText(/^step [23]\d/);
});

test('a swipe that begins on a slider scrolls; a tap or a move along it changes the value', async ({
  watched: page,
}) => {
  await openReady(page, `${SMALL}&steps=100`);
  const rate = page.getByRole('slider', { name: 'Learning rate of A' });
  const value = async () => Number(await rate.getAttribute('aria-valuetext'));
  const track = page.locator('.ns-rate').first();
  await swipe(page, track, [40, 3]);
  await untilNumber(value).toBeGreaterThan(0.1);
  await expect(page.getByRole('textbox', { name: 'Learning rate of B' })).not.toHaveValue('0.1');
  await tap(page, track, 0.1);
  await untilNumber(value).toBeLessThan(0.01);

  const chosen = await value();
  const before = await scrolled(page);
  await swipe(page, track, [4, -200]);
  await untilNumber(() => scrolled(page)).toBeGreaterThan(before + 100);
  expect(await value()).toBe(chosen);
});
