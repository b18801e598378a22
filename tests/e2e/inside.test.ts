import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { openReady, SMALL, test, untilFinished } from './watched-page.ts';

test('a finished run is looked into: probes, steps, tables and figures as a file', async ({
  watched: page,
}) => {
  await openReady(page, `${SMALL}&steps=100`);
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 100);
  const layers = page.getByRole('region', { name: 'Inside the layers' });
  await expect(layers.getByText(/Seen on the training batch at step 100/)).toBeVisible();

  // One step for all: the slider moves the curves' cursor and every panel.
  await page.getByRole('slider', { name: 'Step shown in all charts' }).focus();
  await page.keyboard.press('Home');
  await expect(page.getByRole('slider', { name: 'Step cursor, loss chart' })).toHaveAttribute(
    'aria-valuetext',
    /^step 0, held: A .* test/,
  );
  await expect(layers.getByText(/before the first training step|at step 0/)).toBeVisible();
  const gradient = page.getByRole('region', { name: 'Gradient reaching each layer' });
  await expect(gradient.getByRole('img', { name: /^Norm .* before the first training step/ })).toBeVisible();
  await page.getByRole('button', { name: 'live', exact: true }).click();

  // Another probe, and the figures of what is shown.
  await layers.locator('label', { hasText: 'Gradient' }).first().click();
  await expect(layers.getByRole('img', { name: /^Gradient histograms of Layer 1/ })).toBeVisible();
  await layers.getByRole('button', { name: /table/i }).click();
  const table = layers.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(1 + 3 * 2);
  const saving = page.waitForEvent('download');
  await layers.getByRole('button', { name: /^Export layer histograms/ }).click();
  await page.getByRole('menuitem', { name: 'CSV file' }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^normscope-layers-.*\.csv$/);
  const [head = '', ...rows] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
  expect(head).toContain('step');
  expect(rows.length).toBeGreaterThan(3 * 2 * 10);
  expect(rows[0]?.split(',')).toContain('100');

  // One unit of a layer that is chosen on its card, and the formula with its numbers.
  await layers.getByRole('button', { name: /table/i }).click();
  await layers.getByRole('button', { name: 'Layer 2' }).click();
  const unit = page.getByRole('region', { name: 'One unit over training' });
  await expect(unit.getByRole('combobox', { name: 'Layer of the unit' })).toHaveValue('2');
  await expect(unit.locator('.katex').first()).toBeVisible();
});

test('32 networks in twenty layers are shown, and the page says what of them', async ({ watched: page }) => {
  const arms = Array.from({ length: 32 }, (_, arm) => (arm % 2 === 0 ? 'bn:0.1' : 'plain:0.1')).join(',');
  await openReady(page, `depth=20&width=8&batch=10&backend=wasm&steps=20&arms=${arms}`);
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 20);
  await expect(page.getByRole('group', { name: 'Arm AF' })).toBeAttached();
  const layers = page.getByRole('region', { name: 'Inside the layers' });
  await expect(layers.getByRole('img', { name: /^Activation histograms of Layer 20/ })).toHaveAttribute(
    'aria-label',
    /A \(batch normalization\).*B \(plain\)/,
  );
  await expect(page.getByText(/more arms|24 more/).first()).toBeVisible();
});
