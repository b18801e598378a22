/**
 * How good are the generated digits? A plain network is trained on them alone and then reads the real MNIST test
 * set. No real digit is used for training.
 *
 *     npx tsx bench/digits.ts --data-dir FOLDER [--train-count N] [--epochs N] [--seed N]
 *
 * FOLDER holds MNIST's IDX files, zipped or not.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandError, runCommand } from '../scripts/command-error.ts';
import { GENERATED_TRAIN_COUNT, generateDigits } from '../src/training/data/generated/generate-digits.ts';
import { loadMnist } from '../src/training/data/mnist.ts';
import { startWasm, trainMlp } from './digits-mlp.ts';

const HELP = 'npx tsx bench/digits.ts --data-dir FOLDER [--train-count N] [--epochs N] [--seed N]';

function readOptions() {
  const options = {
    'data-dir': { type: 'string' },
    'train-count': { type: 'string', default: String(GENERATED_TRAIN_COUNT) },
    epochs: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n${HELP}`, 2);
  }
}

function readWhole(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CommandError(`--${name}: “${text}” is not a whole number from 1 on.`, 2);
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

await runCommand(async () => {
  const options = readOptions();
  const dataDir = options['data-dir'];
  if (dataDir === undefined) throw new CommandError(`Say where MNIST is: ${HELP}`, 2);
  const seed = readWhole('seed', options.seed);
  const epochs = readWhole('epochs', options.epochs);
  const trainCount = readWhole('train-count', options['train-count']);
  const mnist = await loadMnist((name) => {
    const zipped = join(dataDir, `${name}.gz`);
    return readFile(existsSync(zipped) ? zipped : join(dataDir, name));
  });
  const started = performance.now();
  await generateDigits({ seed, trainCount: 10_000, testCount: 0 });
  console.log(`10,000 digits drawn in ${Math.round(performance.now() - started)} ms`);
  const generated = await generateDigits({ seed, trainCount });
  console.log(`${generated.name}, seed ${seed}: a 784-256-128-10 network trained on these alone`);
  await startWasm();
  trainMlp(generated.train, epochs, seed, (epoch, read) => {
    const real = read(mnist.test);
    const own = percent(read(generated.test).accuracy);
    console.log(`epoch ${epoch}: generated test ${own}, real MNIST test ${percent(real.accuracy)}`);
    if (epoch === epochs) {
      console.log('\nReal MNIST test set; rows: digit written, columns: digit read');
      for (const row of real.confusion) {
        console.log(row.map((count) => String(count).padStart(5)).join(''));
      }
    }
  });
});
