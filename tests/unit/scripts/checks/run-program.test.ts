import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runProgram } from '../../../../scripts/checks/run-program.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'normscope-program-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function script(text: string): string {
  const file = join(folder, 'program.mjs');
  writeFileSync(file, text);
  return file;
}

test('what a program prints is handed back, with how it ended', async () => {
  const program = script(
    'console.log(process.argv[2], process.env.MARK); console.error("and"); process.exitCode = 3;',
  );
  const end = await runProgram(program, ['said'], 'kept', { env: { MARK: 'here' } });
  expect(end.exitCode).toBe(3);
  expect(end.output).toContain('said here');
  expect(end.output).toContain('and');
});

test('what a program prints is shown as it comes', async () => {
  const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const end = await runProgram(script('console.log("shown");'), [], 'live');
  const written = shown.mock.calls.map(([piece]) => String(piece)).join('');
  shown.mockRestore();
  expect(written).toContain('shown');
  expect(end).toEqual({ exitCode: 0, output: '' });
});

test('a program that says nothing is ended, and named', async () => {
  const program = script('setInterval(() => {}, 1000);');
  const { exitCode, output } = await runProgram(program, [], 'kept', { longestSilenceMs: 500 });
  expect(exitCode).toBe(1);
  expect(output).toContain('program.mjs said nothing for 0.5 seconds and was ended.');
});

test('a program that does not end when it is told to is ended all the same', async () => {
  const program = script('process.on("SIGTERM", () => {}); console.log("on"); setInterval(() => {}, 1000);');
  const limits = { longestSilenceMs: 1000, graceMs: 200 };
  const { exitCode, output } = await runProgram(program, [], 'kept', limits);
  expect(exitCode).toBe(1);
  expect(output).toContain('said nothing');
});

test('a program that has ended is not waited for because of what it has left behind', async () => {
  const program = script(`
    import { spawn } from 'node:child_process';
    const left = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'inherit' });
    console.log(left.pid);
    process.exit(0);
  `);
  const { exitCode, output } = await runProgram(program, [], 'kept', { graceMs: 300 });
  const pid = Number(output);
  // It is still there.
  process.kill(pid, 'SIGKILL');
  expect(exitCode).toBe(0);
});

test('a program that is not there is a failure', async () => {
  const { exitCode, output } = await runProgram(join(folder, 'none.mjs'), [], 'kept');
  expect(exitCode).toBe(1);
  expect(output).toContain('none.mjs');
});
