import { type ChildProcess, spawn } from 'node:child_process';
import { patienceMs } from '../../depth.ts';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) end(child, 'SIGKILL');
});

/** A program that a test has started. */
export interface Child {
  readonly process: ChildProcess;
  /** The first match in what it prints. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends it and what it has started, and waits until it has ended. */
  end(): Promise<void>;
}

/**
 * Starts a program in a process group of its own, so that what it starts ends with it, also when the test fails.
 *
 * @param stdio a fourth pipe is read as output too
 */
export function startChild(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  });
  running.add(child);
  let output = '';
  let error: Error | null = null;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  for (const pipe of child.stdio.slice(1)) {
    pipe?.on('data', (piece: Buffer) => {
      output += piece.toString();
      tell();
    });
  }
  child.once('error', (problem) => {
    error = problem;
    tell();
  });
  child.once('exit', tell);
  const hasEnded = () => error !== null || child.exitCode !== null || child.signalCode !== null;
  return {
    process: child,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const fail = (what: string) =>
          done(() => reject(new Error(`${program} ${what}\n${error ?? output}`)));
        const timer = setTimeout(() => fail(`never said ${pattern}`), patienceMs);
        const look = () => {
          const found = pattern.exec(output);
          if (found) done(() => resolve(found));
          else if (hasEnded()) fail('ended at once.');
        };
        const done = (act: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          act();
        };
        listeners.add(look);
        look();
      }),
    end: () =>
      new Promise((resolve) => {
        const gone = () => {
          // What it left behind in its group goes too.
          end(child, 'SIGKILL');
          running.delete(child);
          resolve();
        };
        if (hasEnded()) return gone();
        child.once('exit', gone);
        end(child, 'SIGTERM');
        setTimeout(() => end(child, 'SIGKILL'), 10_000).unref();
      }),
  };
}

function end({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
