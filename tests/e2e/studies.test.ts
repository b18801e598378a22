import { expect } from '@playwright/test';
import { downloaded, readRunFile } from './kept-page.ts';
import {
  ENDLESS,
  openReady,
  runWords,
  SMALL,
  start,
  test,
  untilMeasured,
  untilNumber,
} from './watched-page.ts';

const LADDER = `${SMALL}&ladder=0.03:0.3:3&ladderSteps=60&repeats=2&steps=40`;

test('a ladder is measured, stopped, resumed, chosen from and exported', async ({ watched: page }) => {
  await openReady(page, LADDER);
  await page.getByRole('tab', { name: 'Learning-rate ladder' }).click();
  await expect(page.getByText('Trains 6 networks for 60 steps each')).toBeVisible();
  await page.getByLabel('Steps at each rate').fill('100000');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await expect(page.getByText(/networks side by side, .* of 100,000 steps each/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop measuring' }).click();
  await expect(page.getByText('Stopped. What is here stays')).toBeVisible();
  await page.getByRole('button', { name: 'Go on measuring' }).click();
  await expect(page.getByText(/networks side by side/)).toBeVisible();
  await page.getByRole('button', { name: 'Stop measuring' }).click();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();

  await page.getByLabel('Steps at each rate').fill('60');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await untilMeasured(page);
  const cells = page.locator('[data-rung]');
  await expect(cells).toHaveCount(6);
  await expect(page.locator('[data-rung][data-open]')).toHaveCount(0);

  await page.getByRole('button', { name: /^Batch normalization at rate 0.3:/ }).click();
  await expect(page.getByText('The learning rate of the run’s networks is now 0.3.')).toBeVisible();
  await expect(page).toHaveURL(/arms=bn:0\.3,plain:0\.3/);

  await page.getByLabel('Batch', { exact: true }).fill('30');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Measured with other settings: Batch 20, now 30')).toBeVisible();

  for (const [item, extension] of [
    ['PNG picture', 'png'],
    ['CSV file', 'csv'],
  ] as const) {
    await page.getByRole('button', { name: 'Export the ladder' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: item }).click();
    expect((await download).suggestedFilename()).toMatch(new RegExp(`^normscope-ladder-.*\\.${extension}$`));
  }
  await page.getByRole('button', { name: 'Export the ladder' }).click();
  const bytes = await downloaded(page, () => page.getByRole('menuitem', { name: 'Run file (JSON)' }).click());
  const members = readRunFile(bytes).ladder?.members;
  expect(members?.map(({ testStep }) => testStep.at(-1))).toEqual([60, 60, 60, 60, 60, 60]);

  await page.getByRole('button', { name: 'Show the run' }).click();
  await expect(page.getByRole('heading', { name: 'Accuracy' })).toBeVisible();
});

test('the experiment is repeated over seeds, and the run waits meanwhile', async ({ watched: page }) => {
  await openReady(page, `${LADDER}&evalEvery=10`);
  await page.getByLabel('Stop after').fill('100000');
  await page.keyboard.press('Enter');
  await start(page);
  await page.getByRole('tab', { name: /Over seeds/ }).click();
  await page.getByLabel('Steps with each seed').fill('100');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Repeat over seeds' }).click();
  await expect(runWords(page)).toContainText('Paused.');
  await untilMeasured(page);
  const arms = page.getByRole('region', { name: 'Each arm over the seeds', exact: true });
  await expect(arms.getByText(/^\d of 2$/).first()).toBeVisible();
  await expect(page.getByRole('img', { name: /over seeds/i })).toBeVisible();
});

test('step sizes are probed and the rate is dragged; the landscape is measured on request', async ({
  watched: page,
}) => {
  await openReady(page, ENDLESS);
  const probe = page.getByRole('button', { name: 'Probe now' });
  await expect(probe).toBeDisabled();
  await start(page);
  await probe.click();
  await expect(page.getByText(/At its rate of 0.1 a step takes the loss of A/)).toBeVisible();
  await expect(runWords(page)).toContainText('Paused.');

  const line = page.getByRole('slider', { name: 'Rate line of all arms' });
  await line.scrollIntoViewIfNeeded();
  const box = await line.boundingBox();
  if (box === null) throw new Error('The line has no place.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await untilNumber(async () => Number(await line.getAttribute('aria-valuenow'))).toBeGreaterThan(0.15);
  await expect(page.getByLabel('Learning rate of A', { exact: true }).first()).not.toHaveValue('0.1');

  await page.getByRole('button', { name: 'Measure now' }).click();
  await expect(page.getByText(/the effective β-smoothness is A/)).toBeVisible();
});
