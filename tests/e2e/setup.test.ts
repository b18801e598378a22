import { expect, test } from '@playwright/test';

test('the built page is isolated, so WebAssembly gets threads', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveTitle(/Normscope/);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test('the data are those that the server was told to take', async ({ request }) => {
  const response = await request.get('/data/mnist/index.json');
  const told = process.env['NORMSCOPE_MNIST_DIR'];
  if (told) expect(await response.json()).toMatchObject({ source: 'folder' });
  else expect([200, 404]).toContain(response.status());
});
