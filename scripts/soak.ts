import { formatWhole } from '../src/common/lib/format.ts';
import { CommandError, runCommand } from './command-error.ts';
import { obtainMnist } from './mnist/mnist.ts';
import { progressLine } from './progress-line.ts';
import { readSoakArguments, soakConfig } from './soak/arguments.ts';
import { quantities } from './soak/quantities.ts';
import { isWell } from './soak/report.ts';
import { runSoak } from './soak/run-soak.ts';
import type { Sample } from './soak/sample.ts';
import { amount } from './soak/verdict.ts';
import { makeFolder, writeReport } from './soak/write-report.ts';
import { listenForStop } from './stop-request.ts';
import { refuseTakenByNpm } from './taken-by-npm.ts';

const help = `Lets the built page train for a long time in a headless browser, and watches whether anything grows.

  npm run soak -- [--minutes 30] [--steps 100000] [--backend auto] [--query 'depth=3&width=16'] [--out DIR]

  --minutes N     trains at least so long (2 or more) ...
  --steps N       ... and at least so many steps: when a run ends before both are over, the next one begins
  --backend NAME  auto, wasm, webgl (emulated: the browser has no GPU) or cpu
  --query LINK    parameters of a link, in place of those of the preset deep-mlp
  --out DIR       the folder of soak-report.json and soak-report.png; .cache/soak when not given
  --force         replaces a report that lies there; without it the next free name is taken

Ends with 1 when something grows, the page complains, or the steps are not done in three times the minutes.
The first fifth, at least a minute, counts for nothing. What is watched, and what may be:
${quantities.map(({ label, reason }) => `  ${label}: ${reason}`).join('\n')}

NORMSCOPE_MNIST_DIR=DIR takes MNIST's four files, packed or not, from a folder of yours. Ctrl-C writes the results so far.`;

await runCommand(async () => {
  const args = process.argv.slice(2);
  refuseTakenByNpm('soak', args);
  const wanted = readSoakArguments(args);
  if (wanted.help) return console.log(help);
  soakConfig(wanted, true);
  await makeFolder(wanted.out);
  const mnist = await obtainMnist();
  const line = progressLine();
  const stop = listenForStop();
  const show = (sample: Sample) => {
    if (!line.isDue()) return;
    const heap = sample.heapBytes === null ? '' : `, heap ${amount(sample.heapBytes / 2 ** 20, 'MB')}`;
    const speed = sample.stepsPerSecond === null ? '' : `, ${amount(sample.stepsPerSecond, 'steps/s')}`;
    line.show(
      `${(sample.atMs / 60_000).toFixed(1)} of ${wanted.minutes} minutes, step ${formatWhole(sample.steps)} of ${formatWhole(wanted.steps)}${speed}${heap}`,
    );
  };
  const command = ['npm run soak', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  const { report, browser, close } = await runSoak(wanted, mnist, command, {
    onSample: show,
    isStopped: () => stop.isAsked,
  });
  line.end();
  try {
    const width = Math.max(...report.verdicts.map(({ label }) => label.length));
    for (const { label, state, words } of report.verdicts) {
      console.log(`${label.padEnd(width)}  ${state.padEnd(10)}  ${words}`);
    }
    for (const problem of report.problems) console.log(`PROBLEM: ${problem}`);
    const paths = await writeReport(report, wanted.out, browser, wanted.force).catch((error: unknown) => {
      throw new CommandError(
        `The report could not be written: ${error instanceof Error ? error.message : error}`,
      );
    });
    console.log(`Written to ${paths.join(' and ')}.`);
  } finally {
    await close();
  }
  if (!isWell(report)) process.exitCode = 1;
});
