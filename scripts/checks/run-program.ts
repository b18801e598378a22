import { type ChildProcess, spawn } from 'node:child_process';
import { watchForHang } from './hang-watch.ts';
import { readProgress } from './progress.ts';

/** How a program ended. */
export interface ProgramEnd {
  readonly exitCode: number;
  readonly output: string;
}

/** How a program is run. */
export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Takes each line as it comes; without it, only {@link ProgramEnd.output} has them. */
  readonly onLine?: (line: string) => void;
  /** After how many milliseconds without output or progress the program is considered hung and is ended. */
  readonly longestSilenceMs?: number;
  /** How many milliseconds a program gets to end after SIGTERM, and its output after it has ended. */
  readonly graceMs?: number;
}

// Every finished test resets it, so it says nothing about how long all of them may take.
const longestSilenceMs = 15 * 60_000;

const graceMs = 10_000;

const running = new Set<ChildProcess>();

/**
 * Runs one of the project's tools with this Node.
 *
 * @param script the tool's JavaScript file, from the project's root
 */
export function runProgram(
  script: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const limitMs = options.longestSilenceMs ?? longestSilenceMs;
    const later = (act: () => void) => setTimeout(act, options.graceMs ?? graceMs).unref();
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...colors(options), ...options.env },
    });
    running.add(child);
    const output = lineReader(options.onLine);
    const watch = watchForHang(limitMs, (tests) => {
      output.take(`${script} made no progress for ${limitMs / 1000} seconds and was ended.\n`);
      for (const test of tests) output.take(`It was running: ${test}\n`);
      child.kill('SIGTERM');
      later(() => child.kill('SIGKILL'));
    });
    const take = (piece: string) => {
      watch.onOutput();
      output.take(piece);
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    child.on('message', (message) => {
      const progress = readProgress(message);
      if (progress !== null) watch.onProgress(progress);
    });
    const end = (exitCode: number) => {
      watch.end();
      running.delete(child);
      resolve({ exitCode, output: output.end() });
    };
    child.on('error', (error) => {
      output.take(error.message);
      end(1);
    });
    // A process that it left behind may still hold its output open.
    child.on('exit', () => later(() => [child.stdout, child.stderr].map((stream) => stream?.destroy())));
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Ends the programs that run. */
export function endRunningPrograms(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Keeps everything, and hands on whole lines. */
function lineReader(onLine: (line: string) => void = () => undefined) {
  let all = '';
  let told = 0;
  const tell = (until: number) => {
    if (until <= told) return;
    for (const line of all.slice(told, until).replace(/\n$/, '').split('\n')) onLine(line);
    told = until;
  };
  return {
    take(piece: string): void {
      all += piece;
      tell(all.lastIndexOf('\n') + 1);
    },
    end(): string {
      tell(all.length);
      return all;
    },
  };
}

/** Tools write to a pipe here and would leave colors out. */
function colors({ onLine }: ProgramOptions): Record<string, string> {
  return onLine && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
}
