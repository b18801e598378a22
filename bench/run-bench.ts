import { cpus } from 'node:os';
import { outputFile } from '../scripts/output-file.ts';
import { listenForStop } from '../scripts/stop-request.ts';
import { APP_VERSION } from '../src/common/experiment/app-version.ts';
import type { BenchArguments } from './arguments.ts';
import type { Bench, Findings, Group } from './groups/group.ts';
import { openLab } from './lab.ts';
import { tableText } from './report/table.ts';

/** Rounds, and the length of a turn in milliseconds. */
const USUAL = { rounds: 5, turnMs: 2000 };
const QUICK = { rounds: 1, turnMs: 300 };

/**
 * Runs some groups, prints what they find and writes it into a file.
 *
 * @returns whether all went well
 */
export async function runBench(wanted: BenchArguments, groups: readonly Group[]): Promise<boolean> {
  const startedAt = performance.now();
  const { rounds, turnMs } = wanted.quick ? QUICK : USUAL;
  const output = wanted.json === null ? null : await outputFile(wanted.json, '--json', wanted.force);
  const lab = await openLab();
  const stop = listenForStop(output?.abandon);
  // What is being measured fails then, and what was measured is written.
  stop.onAsked(() => void lab.browser.close());
  const bench: Bench = { lab, quick: wanted.quick, rounds: wanted.rounds ?? rounds, turnMs };
  const machine = {
    cpu: `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    node: process.versions.node,
    browser: `${lab.browser.browserType().name()} ${lab.browser.version()}`,
  };
  console.log(`${machine.cpu}, ${machine.browser}, headless; rounds: ${bench.rounds}\n`);
  const found: Record<string, Findings & { seconds: number }> = {};
  try {
    for (const group of groups) {
      if (stop.isAsked) break;
      const groupStartedAt = performance.now();
      const findings = await group.run(bench).catch(failed);
      found[group.name] = { ...findings, seconds: secondsSince(groupStartedAt) };
      print(findings, `${group.name}: ${Math.round(secondsSince(groupStartedAt))} s`);
    }
  } finally {
    await lab.close();
  }
  const seconds = secondsSince(startedAt);
  console.log(`All in all: ${Math.round(seconds)} s.`);
  if (output !== null) {
    const date = new Date().toISOString();
    const { quick } = wanted;
    const file = { version: APP_VERSION, date, machine, quick, rounds: bench.rounds, seconds, groups: found };
    await output.write(`${JSON.stringify(file, null, 2)}\n`);
    console.log(`Written to ${output.path}.`);
  }
  if (stop.exitCode !== null) process.exit(stop.exitCode);
  return Object.values(found).every(({ problems }) => problems.length === 0);
}

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

const failed = (error: unknown): Findings => ({
  tables: [],
  notes: [],
  problems: [error instanceof Error ? error.message : String(error)],
});

function print({ notes, problems, tables }: Findings, end: string): void {
  for (const table of tables) console.log(`${tableText(table)}\n`);
  for (const note of notes) console.log(note);
  for (const problem of problems) console.log(`PROBLEM: ${problem}`);
  console.log(`(${end})\n`);
}
