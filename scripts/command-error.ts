/** A failure that the person can mend: its message is all there is to say. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** 2 for wrong arguments and settings, 1 for everything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a command's body; a {@link CommandError} ends it with its message and exit code, anything else with its stack. */
export async function runCommand(body: () => Promise<void>): Promise<void> {
  // Who reads the output may have had enough of it, as in `| head -1`: the work goes on without.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  try {
    await body();
  } catch (error) {
    console.error(error instanceof CommandError || isOfTheSystem(error) ? error.message : error);
    process.exit(error instanceof CommandError ? error.exitCode : 1);
  }
}

/** Whether the system refused something (a full disk, a missing right): its words say it, and a stack says no more. */
const isOfTheSystem = (error: unknown): error is Error =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
