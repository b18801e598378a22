import { type Browser, chromium } from 'playwright';
import { CommandError } from '../scripts/command-error.ts';
import { browserLaunchOptions, findOrInstallBrowser } from '../scripts/find-browser.ts';
import { isolationHeaders } from '../scripts/security-headers.ts';
import { servePage } from '../scripts/server/serve-page.ts';
import { BENCH_FOLDER, buildBenchPage } from './build-bench-page.ts';
import type { ContestantName, Problem } from './contestants/contestant.ts';
import type { BenchPage } from './page/bench-page.ts';
import type { Answers, RequestKind, Requests } from './worker/requests.ts';

/** No answer takes as long; a worker that hangs must not hang the bench. */
const PATIENCE_MS = 300_000;

/** A contestant in a worker of its own, ready to train. */
export interface Trainee {
  readonly prepareMs: number;
  readonly firstStepMs: number;
  ask<K extends RequestKind>(kind: K, body: Requests[K]): Promise<Answers[K]>;
  close(): Promise<void>;
}

/** A browser on the bench's page. */
export interface Lab {
  readonly browser: Browser;
  open(name: ContestantName, problem: Problem): Promise<Trainee>;
  close(): Promise<void>;
}

/** Opens the bench's page in a browser. */
export async function openLab(): Promise<Lab> {
  const found = findOrInstallBrowser((line) => console.log(line));
  if ('problem' in found) throw new CommandError(found.problem);
  // At a signal what was measured is written first.
  const quiet = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const launchOptions = { ...browserLaunchOptions(), ...quiet };
  const [browser] = await Promise.all([chromium.launch(launchOptions), buildBenchPage()]);
  const server = await servePage(BENCH_FOLDER, null, 0, 1, isolationHeaders);
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`The bench's page: ${error.message}`));
  await page.goto(server.address);
  await page.waitForFunction('"bench" in window');

  return {
    browser,
    async open(name, problem) {
      const opened = await inTime(
        page.evaluate(
          (asked) => (window as unknown as { bench: BenchPage }).bench.open(asked.name, asked.problem),
          { name, problem },
        ),
      );
      const { handle, ...times } = opened;
      return {
        ...times,
        ask: async <K extends RequestKind>(kind: K, body: Requests[K]) => {
          const answer: unknown = await inTime(
            page.evaluate(
              (asked) =>
                (window as unknown as { bench: BenchPage }).bench.ask(asked.handle, asked.kind, asked.body),
              { handle, kind, body: body as unknown },
            ),
          );
          return answer as Answers[K];
        },
        close: () =>
          page.evaluate((own) => (window as unknown as { bench: BenchPage }).bench.close(own), handle),
      };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('No answer came for five minutes.')), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
