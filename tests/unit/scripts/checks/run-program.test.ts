import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as progress from '../../../../scripts/checks/progress.ts';
import { runProgram } from '../../../../scripts/checks/run-program.ts';
import { soon } from '../../../fixtures/soon.ts';

let folder: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'normscope-program-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function script(text: string): string {
  count += 1;
  const file = join(folder, `program-${count}.mjs`);
  writeFileSync(file, text);
  return file;
}

test('what a program prints is handed back, with how it ended', async () => {
  const program = script(
    'console.log(process.argv[2], process.env.MARK); console.error("and"); process.exitCode = 3;',
  );
  const end = await runProgram(program, ['said'], { env: { MARK: 'here' } });
  expect(end.exitCode).toBe(3);
  expect(end.output).toContain('said here');
  expect(end.output).toContain('and');
});

test('what a program prints is handed on line by line, the last one too', async () => {
  const lines: string[] = [];
  const program = script('process.stdout.write("one\\n\\ntwo"); process.stdout.write(" and more");');
  await runProgram(program, [], { onLine: (line) => lines.push(line) });
  expect(lines).toEqual(['one', '', 'two and more']);
});

test('a hung program is ended, and named with the tests that it was running', async () => {
  const limitMs = 3_600_000;
  const program = script(`
    process.send('something else');
    process.send({ test: 'the slow one', state: 'started' });
    setInterval(() => {}, 1000);
  `);
  const received = vi.spyOn(progress, 'readProgress');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const ending = runProgram(program, [], { longestSilenceMs: limitMs });
  await soon(() => expect(received).toHaveBeenCalledTimes(2));
  vi.advanceTimersByTime(limitMs);
  vi.useRealTimers();
  const { exitCode, output } = await ending;
  expect(exitCode).toBe(1);
  expect(output).toContain('.mjs made no progress for 3600 seconds and was ended.');
  expect(output).toContain('It was running: the slow one');
});

test('a program that ignores the request to end is killed', async () => {
  const program = script('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);');
  const { exitCode, output } = await runProgram(program, [], { longestSilenceMs: 200, graceMs: 200 });
  expect(exitCode).toBe(1);
  expect(output).toContain('no progress');
});

test('a program that has ended is not waited for because of a process that it left behind', async () => {
  const program = script(`
    import { spawn } from 'node:child_process';
    const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    console.log(left.pid);
    process.exit(0);
  `);
  const { exitCode, output } = await runProgram(program, [], { graceMs: 300 });
  // It is still there.
  process.kill(Number(output), 'SIGKILL');
  expect(exitCode).toBe(0);
});

test('a program that does not exist is a failure', async () => {
  const { exitCode, output } = await runProgram(join(folder, 'none.mjs'), []);
  expect(exitCode).toBe(1);
  expect(output).toContain('none.mjs');
});
