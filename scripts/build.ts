import { buildPage } from './build-page.ts';
import { CommandError, runCommand } from './command-error.ts';

await runCommand(async () => {
  await buildPage().catch((error: unknown) => {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  });
});
