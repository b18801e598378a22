import { cpus, totalmem } from 'node:os';
import { type Browser, chromium, type Page } from 'playwright';
import { APP_VERSION } from '../../src/common/experiment/app-version.ts';
import { formatLink } from '../../src/common/experiment/link.ts';
import { buildPage, builtFolder } from '../build-page.ts';
import { CommandError } from '../command-error.ts';
import { browserLaunchOptions, findOrInstallBrowser } from '../find-browser.ts';
import type { MnistSet } from '../mnist/mnist-set.ts';
import { servePage } from '../server/serve-page.ts';
import { type SoakArguments, soakConfig } from './arguments.ts';
import { memoryFlag } from './memory.ts';
import type { SoakReport } from './report.ts';
import { type SoakHooks, trainAndWatch } from './train-and-watch.ts';
import { judgeSoak } from './verdict.ts';

/** Everything a soak leaves behind, with the browser still open to draw the picture. */
export interface Soaked {
  readonly report: SoakReport;
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * Builds and serves the page, lets it train in a browser of its own, and judges what was seen.
 *
 * @param command as it was typed, for the report
 * @throws CommandError when there is no browser, the page cannot be built, or it never begins to train
 */
export async function runSoak(
  wanted: SoakArguments,
  mnist: MnistSet | null,
  command: string,
  hooks: SoakHooks,
): Promise<Soaked> {
  const config = soakConfig(wanted, mnist !== null);
  const found = findOrInstallBrowser((line) => console.log(line));
  if ('problem' in found) throw new CommandError(found.problem);
  await buildPage().catch((error: unknown) => {
    throw new CommandError(`The page could not be built.\n${error instanceof Error ? error.message : error}`);
  });
  const server = await servePage(builtFolder, mnist, 0);
  const options = browserLaunchOptions();
  // A person's Ctrl-C ends the soak with a report, and the browser after that.
  const quiet = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ ...options, ...quiet, args: [...options.args, memoryFlag] });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const complaints = complaintsOf(tab);
    const link = `${formatLink(config)}&autostart=1`;
    const date = new Date().toISOString();
    await tab.goto(`${server.address}#${link}`);
    const trained = await trainAndWatch(browser, tab, wanted, hooks);
    const verdicts = judgeSoak(trained.samples, config.arms.length);
    // What comes after needs the machine: the page trains no more. A page that hangs may not close, and that must not matter.
    await Promise.race([tab.close(), new Promise((resolve) => setTimeout(resolve, CLOSING_MS))]);
    const report: SoakReport = {
      version: APP_VERSION,
      date,
      command,
      link,
      data: mnist === null && config.data === 'mnist' ? 'generated' : config.data,
      backend: trained.backend,
      machine: {
        cpu: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`,
        memoryGb: Math.round(totalmem() / 2 ** 30),
        system: `${process.platform} ${process.arch}`,
        node: process.versions.node,
        browser: `${browser.browserType().name()} ${browser.version()}`,
      },
      wanted: { minutes: wanted.minutes, steps: wanted.steps },
      done: trained.done,
      problems: [...trained.problems, ...complaints],
      verdicts,
      samples: trained.samples,
    };
    return { report, browser, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** So long the page may take to close. */
const CLOSING_MS = 10_000;
/** More of them than this say nothing new. */
const MOST_COMPLAINTS = 20;

/** Errors on the page's console, each once; the list fills while the page lives. */
function complaintsOf(tab: Page): string[] {
  const complaints: string[] = [];
  const complain = (text: string) => {
    const sentence = `The page complained: ${text}`;
    if (complaints.length < MOST_COMPLAINTS && !complaints.includes(sentence)) complaints.push(sentence);
  };
  tab.on('console', (message) => void (message.type() === 'error' && complain(message.text())));
  tab.on('pageerror', (error) => complain(error.message));
  return complaints;
}
