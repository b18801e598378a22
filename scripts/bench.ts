import { readBenchArguments } from '../bench/arguments.ts';
import { allGroups } from '../bench/groups/all-groups.ts';
import { runBench } from '../bench/run-bench.ts';
import { runCommand } from './command-error.ts';
import { refuseTakenByNpm } from './taken-by-npm.ts';

const help = `Measures the engine and its peers side by side, in a headless browser.

  npm run bench -- [--quick] [--rounds N] [--only GROUP,GROUP] [--json FILE] [--force]

  --quick      less of everything, in under a minute
  --rounds N   how often everyone takes a turn; medians over the rounds are shown
  --only       some groups only
  --json FILE  writes what was found into a file
  --force      replaces a file of that name; without it the next free one is taken

Groups:
${allGroups.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}`;

await runCommand(async () => {
  const names = allGroups.map(({ name }) => name);
  const args = process.argv.slice(2);
  refuseTakenByNpm('bench', args);
  const wanted = readBenchArguments(args, names);
  if (wanted.help) return console.log(help);
  const { only, quick } = wanted;
  const left = allGroups.filter(({ isLong }) => quick && isLong && only === null);
  if (left.length > 0) console.log(`Quick: without ${left.map(({ name }) => name).join(' and ')}.`);
  const chosen = allGroups.filter((group) => !left.includes(group) && (only?.includes(group.name) ?? true));
  if (!(await runBench(wanted, chosen))) process.exitCode = 1;
});
