import { expect, test } from '@playwright/test';

test('the built page is isolated, so WebAssembly gets threads, and leaves tfjs to its worker', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/Normscope/);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
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

test('the data are those that the server was told to take', async ({ request }) => {
  const response = await request.get('/data/mnist/index.json');
  expect(await response.json()).toMatchObject({ source: 'folder' });
});
