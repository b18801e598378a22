import type { Browser, Page } from 'playwright';
import { buildPage, builtFolder } from '../../scripts/build-page.ts';
import { localMnist } from '../../scripts/mnist/mnist.ts';
import { servePage } from '../../scripts/server/serve-page.ts';
import { WATCH_PAGE } from '../build-bench-page.ts';
import type { PageWatch } from '../page/page-watch.ts';
import { median, percentile } from '../report/median.ts';
import type { Row } from '../report/table.ts';
import { bundleTable } from './bundle.ts';
import type { Bench, Findings, Group } from './group.ts';

/** Within this time the charts must show a first point, or something is wrong. */
const FIRST_POINT_MS = 60_000;

export const page: Group = {
  name: 'page',
  about: 'the real page while it trains: frames, long tasks, first points; sizes of its files',
  run: runPage,
};

async function runPage(bench: Bench): Promise<Findings> {
  await buildPage();
  const mnist = await localMnist();
  const server = await servePage(builtFolder, mnist, 0);
  const seconds = bench.quick ? 8 : 60;
  const rows: Row[] = [];
  const problems: string[] = [];
  try {
    for (const backend of bench.quick ? ['wasm'] : ['webgl', 'wasm']) {
      const link = `${server.address}#preset=deep-mlp&backend=${backend}&steps=1000000&data=${mnist ? 'mnist' : 'generated'}`;
      try {
        rows.push({ backend, ...(await watchTraining(bench.lab.browser, link, seconds)) });
      } catch (error) {
        problems.push(`${backend}: ${error instanceof Error ? error.message : error}`);
      }
    }
  } finally {
    await server.close();
  }
  const columns = [
    { key: 'backend', label: 'backend' },
    { key: 'firstTrainMs', label: 'Start to training point, ms' },
    { key: 'firstTestMs', label: 'to test point, ms' },
    { key: 'stepsPerSecond', label: 'steps/s' },
    { key: 'frameMs', label: 'frame ms' },
    { key: 'frame95Ms', label: '95 %' },
    { key: 'longTasks', label: 'tasks over 50 ms' },
    { key: 'longestMs', label: 'longest, ms' },
  ];
  const title = `The page, training ${seconds} s at full speed (${mnist ? 'MNIST' : 'generated digits'})`;
  return {
    tables: [{ title, columns, rows }, bundleTable(builtFolder)],
    notes: bench.quick ? ['Quick: WebAssembly only.'] : [],
    problems,
  };
}

/** Presses Start on a page that is ready, waits for its first points, then watches its frames. */
async function watchTraining(browser: Browser, link: string, seconds: number): Promise<Row> {
  // What waits for a condition evaluates it as text, which the page's policy forbids.
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  try {
    const tab = await context.newPage();
    await tab.addInitScript({ path: WATCH_PAGE });
    await tab.goto(link);
    const run = tab.getByRole('region', { name: 'Run' });
    await run.getByText('Ready.').waitFor();
    await run.getByRole('button', { name: 'Start' }).click();
    await tab.waitForFunction('window.pageWatch.firstTrainAt && window.pageWatch.firstTestAt', null, {
      timeout: FIRST_POINT_MS,
    });
    await tab.evaluate('window.pageWatch.reset()');
    const before = await stepsDone(tab);
    await tab.waitForTimeout(1000 * seconds);
    const after = await stepsDone(tab);
    const seen = await tab.evaluate(() => (window as unknown as { pageWatch: PageWatch }).pageWatch);
    const frames = seen.frames.slice(1).map((at, frame) => at - (seen.frames[frame] ?? at));
    const sincePressed = (at: number | null) => (at ?? Number.NaN) - (seen.pressedAt ?? Number.NaN);
    return {
      firstTrainMs: sincePressed(seen.firstTrainAt),
      firstTestMs: sincePressed(seen.firstTestAt),
      stepsPerSecond: (after - before) / seconds,
      frameMs: median(frames),
      frame95Ms: percentile(frames, 0.95),
      longTasks: seen.longTasks.length,
      longestMs: seen.longTasks.length > 0 ? Math.max(...seen.longTasks) : null,
    };
  } finally {
    await context.close();
  }
}

/** The steps that the page says are done. */
async function stepsDone(tab: Page): Promise<number> {
  const words = await tab
    .getByRole('region', { name: 'Run' })
    .getByText(/^step [\d,]+ of/)
    .innerText();
  return Number((/[\d,]+/.exec(words)?.[0] ?? '').replaceAll(',', ''));
}
