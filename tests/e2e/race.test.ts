import { expect } from '@playwright/test';
import { runFileOnPage } from './kept-page.ts';
import { doMainJob } from './main-job.ts';
import { openReady, test, untilFinished } from './watched-page.ts';

test('on wasm batch normalization passes 90 % and the plain net stays at chance', async ({
  watched: page,
}) => {
  await doMainJob(page, 'wasm');
});

// The same at full size takes minutes without a GPU: race.full.test.ts.
test('a few steps are trained on webgl', async ({ watched: page }) => {
  await openReady(page, 'depth=2&width=16&batch=20&backend=webgl&steps=30');
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 30);
  const { arms, environment } = await runFileOnPage(page);
  expect(environment.backend).toBe('webgl');
  for (const { step } of arms) expect(step).toHaveLength(30);
});
