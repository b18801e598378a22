import { expect } from '@playwright/test';
import { runFileOnPage } from './kept-page.ts';
import {
  ENDLESS,
  openReady,
  pause,
  runWords,
  SMALL,
  start,
  stepsDone,
  test,
  untilFinished,
  untilNumber,
  untilPast,
} from './watched-page.ts';

test('Start, Pause, Step and Reset do what they say', async ({ watched: page }) => {
  await openReady(page, ENDLESS);
  await start(page);
  await pause(page);
  const paused = await stepsDone(page);
  await page.getByRole('button', { name: 'Step' }).click();
  await untilNumber(() => stepsDone(page)).toBe(paused + 1);
  await start(page);
  await page.getByRole('button', { name: 'Reset' }).click();
  await untilNumber(() => stepsDone(page)).toBe(0);
  await expect(page.getByRole('button', { name: 'Reset' })).toBeDisabled();
});

test('the keyboard does it too, and leaves typing alone', async ({ watched: page }) => {
  await openReady(page, ENDLESS);
  await page.keyboard.press('.');
  await untilNumber(() => stepsDone(page)).toBe(1);
  await page.keyboard.press('Space');
  await untilPast(page, 5);
  await page.keyboard.press('Space');
  await expect(runWords(page)).toContainText('Paused.');
  const seed = page.getByLabel('Seed', { exact: true });
  await seed.focus();
  await page.keyboard.type('r. ?');
  expect(await stepsDone(page)).toBeGreaterThan(5);
  await page.keyboard.press('Escape');
  await seed.blur();
  await page.keyboard.press('r');
  await untilNumber(() => stepsDone(page)).toBe(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await stepsDone(page)).toBe(0);
  // The focus is where it was, on nothing.
  await page.keyboard.press('Space');
  await untilPast(page);
});

test('words typed by accident lose nothing, and single keys can be turned off', async ({ watched: page }) => {
  await openReady(page, ENDLESS);
  await start(page);
  await untilPast(page, 50);
  await pause(page);
  await expect(page.getByText(/^Saved at/)).toBeVisible();
  const before = await stepsDone(page);
  await page
    .getByRole('button', { name: 'Pause' })
    .or(page.getByRole('button', { name: 'Start' }))
    .blur();
  await page.keyboard.type('ResNet run.');
  await untilNumber(() => stepsDone(page)).toBeLessThan(before);
  const notice = page.getByRole('group', { name: 'Last action' });
  await expect(notice).toContainText(`Reset the run at step ${before}.`);
  await notice.getByRole('button', { name: 'Undo' }).click();
  await untilNumber(() => stepsDone(page)).toBe(before);
  await start(page);
  await pause(page);
  const after = await stepsDone(page);

  await page.getByRole('button', { name: 'Help' }).click();
  await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Help' }).blur();
  await page.keyboard.type('r .?');
  await page.getByRole('button', { name: 'Step' }).click();
  await untilNumber(() => stepsDone(page)).toBe(after + 1);
  await page.reload();
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(page.getByRole('switch', { name: 'Single-key shortcuts' })).not.toBeChecked();
});

test('batch normalization and the learning rate act in the middle of a run', async ({
  watched: page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openReady(page, ENDLESS);
  await start(page);
  await page.getByRole('switch', { name: 'Batch normalization of B' }).click();
  await expect(page.getByText('B: batch normalization on').first()).toBeVisible();
  const rate = page.getByRole('textbox', { name: 'Learning rate of A' });
  await rate.fill('0.25');
  await rate.press('Enter');
  await expect(page.getByText('A: learning rate 0.25').first()).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Learning rate of B' })).toHaveAttribute(
    'aria-valuetext',
    '0.25',
  );
  await expect(page).toHaveURL(/arms=bn:0\.25,bn:0\.25/);
  await expect(page.getByRole('region', { name: 'Changed settings' })).toBeHidden();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: 'Link to this run, with its 3 changes' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/arms=bn:0\.1,plain:0\.1&changes=\d+\.B\.bn:on,\d+\.A\.rate:0\.25,\d+\.B\.rate:0\.25$/);
});

test('a change of the network waits for a new run, and is named', async ({ watched: page }) => {
  await openReady(page, ENDLESS);
  await start(page);
  const depth = page.getByLabel('Hidden layers', { exact: true });
  await depth.fill('2');
  await depth.press('Enter');
  const notice = page.getByRole('region', { name: 'Changed settings' });
  await expect(notice).toContainText('Hidden layers 3 → 2');
  await notice.getByRole('button', { name: 'Undo' }).click();
  await expect(notice).toBeHidden();
  await expect(depth).toHaveValue('3');
  await page.getByLabel('Activation', { exact: true }).selectOption('ReLU');
  await expect(notice).toContainText('Activation Sigmoid → ReLU');
  await untilPast(page, await stepsDone(page));
  await pause(page);
  expect((await runFileOnPage(page)).config['activation']).toBe('sigmoid');
  await notice.getByRole('button', { name: 'Start new run' }).click();
  await expect(notice).toBeHidden();
  await untilPast(page);
  await pause(page);
  const { arms, config, steps } = await runFileOnPage(page);
  expect(config['activation']).toBe('relu');
  for (const { step } of arms) expect(step).toEqual(Array.from({ length: steps }, (_, index) => index + 1));
});

test('a finished run trains on when more steps are asked for', async ({ watched: page }) => {
  await openReady(page, `${SMALL}&steps=30`);
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 30);
  await expect(page.getByRole('button', { name: 'Start' })).toBeDisabled();
  const end = page.getByLabel('Stop after');
  await end.fill('60');
  await end.press('Enter');
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 60);
  expect(await stepsDone(page)).toBe(60);
});

test('an arm that diverges is named with its step, and the other one trains on', async ({
  watched: page,
}) => {
  await page.goto(
    `/?${SMALL}&activation=linear&init=gaussian&initSigma=1&arms=bn:0.1,plain:10&steps=60&autostart=1`,
  );
  await expect(page.getByRole('group', { name: 'Arm B' })).toContainText(/Diverged at step \d+\. A new run/);
  await untilFinished(page, 60);
  await expect(page.getByRole('group', { name: 'Arm A' })).not.toContainText('Diverged');
});

test.describe('a worker that cannot be loaded', () => {
  test.use({ allowedErrors: /ERR_FAILED/ });
  test('is said in words, and Restart brings it back', async ({ watched: page }) => {
    const script = '**/worker-*.js';
    await page.route(script, (route) => route.abort());
    await page.goto(`/?${SMALL}&depth=2`);
    const notice = page.getByRole('alert').filter({ hasText: 'could not be started' });
    await expect(notice).toBeVisible();
    await page.unroute(script);
    await notice.getByRole('button', { name: 'Restart' }).click();
    await expect(page.getByText('Ready.')).toBeVisible();
    await expect(page.getByLabel('Hidden layers', { exact: true })).toHaveValue('2');
    await page.getByRole('button', { name: 'Step' }).click();
    await untilNumber(() => stepsDone(page)).toBe(1);
  });
});
