import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** What a test allows a page to complain about. */
interface Watch {
  /** Console errors that match are expected. */
  allowedErrors: RegExp | null;
  /** A page that is watched, and all others of its context: an error on the console or a request to another origin fails the test. */
  watched: Page;
}

/** Playwright's `test` with a page that is watched. */
export const test = base.extend<Watch>({
  allowedErrors: [null, { option: true }],
  watched: async ({ page, baseURL, allowedErrors }, use) => {
    const complaints: string[] = [];
    const complain = (text: string) => {
      if (!allowedErrors?.test(text)) complaints.push(text);
    };
    const context = page.context();
    context.on('console', (message) => {
      if (message.type() === 'error') complain(`${message.text()} ${message.location().url}`);
    });
    context.on('weberror', (error) => complain(error.error().message));
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && `${origin}/` !== baseURL) complain(`asked ${request.url()}`);
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});

/** A small experiment that trains in moments, on the few digits that the server has: see digit-files.ts. */
export const SMALL = 'depth=3&width=16&batch=20&backend=wasm';

/** The same, which trains until it is stopped. */
export const ENDLESS = `${SMALL}&steps=100000`;

/** Opens a link and waits until Start would act at once. */
export async function openReady(page: Page, link: string): Promise<void> {
  await page.goto(`/?${link}`);
  await expect(page.getByRole('region', { name: 'Run', exact: true })).toContainText('Ready.');
}

const stepWords = (page: Page): Promise<string> =>
  page
    .getByRole('region', { name: 'Run', exact: true })
    .getByText(/^step [\d,]+ of/)
    .innerText();

/** The number of steps that the page says are done. */
export async function stepsDone(page: Page): Promise<number> {
  return Number((/[\d,]+/.exec(await stepWords(page))?.[0] ?? '').replaceAll(',', ''));
}

/** What the page says of its run: "As you left it", "Finished: 40 steps are done." */
export const runWords = (page: Page) =>
  page.getByRole('region', { name: 'Run', exact: true }).locator('.ns-run-status');

/** Playwright would look ever more rarely. */
const often = { intervals: [100] };

/** Waits until a number that the page shows is what is wanted. */
export const untilNumber = (read: () => Promise<number>) => expect.poll(read, often);

/** Waits for the first steps of a run, or for the next ones after `step`. */
export const untilPast = (page: Page, step = 0): Promise<void> =>
  untilNumber(() => stepsDone(page)).toBeGreaterThan(step);

/** Presses Start, and waits until steps are done. */
export async function start(page: Page): Promise<void> {
  const before = await stepsDone(page);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await untilPast(page, before);
}

/** Pauses the run. */
export async function pause(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(runWords(page)).toHaveText('Paused.');
}

/** Waits until a run has done all of its steps, however long that takes: only one that makes no progress fails. */
export const untilFinished = (page: Page, steps: number): Promise<void> =>
  untilShown(
    runWords(page).getByText(`Finished: ${steps.toLocaleString('en-GB')} steps are done.`),
    async () => `${await stepWords(page)} ${await runWords(page).innerText()}`,
  );

/** Likewise for the study whose tab is open. */
export async function untilMeasured(page: Page): Promise<void> {
  const progress = page.getByRole('progressbar', { name: /^(Ladder measured|Seeds trained)$/ });
  const words = page.locator('.ns-study-run').filter({ hasText: /./ });
  await untilShown(
    page.getByRole('tabpanel').getByText(/^Measured in/),
    async () => `${await progress.getAttribute('aria-valuenow')} ${await words.allInnerTexts()}`,
  );
}

/** Waits for words that the page takes back by itself: to be called before what makes it say them. */
export const sees = (place: Locator, words: string): Promise<void> =>
  place.evaluate(
    (element, text) =>
      new Promise((resolve) => {
        new MutationObserver(() => {
          if (element.textContent?.includes(text)) resolve();
        }).observe(element, { childList: true, characterData: true, subtree: true });
      }),
    words,
  );

/** Each wait for progress has its own limit; all together have none. */
async function untilShown(goal: Locator, progress: () => Promise<string>): Promise<void> {
  while (!(await goal.isVisible())) {
    const before = await progress();
    const moves = async () => (await goal.isVisible()) || (await progress()) !== before;
    await expect.poll(moves, { ...often, message: `no progress after: ${before}` }).toBe(true);
  }
}

/** Moves the end of a run that is at rest to so many steps from here, and lets it train until then. */
export async function finishSoon(page: Page, more: number): Promise<number> {
  const end = (await stepsDone(page)) + more;
  const field = page.getByLabel('Stop after');
  await field.fill(String(end));
  await field.press('Enter');
  await page.getByRole('button', { name: 'Start' }).click();
  await untilFinished(page, end);
  return end;
}

/** Makes the page believe that another tab is in front of it, or no longer. */
export async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
}
