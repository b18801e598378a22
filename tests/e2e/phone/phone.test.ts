import { expect } from '@playwright/test';
import { atWidth, grave, overflow } from '../access-checks.ts';
import { playwrightEngine } from '../engines/engine.ts';
import { doSmallJob } from '../engines/small-job.ts';
import { openReady, SMALL, test, untilFinished } from '../watched-page.ts';

test('the main job by touch', async ({ watched: page, baseURL, hasTouch }) => {
  expect(hasTouch).toBe(true);
  await doSmallJob(playwrightEngine(page, hasTouch), baseURL ?? '');
});

test('axe finds nothing grave on a phone, and nothing has to be scrolled sideways', async ({
  watched: page,
}) => {
  await openReady(page, `${SMALL}&steps=30`);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Start', exact: true }).tap();
  await untilFinished(page, 30);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(await grave(page)).toEqual([]);
  await atWidth(page, 360, async (tab) => {
    await openReady(tab, SMALL);
    expect(await overflow(tab)).toBeLessThanOrEqual(0);
    // The name with the buttons, and the experiment with the backend.
    expect((await tab.getByRole('banner').boundingBox())?.height).toBeLessThan(110);
  });
});
