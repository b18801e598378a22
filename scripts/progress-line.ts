/** Shortest time between two drawings, in milliseconds, on a terminal and in a log. */
const TERMINAL_MS = 200;
const LOG_MS = 10_000;

/** One line that is drawn over and over on a terminal, and now and then, as a line of its own, in a log. */
export function progressLine() {
  const { stdout } = process;
  const interval = stdout.isTTY ? TERMINAL_MS : LOG_MS;
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    isDue: () => performance.now() - shownAt >= interval,
    show(text: string): void {
      shownAt = performance.now();
      stdout.write(stdout.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
    },
    end(): void {
      if (stdout.isTTY) stdout.write('\n');
    },
  };
}
