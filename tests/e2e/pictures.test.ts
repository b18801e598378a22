import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { lookAtPicture } from './look-at-picture.ts';
import { SMALL, test, untilFinished } from './watched-page.ts';

/** Saves through a button and gives the file's name and bytes. */
async function save(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const CHARTS = [
  'accuracy chart',
  'loss chart',
  'layer histograms',
  'gradient chart',
  'depth profile',
  'unit over training',
];

test('every chart, and all of them, can be saved as a PNG that is not blank', async ({ watched: page }) => {
  await page.goto(`/?${SMALL}&steps=60&autostart=1`);
  await untilFinished(page, 60);
  for (const name of CHARTS) {
    const { bytes, name: file } = await save(page, async () => {
      await page.getByRole('button', { name: `Export ${name} as PNG` }).click();
      await page.getByRole('menuitem', { name: 'PNG picture' }).click();
    });
    expect(file).toMatch(/^normscope-.*deep-mlp.*seed1.*step60.*\.png$/);
    const picture = await page.evaluate(lookAtPicture, bytes.toString('base64'));
    expect(picture.width).toBeGreaterThan(1000);
    expect(picture.blue, `${name}: blue`).toBeGreaterThan(200);
    expect(picture.orange, `${name}: orange`).toBeGreaterThan(200);
  }
  for (const ground of ['light', 'dark']) {
    const { bytes, name: file } = await save(page, async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitemradio', { name: `Pictures on ${ground}` }).click();
      await page.getByRole('menuitem', { name: 'All charts (PNG)' }).click();
    });
    expect(file).toContain('all');
    const picture = await page.evaluate(lookAtPicture, bytes.toString('base64'));
    expect(picture.width).toBeGreaterThan(2000);
    expect(picture.blue).toBeGreaterThan(1000);
    expect(picture.orange).toBeGreaterThan(1000);
  }
});
