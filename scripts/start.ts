import open from 'open';
import { buildPage, builtFolder } from './build-page.ts';
import { CommandError, runCommand } from './command-error.ts';
import { localMnist, obtainMnist } from './mnist/mnist.ts';
import { onStopSignal } from './on-stop-signal.ts';
import { servePage } from './server/serve-page.ts';
import { readStartArguments } from './start-arguments.ts';

const help = `Builds Normscope if it has changed, and serves it on this machine.

  npm start -- [--port N] [--no-open] [--offline]

  --port N    serve on port N; without it, on 4173 or the next free one
  --no-open   open no browser
  --offline   download nothing; without MNIST here, the page uses generated digits

NORMSCOPE_MNIST_DIR=DIR takes MNIST's four files, packed or not, from a folder of yours.`;

const usualPort = 4173;

/** Opens the page where there is a screen; a machine without one is no error. */
async function openBrowser(address: string): Promise<void> {
  const { CI, DISPLAY, WAYLAND_DISPLAY, WSL_DISTRO_NAME } = process.env;
  const hasScreen = process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY || WSL_DISTRO_NAME;
  if (hasScreen && !CI) await open(address).catch(() => undefined);
}

await runCommand(async () => {
  const wanted = readStartArguments(process.argv.slice(2), process.env);
  if (wanted.help) return console.log(help);
  const mnist = await (wanted.offline ? localMnist() : obtainMnist());
  const folder = process.env['NORMSCOPE_MNIST_DIR'];
  if (folder) console.log(`MNIST comes from ${folder}. ${mnist?.manifest.note ?? ''}`.trim());
  const startedAt = performance.now();
  const wasBuilt = await buildPage().catch((error: unknown) => {
    throw new CommandError(`The page could not be built.\n${error instanceof Error ? error.message : error}`);
  });
  if (wasBuilt) console.log(`Built the page in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
  const server = await servePage(builtFolder, mnist, wanted.port ?? usualPort, wanted.port === null ? 50 : 1);
  console.log(`Normscope runs at ${server.address} (Ctrl-C stops it).`);
  onStopSignal(() => server.close());
  if (wanted.open) await openBrowser(server.address);
});
