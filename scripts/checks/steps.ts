import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../build-page.ts';
import { findOrInstallBrowser } from '../find-browser.ts';
import { type ProgramEnd, runProgram } from './run-program.ts';
import {
  countPlaywright,
  countVitest,
  nothing,
  oneFailed,
  onePassed,
  type Tally,
  trueTally,
} from './tally.ts';

/** One thing that `npm test` does. */
export interface Step {
  readonly title: string;
  /** The name by which `--only` chooses it. */
  readonly group: 'check' | 'unit' | 'browser' | 'build' | 'e2e';
  run(): Promise<Tally>;
}

const projects = ['common', 'training', 'page', 'node'];

/** Every step, in order. */
export const steps: readonly Step[] = [
  { title: 'Types', group: 'check', run: checkTypes },
  { title: 'Format and lint', group: 'check', run: checkLint },
  { title: 'Import table', group: 'check', run: checkImports },
  { title: 'Unit tests', group: 'unit', run: () => runVitest('unit') },
  { title: 'Tests in a real browser', group: 'browser', run: () => withBrowser(() => runVitest('browser')) },
  { title: 'Build', group: 'build', run: build },
  { title: 'Tests of the built page', group: 'e2e', run: () => withBrowser(runPlaywright) },
];

async function checkTypes(): Promise<Tally> {
  const check = (project: string) => {
    // The one JavaScript file, bootstrap.mjs, is checked with the scripts.
    const args = ['-p', `tsconfig.${project}.json`, ...(project === 'node' ? ['--allowJs'] : [])];
    return runProgram('node_modules/typescript/bin/tsc', args, 'kept');
  };
  return judge(await Promise.all(projects.map(check)));
}

async function checkLint(): Promise<Tally> {
  const args = ['check', '--error-on-warnings', '--max-diagnostics=200'];
  return judge([await runProgram('node_modules/@biomejs/biome/bin/biome', args, 'kept')]);
}

async function checkImports(): Promise<Tally> {
  const program = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const folders = ['src', 'scripts', 'bench', 'tests'].filter((folder) => existsSync(folder));
  return judge([await runProgram(program, ['--output-type', 'err-long', ...folders], 'kept')]);
}

async function build(): Promise<Tally> {
  try {
    await buildPage();
    return onePassed;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return oneFailed;
  }
}

async function withBrowser(run: () => Promise<Tally>): Promise<Tally> {
  const browser = findOrInstallBrowser((line) => console.log(line));
  if ('path' in browser) return run();
  console.error(browser.problem);
  return oneFailed;
}

function runVitest(project: 'unit' | 'browser'): Promise<Tally> {
  return countTests(`tests/${project}`, async (report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const args = ['run', '--project', project, ...reporters];
    const { exitCode } = await runProgram('node_modules/vitest/vitest.mjs', args, 'live');
    return trueTally(readReport(report, countVitest), exitCode);
  });
}

function runPlaywright(): Promise<Tally> {
  return countTests('tests/e2e', async (report) => {
    const args = ['test', '--reporter=list,json'];
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const { exitCode } = await runProgram('node_modules/@playwright/test/cli.js', args, 'live', { env });
    return trueTally(readReport(report, countPlaywright), exitCode);
  });
}

async function countTests(folder: string, run: (report: string) => Promise<Tally>): Promise<Tally> {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  if (!files.some((file) => /\.test\.tsx?$/.test(file))) {
    console.log(`There are no tests in ${folder}.`);
    return nothing;
  }
  const reports = mkdtempSync(join(tmpdir(), 'normscope-report-'));
  try {
    return await run(join(reports, 'report.json'));
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

function readReport<Report>(file: string, count: (report: Report) => Tally): Tally | null {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')) as Report);
  } catch {
    return null;
  }
}

function judge(ends: readonly ProgramEnd[]): Tally {
  const failed = ends.filter((end) => end.exitCode !== 0);
  for (const { output } of failed) console.log(output.trimEnd());
  return failed.length > 0 ? oneFailed : onePassed;
}
