import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { parseRunFile } from '../../src/common/experiment/run-file.ts';
import { stepsDone, test } from './watched-page.ts';

// The page's main job, as a new user would do it, at full size: on MNIST where the server has it, on generated digits
// (which take longer to learn) where it has not.
test.describe.configure({ timeout: 400_000 });
const STEPS = process.env['NORMSCOPE_MNIST_DIR'] ? 240 : 800;
const LINK = `/?steps=${STEPS}&evalEvery=60`;

const start = async (page: Page, backend: string) => {
  await page.goto(`${LINK}&backend=${backend}`);
  await expect(page.getByRole('region', { name: 'Run' })).toContainText('Ready.', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Start' }).click();
};

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

for (const backend of ['wasm', 'webgl']) {
  test(`on ${backend} batch normalization passes 90 % and the plain net stays at chance`, async ({
    watched: page,
  }) => {
    await start(page, backend);
    await expect.poll(() => stepsDone(page), { timeout: 120_000 }).toBeGreaterThan(0);
    const early = await stepsDone(page);
    await expect.poll(() => stepsDone(page), { timeout: 120_000 }).toBeGreaterThan(early);
    await expect(page.getByText(`Finished: ${STEPS} steps are done.`)).toBeVisible({ timeout: 300_000 });
    await expect(
      page.getByRole('heading', { name: 'Batch normalization learns; the plain net does not.' }),
    ).toBeVisible();
    await expect(page.getByText(/^A\d+vsBnot yet$/)).toBeVisible();
    await expect(page.getByText(/B: each unit is constant/).first()).toBeVisible();

    const runFile = await save(page, async () => {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Run file (JSON)' }).click();
    });
    const parsed = parseRunFile(JSON.parse(runFile.bytes.toString('utf8')));
    if ('error' in parsed) throw new Error(parsed.error);
    const [a, b] = parsed.value.arms;
    expect(parsed.value.environment.backend).toBe(backend);
    expect(a?.step).toHaveLength(STEPS);
    expect(a?.testAccuracy.at(-1)).toBeGreaterThan(0.9);
    expect(b?.testAccuracy.at(-1)).toBeLessThan(0.2);
  });
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
  test.slow();
  await page.goto('/?depth=3&width=16&batch=20&data=generated&backend=wasm&steps=60&autostart=1');
  await expect(page.getByText('Finished: 60 steps are done.')).toBeVisible();
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

test('the page itself loads no tfjs: it is in the worker', async ({ page }) => {
  await page.goto('/');
  const scripts = await page
    .locator('script[src], link[rel=modulepreload]')
    .evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('src') ?? element.getAttribute('href') ?? ''),
    );
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) {
    const text = await (await page.request.get(script)).text();
    expect(text).not.toMatch(/BatchMatMul|tfjs-backend/);
  }
});
