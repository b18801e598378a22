import { expect } from '@playwright/test';
import { SETTINGS } from '../../src/common/experiment/settings.ts';
import { openReady, SMALL, sees, test } from './watched-page.ts';

test('the settings live in the link', async ({ watched: page }) => {
  await openReady(page, SMALL);
  await page.getByLabel('Hidden layers', { exact: true }).fill('4');
  await page.getByLabel('Initial weights').selectOption('Gaussian');
  await page.getByLabel('Sigma of the weights').fill('0.05');
  await page.getByLabel('Seed', { exact: true }).fill('42');
  await page.getByLabel('Stop after').fill('1,500');
  await page.getByRole('textbox', { name: 'Learning rate of B' }).fill('0.3');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/depth=4&.*init=gaussian&initSigma=0\.05&.*seed=42&.*arms=bn:0\.3,plain:0\.3/);
  const written = [...new URLSearchParams(new URL(page.url()).hash.slice(1)).keys()];
  expect(written).toEqual(expect.arrayContaining(Object.keys(SETTINGS)));
  await page.reload();
  await expect(page.getByLabel('Hidden layers', { exact: true })).toHaveValue('4');
  await expect(page.getByLabel('Sigma of the weights')).toHaveValue('0.05');
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('42');
  await expect(page.getByLabel('Stop after')).toHaveValue('1,500');
  await expect(page.getByRole('textbox', { name: 'Learning rate of A' })).toHaveValue('0.3');
});

test('a link with eight arms shows all of them, and what it cannot mean is named and can be dismissed', async ({
  watched: page,
}) => {
  const arms = 'bn:0.1,plain:0.1,bn:0.2,plain:0.2,bn:0.5,plain:0.5,bn:1,plain:1';
  await openReady(page, `${SMALL}&width=9999&depht=4&colour=red&utm_source=mail&fbclid=1&arms=${arms}`);
  await expect(page.getByRole('group', { name: /^Arm [A-H]$/ })).toHaveCount(8);
  await expect(page.getByRole('img', { name: /^Sketch of network [A-H]:/ })).toHaveCount(8);
  await expect(page.getByRole('switch', { name: 'Learning rates move together' })).not.toBeChecked();

  const notice = page.getByRole('alert').filter({ hasText: 'link could not be used' });
  await expect(notice).toContainText('width: “9999” is not a whole number from 8 to 512');
  await expect(notice).toContainText('depht: there is no such setting; did you mean depth?');
  await expect(notice.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByLabel('Units a layer')).toHaveValue('100');
  await notice.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notice).toBeHidden();
});

test('a number out of bounds is refused in words, and the slider moves both rates while they are linked', async ({
  watched: page,
}) => {
  await openReady(page, SMALL);
  const rate = page.getByRole('textbox', { name: 'Learning rate of A' });
  await rate.fill('11');
  await rate.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(
    '“11” is not a number from 0.0001 to 10. It stays at 0.1.',
  );
  await rate.blur();
  await expect(rate).toHaveValue('0.1');
  const slider = page.getByRole('slider', { name: 'Learning rate of A' });
  await expect(slider).toHaveAttribute('aria-valuetext', '0.1');

  await slider.focus();
  await page.keyboard.press('ArrowRight');
  const rateOfB = page.getByRole('textbox', { name: 'Learning rate of B' });
  await expect(rateOfB).toHaveValue('0.11');
  await page.getByRole('switch', { name: 'Learning rates move together' }).click();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(rate).toHaveValue('0.12');
  await expect(rateOfB).toHaveValue('0.11');
});

test('a preset is chosen by name, and Share copies the link', async ({ watched: page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openReady(page, `${SMALL}&seed=5`);
  const share = page.getByRole('button', { name: 'Share' });
  const told = sees(share, 'Copied');
  await share.click();
  await told;
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#preset=deep-mlp&.*seed=5/);
  const notes = page.locator('.ns-chip-note').filter({ hasText: 'This link' });
  await expect(notes).toContainText('This link works only on this computer');
  await page.keyboard.press('Escape');
  await expect(notes).toBeHidden();

  await page.getByRole('button', { name: /^Experiment: Deep MLP, changed/ }).click();
  await page.getByRole('menuitem', { name: /^No drama/ }).click();
  await expect(page.getByLabel('Initial weights')).toHaveValue('he');
  await expect(page.getByRole('button', { name: /^Experiment: No drama · / })).toBeVisible();
  await expect(page).toHaveURL(/preset=no-drama/);
});

test('Share shows the link where copying is refused', async ({ watched: page }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await openReady(page, SMALL);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(/\/#preset=deep-mlp&/);
});

test('a link with another fragment changes the settings, Back has the earlier ones, and old links move theirs there', async ({
  watched: page,
}) => {
  const depth = page.getByLabel('Hidden layers', { exact: true });
  const seed = page.getByLabel('Seed', { exact: true });
  await openReady(page, `${SMALL}&utm_source=mail&seed=7`);
  // As it was in the query, or written out with all settings.
  await expect(page).toHaveURL(/\/\?utm_source=mail#(.*&)?depth=3&width=16&.*seed=7/);
  await page.evaluate(() => location.assign('#preset=no-drama&data=generated&seed=8&<img>=1'));
  await expect(seed).toHaveValue('8');
  await expect(depth).toHaveValue('10');
  await expect(page.getByLabel('Activation', { exact: true })).toHaveValue('relu');
  await expect(page).toHaveURL(/\/\?utm_source=mail#preset=no-drama&.*seed=8/);
  await seed.fill('9');
  await seed.press('Enter');
  await expect(page).toHaveURL(/seed=9/);
  await page.goBack();
  await expect(seed).toHaveValue('7');
  await expect(depth).toHaveValue('3');
  await page.goForward();
  await expect(seed).toHaveValue('9');
  await page.evaluate(() => location.assign('#charts'));
  await expect(page).toHaveURL(/#charts$/);
  await expect(seed).toHaveValue('9');
});
