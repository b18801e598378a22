import { constants } from 'node:os';

/** The polite signals: Ctrl-C, a request to end, and a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A person's or the system's wish that a command should end. */
export interface StopRequest {
  readonly isAsked: boolean;
  /** 128 and the signal's number, as shells have it; null while nobody asked. */
  readonly exitCode: number | null;
  /** Calls `act` once, when the end is asked for; at once where it has been. @returns a function that takes it back */
  onAsked(act: () => void): () => void;
}

/**
 * Listens for polite signals. The first one asks for an end, so that what there is can be written; a second one ends the
 * process at once.
 *
 * @param atOnce what must be done, without waiting, before the process ends at once
 */
export function listenForStop(atOnce: () => void = () => undefined): StopRequest {
  let exitCode: number | null = null;
  const acts = new Set<() => void>();
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const code = 128 + constants.signals[signal];
      if (exitCode !== null) {
        atOnce();
        process.exit(code);
      }
      exitCode = code;
      for (const act of acts) act();
      acts.clear();
    });
  }
  return {
    get isAsked() {
      return exitCode !== null;
    },
    get exitCode() {
      return exitCode;
    },
    onAsked(act) {
      if (exitCode === null) acts.add(act);
      else act();
      return () => void acts.delete(act);
    },
  };
}
