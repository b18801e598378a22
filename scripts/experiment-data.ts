import { readFile } from 'node:fs/promises';
import type { ExperimentConfig } from '../src/common/experiment/config.ts';
import type { Dataset } from '../src/training/data/dataset.ts';
import { generateGaussian } from '../src/training/data/gaussian/generate-gaussian.ts';
import { generateDigits } from '../src/training/data/generated/generate-digits.ts';
import { loadMnist } from '../src/training/data/mnist.ts';
import { DIGITS_SEED } from '../src/training/trainer/data-source.ts';
import { CommandError } from './command-error.ts';
import { readFolder } from './mnist/folder.ts';
import { obtainMnist } from './mnist/mnist.ts';
import type { MnistSet } from './mnist/mnist-set.ts';

/**
 * The data of an experiment on the command line.
 *
 * @param dataDir a folder with MNIST's four files, or others of their kind; null for the downloaded ones
 * @throws CommandError when they cannot be had: no other data take their place unasked
 */
export async function experimentData(
  data: ExperimentConfig['data'],
  dataDir: string | null,
): Promise<Dataset> {
  if (dataDir !== null) return readSet(await readFolder(dataDir, '--data-dir'));
  switch (data) {
    case 'generated':
      return generateDigits({ seed: DIGITS_SEED });
    case 'gaussian':
      return generateGaussian({ seed: DIGITS_SEED });
    case 'files':
      throw new CommandError('data: “files” needs --data-dir DIR, the folder they are in.', 2);
    case 'mnist': {
      const set = await obtainMnist();
      if (set !== null) return readSet(set);
      throw new CommandError('There is no MNIST here: use --data generated, or --data-dir DIR.');
    }
  }
}

async function readSet({ manifest, paths }: MnistSet): Promise<Dataset> {
  const dataset = await loadMnist((name) => {
    const path = paths.get(`${name}.gz`) ?? paths.get(name);
    if (path === undefined) throw new CommandError(`${name} is missing.`);
    return readFile(path);
  });
  return { ...dataset, note: manifest.note };
}
