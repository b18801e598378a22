import { test as base, expect, type Page } from '@playwright/test';

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

/** A small experiment that trains in moments: generated digits on WebAssembly. */
export const SMALL = 'depth=3&width=16&batch=20&data=generated&backend=wasm';

/** Opens a link and waits until Start would act at once. */
export async function openReady(page: Page, link: string): Promise<void> {
  await page.goto(`/?${link}`);
  await expect(page.getByRole('region', { name: 'Run', exact: true })).toContainText('Ready.');
}

/** The number of steps that the page says are done. */
export async function stepsDone(page: Page): Promise<number> {
  const words = await page
    .getByRole('region', { name: 'Run', exact: true })
    .getByText(/^step [\d,]+ of/)
    .innerText();
  return Number((/[\d,]+/.exec(words)?.[0] ?? '').replaceAll(',', ''));
}

/** What the page says of its run: "As you left it", "Finished: 40 steps are done." */
export const runWords = (page: Page) =>
  page.getByRole('region', { name: 'Run', exact: true }).getByRole('status');

/** Moves the end of a run that is at rest to so many steps from here, and lets it train until then. */
export async function finishSoon(page: Page, more: number): Promise<number> {
  const end = (await stepsDone(page)) + more;
  const field = page.getByLabel('Stop after');
  await field.fill(String(end));
  await field.press('Enter');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(runWords(page)).toContainText(`Finished: ${end.toLocaleString('en-GB')} steps are done.`);
  return end;
}
