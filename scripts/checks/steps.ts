import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installEngines } from '../browsers/install-engines.ts';
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
  /** The group that must have passed before it can run. */
  readonly needs?: Step['group'];
  run(say: Say): Promise<Tally>;
}

type Say = (line: string) => void;

const projects = ['common', 'training', 'page', 'node'];

/** Every step, in the order in which they begin. */
export const steps: readonly Step[] = [
  { title: 'Unit', group: 'unit', run: (say) => runVitest('unit', say) },
  { title: 'Types', group: 'check', run: checkTypes },
  { title: 'Lint', group: 'check', run: checkLint },
  { title: 'Imports', group: 'check', run: checkImports },
  { title: 'Build', group: 'build', run: build },
  { title: 'Page', group: 'e2e', needs: 'build', run: (say) => withBrowser(say, runOnPage) },
  { title: 'Browser', group: 'browser', run: (say) => withBrowser(say, () => runVitest('browser', say)) },
];

async function checkTypes(say: Say): Promise<Tally> {
  const check = (project: string) => {
    const buildInfo = `node_modules/.cache/types/${project}.tsbuildinfo`;
    const args = ['-p', `tsconfig.${project}.json`, '--incremental', '--tsBuildInfoFile', buildInfo];
    // The one JavaScript file, bootstrap.mjs, is checked with the scripts.
    if (project === 'node') args.push('--allowJs');
    return runProgram('node_modules/typescript-native/bin/tsc', args);
  };
  return judge(await Promise.all(projects.map(check)), say);
}

async function checkLint(say: Say): Promise<Tally> {
  const args = ['check', '--error-on-warnings', '--max-diagnostics=200'];
  return judge([await runProgram('node_modules/@biomejs/biome/bin/biome', args)], say);
}

async function checkImports(say: Say): Promise<Tally> {
  const program = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const folders = ['src', 'scripts', 'bench', 'tests'].filter((folder) => existsSync(folder));
  return judge([await runProgram(program, ['--output-type', 'err-long', ...folders])], say);
}

/** In a process of its own, so that the bundler's memory is gone before the tests of the page begin. */
async function build(say: Say): Promise<Tally> {
  return judge([await runProgram('scripts/bootstrap.mjs', ['build'])], say);
}

async function withBrowser(say: Say, run: (say: Say) => Promise<Tally>): Promise<Tally> {
  const browser = findOrInstallBrowser(say);
  if ('path' in browser) return run(say);
  say(browser.problem);
  return oneFailed;
}

function runVitest(project: 'unit' | 'browser', say: Say): Promise<Tally> {
  return countTests(`tests/${project}`, say, async (report) => {
    const args = ['run', '--project', project];
    const env = { NORMSCOPE_REPORT: report };
    const { exitCode } = await runProgram('node_modules/vitest/vitest.mjs', args, { onLine: say, env });
    return trueTally(readReport(report, countVitest), exitCode);
  });
}

function runOnPage(say: Say): Promise<Tally> {
  // In the short run, the tests of an engine that is not here are skipped.
  if (process.env['NORMSCOPE_TESTS'] === 'full') installEngines(say);
  return runPlaywright(say);
}

function runPlaywright(say: Say): Promise<Tally> {
  return countTests('tests/e2e', say, async (report) => {
    const reporters = 'list,json,./scripts/checks/playwright-progress.ts';
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
    const program = 'node_modules/@playwright/test/cli.js';
    const { exitCode } = await runProgram(program, ['test', `--reporter=${reporters}`], { onLine: say, env });
    return trueTally(readReport(report, countPlaywright), exitCode);
  });
}

async function countTests(folder: string, say: Say, run: (report: string) => Promise<Tally>): Promise<Tally> {
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  if (!files.some((file) => /\.test\.tsx?$/.test(file))) {
    say(`There are no tests in ${folder}.`);
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

function judge(ends: readonly ProgramEnd[], say: Say): Tally {
  const failed = ends.filter((end) => end.exitCode !== 0);
  for (const { output } of failed) for (const line of output.trimEnd().split('\n')) say(line);
  return failed.length > 0 ? oneFailed : onePassed;
}
