import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { SMALL, test, untilFinished } from './watched-page.ts';

/** Saves through a button and gives the file's name and bytes. */
async function save(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await press();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Size of a PNG as the browser decodes it, and how many of its pixels are blue and orange. */
const look = (page: Page, bytes: Buffer) =>
  page.evaluate(async (base64) => {
    // The page's policy lets nothing be fetched from an address made of data.
    const picture = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([picture], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('There is no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let blue = 0;
    let orange = 0;
    for (let index = 0; index < data.length; index += 4) {
      const [red, bluish] = [data[index] ?? 0, data[index + 2] ?? 0];
      if (bluish > red + 100) blue += 1;
      if (red > bluish + 100) orange += 1;
    }
    return { width: bitmap.width, height: bitmap.height, blue, orange };
  }, bytes.toString('base64'));

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
    const picture = await look(page, bytes);
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
    const picture = await look(page, bytes);
    expect(picture.width).toBeGreaterThan(2000);
    expect(picture.blue).toBeGreaterThan(1000);
    expect(picture.orange).toBeGreaterThan(1000);
  }
});
