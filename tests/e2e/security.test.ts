import { expect } from '@playwright/test';
import { intrudeOnPage, intrudeOnWorker, tracesOfIntrusion } from './intruders.ts';
import { watchRefusals } from './refusal-watch.ts';
import { openReady, SMALL, test, untilFinished, untilMeasured } from './watched-page.ts';

/** Where nobody of ours is. */
const ELSEWHERE = 'https://elsewhere.example/';
const LINK = `${SMALL}&steps=100&ladder=0.1:0.3:2&ladderSteps=20`;

test('all that the page does is done within its policy, in the page and in its workers', async ({
  watched: page,
  context,
}) => {
  const watch = await watchRefusals(page);
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  const sent = new Map<string, string | undefined>();
  context.on('response', (response) => {
    const { pathname } = new URL(response.url());
    sent.set(pathname, response.headers()['content-security-policy']);
  });
  await openReady(page, LINK);
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, 100);

  // A formula, figures as a picture, and what is opened over the page.
  const layers = page.getByRole('region', { name: 'Inside the layers' });
  await layers.getByRole('button', { name: 'Layer 2' }).click();
  const unit = page.getByRole('region', { name: 'One unit over training' });
  await expect(unit.locator('.katex-html').first()).toBeVisible();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'All charts (PNG)' }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.png$/);
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).overflowY)).toBe('hidden');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Theme:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await page.getByRole('tab', { name: 'Learning-rate ladder' }).click();
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  await untilMeasured(page);

  expect(await watch.refusals()).toEqual([]);
  // tfjs only warns when a thread of its breaks.
  expect(warnings.filter((text) => text.includes('worker sent an error'))).toEqual([]);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const expected = cores >= 2 ? ['worker', 'thread-trial-worker', 'wasm-thread'] : ['worker'];
  await expect.poll(() => [...watch.workers].sort()).toEqual(expected.sort());
  const withoutPolicy = [...sent].filter(
    ([, policy]) => !policy?.includes("require-trusted-types-for 'script'"),
  );
  expect(withoutPolicy).toEqual([]);
  expect(await page.locator('style, [nonce]').count()).toBe(0);
});

test.describe('what is put into the page', () => {
  test.use({ allowedErrors: /Content Security Policy|Trusted(HTML|Script|TypePolicy)|elsewhere\.example/ });

  test.beforeEach(async ({ context }) => {
    // Whoever got out would find somebody there.
    await context.route(`${ELSEWHERE}**`, (route) =>
      route.fulfill({ body: 'reached', headers: { 'Access-Control-Allow-Origin': '*' } }),
    );
  });

  test('is not run, not loaded and not drawn', async ({ watched: page }) => {
    const watch = await watchRefusals(page);
    await openReady(page, LINK);
    expect(await page.evaluate(intrudeOnPage, ELSEWHERE)).toEqual([]);
    const kinds = [
      'script-src',
      'connect-src',
      'img-src',
      'style-src',
      'frame-src',
      'form-action',
      'base-uri',
      'require-trusted-types-for',
      'trusted-types',
    ];
    const notRefused = async () => {
      const refused = (await watch.refusals()).map(({ directive }) => directive);
      return kinds.filter((kind) => !refused.some((directive) => directive.startsWith(kind)));
    };
    await expect.poll(notRefused).toEqual([]);
    const nothing = { ran: [], rules: 0, imageWidth: 0, base: page.url() };
    expect(await page.evaluate(tracesOfIntrusion)).toEqual(nothing);
  });

  test('is not run by the worker that trains, nor sent by it', async ({ watched: page }) => {
    const watch = await watchRefusals(page);
    await openReady(page, LINK);
    const worker = page.workers().find((one) => one.url().includes('/assets/worker-'));
    expect(await worker?.evaluate(intrudeOnWorker, ELSEWHERE)).toEqual(['WebAssembly']);
    const kinds = async () => {
      const refused = (await watch.refusals()).filter(({ script }) => script === 'worker');
      return new Set(refused.map(({ directive }) => directive.replace(/-elem$/, '')));
    };
    await expect.poll(kinds).toEqual(new Set(['connect-src', 'require-trusted-types-for', 'script-src']));
  });

  test('is refused by the page itself, where a host sends no headers', async ({ watched: page }) => {
    await page.route('/?**', async (route) => {
      const { 'content-security-policy': _, ...headers } = (await route.fetch()).headers();
      await route.fulfill({ response: await route.fetch(), headers });
    });
    await openReady(page, LINK);
    const outcome = await page.evaluate(() => {
      try {
        document.body.innerHTML = '<b>bold</b>';
        return 'came through';
      } catch (error) {
        return error instanceof Error ? error.name : '';
      }
    });
    expect(outcome).toBe('TypeError');
    const fetched = await page.evaluate(
      (elsewhere) => fetch(elsewhere).then(String, () => 'refused'),
      ELSEWHERE,
    );
    expect(fetched).toBe('refused');
  });
});

test('no page elsewhere may hold this one in a frame', async ({ page, baseURL }) => {
  await page.route(ELSEWHERE, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe src="${baseURL}"></iframe>` }),
  );
  await page.goto(ELSEWHERE);
  await expect.poll(() => page.frames().length).toBe(2);
  await expect(page.frameLocator('iframe').locator('#root')).toHaveCount(0);
});
