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
import { GENERATED_TRAIN_COUNT, generateDigits } from '../src/training/data/generated/generate-digits.ts';
import { loadMnist } from '../src/training/data/mnist.ts';
import { startWasm, trainMlp } from './digits-mlp.ts';

const { values: options } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    'train-count': { type: 'string', default: String(GENERATED_TRAIN_COUNT) },
    epochs: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

async function main(dataDir: string): Promise<void> {
  const seed = Number(options.seed);
  const mnist = await loadMnist((name) => {
    const zipped = join(dataDir, `${name}.gz`);
    return readFile(existsSync(zipped) ? zipped : join(dataDir, name));
  });
  const started = performance.now();
  await generateDigits({ seed, trainCount: 10_000, testCount: 0 });
  console.log(`10,000 digits drawn in ${Math.round(performance.now() - started)} ms`);
  const generated = await generateDigits({ seed, trainCount: Number(options['train-count']) });
  console.log(`${generated.name}, seed ${seed}: a 784-256-128-10 network trained on these alone`);
  await startWasm();
  const epochs = Number(options.epochs);
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
}

if (options['data-dir'] === undefined) {
  console.error('Say where MNIST is: npx tsx bench/digits.ts --data-dir FOLDER');
  process.exitCode = 2;
} else {
  await main(options['data-dir']);
}
