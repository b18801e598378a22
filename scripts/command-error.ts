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
  try {
    await body();
  } catch (error) {
    console.error(error instanceof CommandError ? error.message : error);
    process.exit(error instanceof CommandError ? error.exitCode : 1);
  }
}
