import type { SettingValue } from '../../common/experiment/settings.ts';
import type { ChosenFile } from '../../common/protocol/commands.ts';
import type { DataSummary } from '../../common/protocol/events.ts';
import { sampleDigits } from '../data/batches.ts';
import { hashOfData } from '../data/data-hash.ts';
import type { Dataset } from '../data/dataset.ts';
import { fetchMnist } from '../data/fetch-mnist.ts';
import { generateGaussian } from '../data/gaussian/generate-gaussian.ts';
import { generateDigits } from '../data/generated/generate-digits.ts';
import { fromBrowserFile, loadUserFiles } from '../data/user-files.ts';

/** Told while data are made ready: what goes on, and how far it is. */
export type DataProgress = (label: string, done: number, total: number) => void;

/** Seed of the generated digits and of Gaussian noise: the same for all experiments, as MNIST is. */
export const DIGITS_SEED = 1;
/** Seed of the split of a single pair of files, likewise. */
const SPLIT_SEED = 1;

/**
 * Makes a data set ready.
 *
 * @param pageUrl where the page is served, ending in a slash
 * @throws DataError with a sentence for people
 */
export function loadData(
  data: SettingValue<'data'>,
  files: readonly ChosenFile[],
  pageUrl: string,
  onProgress: DataProgress,
): Promise<Dataset> {
  switch (data) {
    case 'mnist':
      return fetchMnist(pageUrl, (done, total) => onProgress('Loading MNIST', done, total));
    case 'generated':
      return generateDigits({
        seed: DIGITS_SEED,
        onProgress: (done, total) => onProgress('Drawing digits', done, total),
      });
    case 'gaussian':
      return Promise.resolve(generateGaussian({ seed: DIGITS_SEED }));
    case 'files':
      onProgress('Reading your files', 0, 1);
      return loadUserFiles(files.map(fromBrowserFile), SPLIT_SEED);
  }
}

/** What the page shows of a data set. */
export function summariseData(data: Dataset): DataSummary {
  const { source, name, note, train, test } = data;
  const samples = sampleDigits(train, 2);
  return {
    source,
    name,
    note,
    trainCount: train.count,
    testCount: test.count,
    hash: hashOfData(data),
    sampleImages: new Uint8Array(samples.images),
    sampleLabels: new Uint8Array(samples.labels),
  };
}
