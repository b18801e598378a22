import { MNIST_FILES } from '../../src/training/data/mnist.ts';

/** One of the four files of MNIST as published (LeCun, Cortes and Burges). */
export interface PublishedFile {
  /** The name without `.gz`. */
  readonly name: string;
  readonly zippedBytes: number;
  /** Of the `.gz` file, in hex. */
  readonly zippedSha256: string;
  /** Of the IDX file inside, in hex: a file that was zipped anew still holds the published bytes. */
  readonly idxSha256: string;
}

/** The published set: training images, training labels, test images, test labels. */
export const publishedFiles: readonly PublishedFile[] = [
  {
    ...MNIST_FILES.trainImages,
    zippedSha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
    idxSha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
  {
    ...MNIST_FILES.trainLabels,
    zippedSha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
    idxSha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  {
    ...MNIST_FILES.testImages,
    zippedSha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
    idxSha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  {
    ...MNIST_FILES.testLabels,
    zippedSha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
    idxSha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
];

/** Where the published files are kept; each address ends in a slash. */
export const mirrors: readonly string[] = [
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
];
