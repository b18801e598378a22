import { type BrowserContext, expect, type Page } from '@playwright/test';
import {
  curvesOf,
  offer,
  pastRuns,
  runFileOnPage,
  saved,
  showPastRuns,
  startAndSave,
  trainToEnd,
} from './kept-page.ts';
import { finishSoon, openReady, runWords, SMALL, start, stepsDone, test } from './watched-page.ts';

const LINK = 'depth=3&width=40&batch=60&backend=wasm';
const ENDLESS = `${LINK}&steps=100000`;

test('a run that is reloaded in its middle trains on, and has the very same numbers in the end', async ({
  watched: page,
}) => {
  await openReady(page, `${ENDLESS}&seed=5`);
  await startAndSave(page);
  await page.goto(`/?${SMALL}`);
  await expect(offer(page)).toContainText(/Run 1 · Deep MLP, changed · step [\d,]+ of 100,000 · today/);
  await offer(page).getByRole('button', { name: 'Open it' }).click();
  await expect(runWords(page)).toHaveText('As you left it: press Start to train on.');
  await expect(offer(page)).toBeHidden();
  const stands = await stepsDone(page);
  expect(stands).toBeGreaterThan(0);
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('5');
  await expect(page.getByLabel('Batch', { exact: true })).toHaveValue('60');
  await expect(page).toHaveURL(/seed=5/);
  const opened = await runFileOnPage(page);
  expect(opened.steps).toBe(stands);
  expect(curvesOf(opened).map(({ step }) => step.length)).toEqual([stands, stands]);

  const end = await finishSoon(page, 60);
  const reloaded = await runFileOnPage(page);
  expect(reloaded.steps).toBe(end);

  await page.reload();
  await showPastRuns(page);
  await expect(pastRuns(page)).toHaveCount(1);
  await expect(pastRuns(page)).toContainText('finished');
  await expect(offer(page)).toBeHidden();

  await openReady(page, `${LINK}&seed=5&steps=${end}`);
  await trainToEnd(page, end);
  expect(curvesOf(reloaded)).toEqual(curvesOf(await runFileOnPage(page)));
});

const ENDS: Readonly<Record<string, (page: Page, context: BrowserContext) => Promise<unknown>>> = {
  'is closed without warning': (page) => page.close(),
  'is left for another page': (page) => page.goto('about:blank'),
  async crashes(page, context) {
    const crashed = page.waitForEvent('crash');
    const session = await context.newCDPSession(page);
    // The one who is asked to crash does not answer.
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
  },
};

for (const [happening, end] of Object.entries(ENDS)) {
  test(`a run is offered again when its tab ${happening}`, async ({ watched: page, context }) => {
    await openReady(page, ENDLESS);
    await startAndSave(page);
    const next = await context.newPage();
    await end(page, context);
    await openReady(next, SMALL);
    await offer(next).getByRole('button', { name: 'Open it' }).click();
    await expect(runWords(next)).toHaveText('As you left it: press Start to train on.');
    const stands = await stepsDone(next);
    expect(stands).toBeGreaterThan(0);
    const { arms, steps } = await runFileOnPage(next);
    expect(steps).toBe(stands);
    for (const { step } of arms)
      expect(step).toEqual(Array.from({ length: stands }, (_, index) => index + 1));
    expect(await finishSoon(next, 20)).toBe(stands + 20);
  });
}

test('a run that a person does not want is not offered again, and stays in the list', async ({
  watched: page,
}) => {
  await openReady(page, ENDLESS);
  await start(page);
  // Nobody asks for it: a run that trains is saved from time to time.
  await expect(saved(page)).toBeVisible();
  await page.reload();
  await offer(page).getByRole('button', { name: 'Not now' }).click();
  await expect(offer(page)).toBeHidden();
  await page.reload();
  await showPastRuns(page);
  await expect(pastRuns(page)).toContainText('unfinished');
  await expect(offer(page)).toBeHidden();
});
