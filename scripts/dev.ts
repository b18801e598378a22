import { createServer } from 'vite';
import { CommandError, runCommand } from './command-error.ts';
import { localMnist, obtainMnist } from './mnist/mnist.ts';
import { onStopSignal } from './on-stop-signal.ts';
import { readStartArguments } from './start-arguments.ts';

const help = `Serves Normscope for development: changes appear as they are saved.

  npm run dev -- [--port N] [--offline]

  --port N    serve on port N; without it, on 5173 or the next free one
  --offline   download nothing; without MNIST here, the page uses generated digits

NORMSCOPE_MNIST_DIR=DIR takes MNIST's four files, packed or not, from a folder of yours.`;

await runCommand(async () => {
  const { port, offline, help: wantsHelp } = readStartArguments(process.argv.slice(2), process.env);
  if (wantsHelp) return console.log(help);
  await (offline ? localMnist() : obtainMnist());
  const server = await createServer({ server: port === null ? {} : { port, strictPort: true } });
  await server.listen().catch((error: unknown) => {
    throw new CommandError(
      error instanceof Error ? `${error.message}. Choose another with --port.` : String(error),
    );
  });
  server.printUrls();
  onStopSignal(() => server.close());
});
