import { listenForStop } from './stop-request.ts';

/** Runs `stop` at the first polite signal, then exits. A second one ends the process at once. */
export function onStopSignal(stop: () => Promise<void>, exitCode = 0): void {
  listenForStop().onAsked(() => void stop().finally(() => process.exit(exitCode)));
}
