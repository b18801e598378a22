import type { Page, Worker } from '@playwright/test';

/** What a browser refused, and in which script. */
interface Refusal {
  readonly script: string;
  readonly directive: string;
  readonly address: string;
}

/** Who listens for what the Content-Security-Policy refuses. */
export interface RefusalWatch {
  /** The scripts that have run as workers, by the names that the build gives them. */
  readonly workers: ReadonlySet<string>;
  refusals(): Promise<Refusal[]>;
}

const TRAINER = /\/assets\/worker-[\w-]{8}\.js$/;

/** Listens in a page that is yet to be opened, and in every worker: in the one that trains before its first line. */
export async function watchRefusals(page: Page): Promise<RefusalWatch> {
  const workers = new Set<string>();
  await page.addInitScript(`window.refusals = [];
    new BroadcastChannel('refusals').onmessage = ({ data }) => window.refusals.push(data);`);
  await page.addInitScript(listening, 'page');
  await page.route(TRAINER, async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: `(${listening})('worker');\n(${takeYourTime})();\n${await response.text()}`,
    });
  });
  page.on('worker', (worker: Worker) => {
    const name = /([^/]+)-[\w-]{8}\.js$/.exec(worker.url())?.[1] ?? worker.url();
    workers.add(name);
    // Scripts of workers in workers cannot be routed, and some of these workers are ended at once.
    if (name !== 'worker') worker.evaluate(listening, name).catch(() => undefined);
  });
  return {
    workers,
    refusals: () => page.evaluate(() => (window as unknown as { refusals: Refusal[] }).refusals),
  };
}

/** Is run in the page and in workers, so it names nothing outside of itself. */
function listening(script: string): void {
  const channel = new BroadcastChannel('refusals');
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    const refusal = { script, directive: effectiveDirective, address: blockedURI };
    if ('refusals' in globalThis) (globalThis as unknown as { refusals: Refusal[] }).refusals.push(refusal);
    else channel.postMessage(refusal);
  });
}

/** Is run in the worker that trains: on a busy machine its trial of threads would be ended before it has them. */
function takeYourTime(): void {
  const { setTimeout } = globalThis;
  const isLimit = (delayMs: unknown) => typeof delayMs === 'number' && delayMs >= 1000;
  const patient = (act: () => void, delayMs?: number) => (isLimit(delayMs) ? 0 : setTimeout(act, delayMs));
  Object.assign(globalThis, { setTimeout: patient });
}
