import type { Browser, Page } from 'playwright';
import { isolationHeaders } from '../../scripts/security-headers.ts';
import { servePage } from '../../scripts/server/serve-page.ts';
import { BENCH_FOLDER, WATCH_PAGE } from '../build-bench-page.ts';
import type { PageWatch } from '../page/page-watch.ts';
import { median, percentile } from '../report/median.ts';
import type { Row } from '../report/table.ts';
import type { Bench, Findings, Group } from './group.ts';

const ARMS = 32;
const LINK = `depth=20&width=512&steps=1000000&data=generated&backend=cpu&arms=${Array.from(
  { length: ARMS },
  (_, arm) => (arm % 2 === 0 ? 'bn:0.1' : 'plain:0.1'),
).join(',')}`;
/** Steps of the time bar moved over in a second while it is scrubbed. */
const KEYS_A_SECOND = 12;

export const large: Group = {
  name: 'large',
  about:
    'the page with 20 layers, 512 units, 32 arms after 100,000 steps: frames while live, scrubbed, over time',
  run: runLarge,
};

async function runLarge({ lab, quick }: Bench): Promise<Findings> {
  const server = await servePage(BENCH_FOLDER, null, 0, 1, isolationHeaders);
  const seconds = quick ? 4 : 15;
  try {
    const rows = await watchLarge(lab.browser, `${server.address}large.html?${LINK}`, seconds);
    const columns = [
      { key: 'what', label: 'the page' },
      { key: 'frameMs', label: 'frame ms' },
      { key: 'frame95Ms', label: '95 %' },
      { key: 'longestFrameMs', label: 'longest' },
      { key: 'longTasks', label: 'tasks over 50 ms' },
      { key: 'longestMs', label: 'longest, ms' },
      { key: 'heapMb', label: 'page MB' },
    ];
    const title = `20 layers of 512 units, 32 arms, 100,000 steps and on, ${seconds} s each (a made-up run in the real page)`;
    return { tables: [{ title, columns, rows }], notes: [], problems: [] };
  } finally {
    await server.close();
  }
}

async function watchLarge(browser: Browser, link: string, seconds: number): Promise<Row[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const tab = await context.newPage();
    await tab.addInitScript({ path: WATCH_PAGE });
    await tab.goto(link);
    await tab.getByRole('button', { name: 'Start', exact: true }).click();
    await tab.getByText(/^step 1\d\d,\d\d\d of/).waitFor({ timeout: 120_000 });
    const layers = tab.getByRole('region', { name: 'Inside the layers' });
    await layers.scrollIntoViewIfNeeded();
    const idle = () => tab.waitForTimeout(1000 * seconds);
    const scrub = async () => {
      const slider = tab.getByRole('slider', { name: 'Step shown in all charts' });
      await slider.focus();
      for (let key = 0; key < KEYS_A_SECOND * seconds; key++) {
        await tab.keyboard.press(key % 60 < 30 ? 'ArrowLeft' : 'ArrowRight');
        await tab.waitForTimeout(1000 / KEYS_A_SECOND);
      }
    };
    const rows = [await watchFrames(tab, 'live', idle), await watchFrames(tab, 'scrubbed', scrub)];
    await tab.getByRole('button', { name: 'live', exact: true }).click();
    await layers.getByText('Over time', { exact: true }).click();
    rows.push(await watchFrames(tab, 'live, layers over time', idle));
    return rows;
  } finally {
    await context.close();
  }
}

async function watchFrames(tab: Page, what: string, act: () => Promise<unknown>): Promise<Row> {
  await tab.waitForTimeout(1000);
  await tab.evaluate('window.pageWatch.reset()');
  await act();
  const seen = await tab.evaluate(() => (window as unknown as { pageWatch: PageWatch }).pageWatch);
  const frames = seen.frames.slice(1).map((at, frame) => at - (seen.frames[frame] ?? at));
  const heap = await tab.evaluate('performance.memory?.usedJSHeapSize ?? null');
  return {
    what,
    frameMs: median(frames),
    frame95Ms: percentile(frames, 0.95),
    longestFrameMs: Math.max(...frames),
    longTasks: seen.longTasks.length,
    longestMs: seen.longTasks.length > 0 ? Math.max(...seen.longTasks) : null,
    heapMb: typeof heap === 'number' ? heap / 2 ** 20 : null,
  };
}
