import { type ChildProcess, spawn } from 'node:child_process';
import { watchSilence } from './silence.ts';

/** How a program ended. */
export interface ProgramEnd {
  readonly exitCode: number;
  /** What it printed; empty when that was shown as it came. */
  readonly output: string;
}

/** How a program is run. */
export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** After how many milliseconds without a word the program is taken to hang, and is ended. */
  readonly longestSilenceMs?: number;
  /** How many milliseconds one that was told to end is given, and the output of one that has ended. */
  readonly graceMs?: number;
}

// What is slow is not what hangs: the tests may take an hour on a slow machine, but no test file is silent so long.
const longestSilenceMs = 10 * 60_000;

const graceMs = 10_000;

const running = new Set<ChildProcess>();

/**
 * Runs one of the project's tools with this Node.
 *
 * @param script the tool's JavaScript file, from the project's root
 * @param prints `live` shows what it prints as it comes, `kept` hands it back
 */
export function runProgram(
  script: string,
  args: readonly string[],
  prints: 'live' | 'kept',
  options: ProgramOptions = {},
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const limitMs = options.longestSilenceMs ?? longestSilenceMs;
    const later = (act: () => void) => setTimeout(act, options.graceMs ?? graceMs).unref();
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...colours(prints), ...options.env },
    });
    running.add(child);
    const pieces: Buffer[] = [];
    let silence = '';
    const watch = watchSilence(limitMs, () => {
      silence = `${script} said nothing for ${limitMs / 1000} seconds and was ended.\n`;
      if (prints === 'live') process.stderr.write(silence);
      child.kill('SIGTERM');
      later(() => child.kill('SIGKILL'));
    });
    const take = (piece: Buffer, shown: NodeJS.WriteStream) => {
      watch.heard();
      if (prints === 'live') shown.write(piece);
      else pieces.push(piece);
    };
    child.stdout.on('data', (piece: Buffer) => take(piece, process.stdout));
    child.stderr.on('data', (piece: Buffer) => take(piece, process.stderr));
    const end = (exitCode: number, more: string) => {
      watch.end();
      running.delete(child);
      resolve({ exitCode, output: prints === 'kept' ? Buffer.concat(pieces).toString() + more : '' });
    };
    child.on('error', (error) => end(1, error.message));
    // What it started may outlive it, and hold on to what it spoke into.
    child.on('exit', () => later(() => [child.stdout, child.stderr].map((stream) => stream.destroy())));
    child.on('close', (code) => end(code ?? 1, silence));
  });
}

/** Ends the programs that run. */
export function endRunningPrograms(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Behind a pipe a tool takes its reader for a file, and leaves the colours out. */
function colours(prints: 'live' | 'kept'): Record<string, string> {
  return prints === 'live' && process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
}
