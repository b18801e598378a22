import { tinyData } from './train-tiny.ts';

/** A file as a browser hands it over, with IDX images of 28x28. */
export const idxFile = (name: string, pixels: Uint8Array): File =>
  new File([header([0x803, pixels.length / 784, 28, 28]), pixels.slice()], name);

export const idxLabels = (name: string, labels: Uint8Array): File =>
  new File([header([0x801, labels.length]), labels.slice()], name);

function header(words: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [index, word] of words.entries()) view.setUint32(index * 4, word);
  return bytes;
}

const { test, train } = tinyData;
/** The tiny digits as a person's four files. */
export const tinyFiles: readonly File[] = [
  idxFile('train-images', train.images),
  idxLabels('train-labels', train.labels),
  idxFile('t10k-images', test.images),
  idxLabels('t10k-labels', test.labels),
];
