import { type ChildProcess, spawn } from 'node:child_process';

/** How a program ended. */
export interface ProgramEnd {
  readonly exitCode: number;
  /** What it printed; empty when it printed straight to the terminal. */
  readonly output: string;
}

/** A tool that hangs must not hang the whole run. */
const longestRunMs = 15 * 60_000;

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
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const stdio = prints === 'live' ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, [script, ...args], {
      stdio: ['ignore', stdio, stdio],
      env: { ...process.env, ...env },
      timeout: longestRunMs,
    });
    running.add(child);
    const pieces: Buffer[] = [];
    child.stdout?.on('data', (piece: Buffer) => pieces.push(piece));
    child.stderr?.on('data', (piece: Buffer) => pieces.push(piece));
    const end = (exitCode: number, more = '') => {
      running.delete(child);
      resolve({ exitCode, output: Buffer.concat(pieces).toString() + more });
    };
    child.on('error', (error) => end(1, error.message));
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Ends the programs that run. */
export function endRunningPrograms(): void {
  for (const child of running) child.kill('SIGTERM');
}
