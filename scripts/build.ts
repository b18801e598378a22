import { buildPageHere } from './build-page.ts';
import { CommandError, runCommand } from './command-error.ts';

await runCommand(async () => {
  await buildPageHere().catch((error: unknown) => {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  });
});
