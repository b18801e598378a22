import { expect, type Page, type Worker } from '@playwright/test';
import { curvesOf, runFileOnPage, startAndSave, trainToEnd } from './kept-page.ts';
import { ENDLESS, finishSoon, openReady, pause, SMALL, test, untilPast } from './watched-page.ts';

const rescue = (page: Page) => page.getByRole('status').filter({ hasText: 'Training was interrupted' });

/** The step from which the page says that it trains on. */
async function stepToRepeat(page: Page): Promise<number> {
  const step = /from step ([\d,]+)/.exec(await rescue(page).innerText())?.[1] ?? '';
  return Number(step.replaceAll(',', ''));
}

/** The worker that trains. */
function trainer(page: Page): Worker {
  const worker = page.workers().find((one) => one.url().includes('/assets/worker-'));
  if (worker === undefined) throw new Error('The page has no worker that trains.');
  return worker;
}

test.describe('a worker that dies', () => {
  test.use({ allowedErrors: /a fault of its own/ });

  test('is reported; another one resumes from the last checkpoint and gives exactly the same numbers', async ({
    watched: page,
  }) => {
    await openReady(page, ENDLESS);
    await startAndSave(page);
    await trainer(page).evaluate(() => {
      setTimeout(() => {
        throw new Error('a fault of its own');
      });
    });
    await expect(rescue(page)).toContainText('The part of the page that trains has failed.');
    await expect(rescue(page)).toContainText(/A new one has taken its place and goes on from step [\d,]+; /);
    const from = await stepToRepeat(page);
    expect(from).toBeGreaterThan(0);
    await untilPast(page, from);
    await rescue(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(rescue(page)).toBeHidden();
    await pause(page);
    const end = await finishSoon(page, 20);
    const rescued = await runFileOnPage(page);

    await openReady(page, `${SMALL}&steps=${end}`);
    await trainToEnd(page, end);
    expect(curvesOf(rescued)).toEqual(curvesOf(await runFileOnPage(page)));
  });
});

test('a GPU that the browser takes away is said in words, and the run goes on', async ({ watched: page }) => {
  // The worker's script, before which stands one that remembers its WebGL contexts.
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${rememberContexts})();${await response.text()}` });
  });
  await openReady(page, 'depth=2&width=16&batch=20&backend=webgl&steps=100000');
  await startAndSave(page);
  const lost = await trainer(page).evaluate(() => {
    const { contexts = [] } = globalThis as { contexts?: WebGL2RenderingContext[] };
    for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
    return contexts.length;
  });
  expect(lost).toBeGreaterThan(0);
  await expect(rescue(page)).toContainText('GPU');
  await expect(rescue(page)).toContainText(/A new one has taken its place and goes on from step [\d,]+; /);
  await untilPast(page, await stepToRepeat(page));
});

/** Runs in the worker. */
function rememberContexts(): void {
  const contexts: unknown[] = [];
  Object.assign(globalThis, { contexts });
  const { getContext } = OffscreenCanvas.prototype;
  Object.assign(OffscreenCanvas.prototype, {
    getContext(this: OffscreenCanvas, ...given: Parameters<typeof getContext>) {
      const context = getContext.apply(this, given);
      if (context instanceof WebGL2RenderingContext) contexts.push(context);
      return context;
    },
  });
}
