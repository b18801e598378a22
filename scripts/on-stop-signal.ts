/** Runs `stop` once, however often Ctrl-C or a request to end arrives, then exits. */
export function onStopSignal(stop: () => Promise<void>, exitCode = 0): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      stop().finally(() => process.exit(exitCode));
    });
  }
}
