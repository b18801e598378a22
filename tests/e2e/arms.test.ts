import { expect } from '@playwright/test';
import { ENDLESS, openReady, SMALL, start, test, untilFinished } from './watched-page.ts';

test('eight arms, added by hand, train side by side and are judged', async ({ watched: page }) => {
  await openReady(page, `${SMALL}&steps=60`);
  for (let arms = 2; arms < 8; arms++) {
    await page.getByRole('button', { name: 'Add arm' }).click();
    await page.getByRole('menuitem', { name: 'An exact copy of' }).click();
  }
  await expect(page.getByRole('button', { name: 'Add arm' })).toBeDisabled();
  await page.getByRole('button', { name: /^Normalization of C/ }).click();
  await page.getByRole('combobox', { name: 'Kind for arm C' }).selectOption('layer');
  await page.getByRole('switch', { name: 'Layer normalization of C' }).click();
  await page.getByRole('button', { name: 'Name and colour of D' }).click();
  await page.getByRole('textbox', { name: 'Name of arm D' }).fill('Control');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 60);
  const steps = page.getByRole('list', { name: /^Steps to 90.% test accuracy$/ });
  await expect(steps.getByRole('listitem')).toHaveCount(8);
  await expect(steps).toContainText('Layer normalization');
  await expect(steps).toContainText('Control');
});

test('an arm removed in a run leaves with the next one', async ({ watched: page }) => {
  await openReady(page, `${ENDLESS}&arms=bn:0.1,plain:0.1,bn:0.3`);
  await start(page);
  await page.getByRole('button', { name: 'Remove arm B' }).click();
  const notice = page.getByRole('region', { name: 'Changed settings' });
  await expect(notice).toContainText('Arm B');
  await expect(page).toHaveURL(/arms=bn:0\.1,bn:0\.3/);
  await expect(page.getByRole('group', { name: /^Arm [A-Z]$/ })).toHaveCount(3);
  await notice.getByRole('button', { name: 'Start new run' }).click();
  await expect(page.getByRole('group', { name: /^Arm [A-Z]$/ })).toHaveCount(2);
  await expect(notice).toBeHidden();
});

test('a convolutional net trains, with and without batch normalization', async ({ watched: page }) => {
  await openReady(page, `${SMALL}&kind=conv&blocks=2&channels=4&activation=relu&steps=20&evalEvery=20`);
  await expect(page.getByLabel('Channels of the first block')).toHaveValue('4');
  await expect(page.getByLabel('Hidden layers', { exact: true })).toBeHidden();
  await expect(page.getByRole('img', { name: /^Sketch of network A:.*4 → 8 channels/ })).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 20);
});
