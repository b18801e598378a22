import { SNAPSHOT_BYTES } from '../../src/common/experiment/snapshots.ts';
import type { Sample } from './sample.ts';

export const MEGABYTE = 2 ** 20;

/** Something that must stay flat. */
export interface Quantity {
  readonly key: string;
  readonly label: string;
  /** Empty for a plain number. */
  readonly unit: '' | 'MB' | 'ms' | 'steps/s';
  /** In the unit; null where it was not read. */
  of(sample: Sample): number | null;
  /** The way in which it must not go. */
  readonly badWay: 'up' | 'down';
  /** It may move by this share of its median while it is watched, or by `least`, in the unit, where that is more. */
  readonly share: number;
  readonly least: number;
  /** How much more it may grow because the page is meant to keep more, in the unit. */
  byDesign(watched: readonly Sample[], arms: number): number;
  /** It must never be more, whatever its trend; null where the trend decides. */
  readonly most: number | null;
  /** Why these limits. */
  readonly reason: string;
  /** Why it may not have been read. */
  readonly absent: string;
}

const megabytes = (bytes: number | null): number | null => (bytes === null ? null : bytes / MEGABYTE);
const nothing = (): number => 0;

/** Step, loss and accuracy of each step, in double precision, in arrays that double: up to twice what is in them. */
const CURVE_BYTES = 3 * 8 * 2;

/** Curves of the longest run, in megabytes. */
function curves(watched: readonly Sample[], arms: number): number {
  return (Math.max(0, ...watched.map(({ step }) => step)) * arms * CURVE_BYTES) / MEGABYTE;
}

/** What looks may yet fill, in megabytes. */
const looksToCome = (watched: readonly Sample[]): number =>
  (SNAPSHOT_BYTES - (watched[0]?.looksBytes ?? 0)) / MEGABYTE;

/** What looks came to at most while they were watched, in megabytes. */
const mostLooks = (watched: readonly Sample[]): number =>
  Math.max(0, ...watched.map(({ looksBytes }) => looksBytes ?? 0)) / MEGABYTE;

/** The share of what looks came to while they were watched that their objects may take, in megabytes. */
const objectsOfLooks = (watched: readonly Sample[]): number =>
  0.3 * (mostLooks(watched) - (watched[0]?.looksBytes ?? 0) / MEGABYTE);

/** Runs begun while it was watched, each of which is kept. */
const runsBegun = (watched: readonly Sample[]): number => (watched.at(-1)?.run ?? 1) - (watched[0]?.run ?? 1);

const device = 'the page does not tell it (no data-device-tensors).';
const usual = { badWay: 'up', byDesign: nothing, most: null } as const;

/** Everything that is watched, with its limits. */
export const quantities: readonly Quantity[] = [
  {
    ...usual,
    key: 'tensors',
    label: 'Tensors on the device',
    unit: '',
    of: ({ tensors }) => tensors,
    share: 0.02,
    least: 2,
    reason: 'A step gives back all that it takes; only a test or a look under way holds a few more.',
    absent: device,
  },
  {
    ...usual,
    key: 'deviceBytes',
    label: 'Memory on the device',
    unit: 'MB',
    of: ({ deviceBytes }) => megabytes(deviceBytes),
    share: 0.02,
    least: 1,
    reason: 'As with tensors: what a step takes it gives back.',
    absent: device,
  },
  {
    ...usual,
    key: 'workerBytes',
    label: 'Worker: objects and arrays',
    unit: 'MB',
    of: ({ workerBytes }) => megabytes(workerBytes),
    share: 0.05,
    least: 5,
    reason:
      'Data, weights and buffers are there from the start; what waits to be told to the page is bounded.',
    absent: 'the browser does not tell it.',
  },
  {
    ...usual,
    key: 'heapBytes',
    label: 'Page: objects (JavaScript heap)',
    unit: 'MB',
    of: ({ heapBytes }) => megabytes(heapBytes),
    byDesign: objectsOfLooks,
    share: 0.1,
    least: 3,
    reason:
      'Each look has some objects, until as many are kept as may be; besides them only compiled code comes.',
    absent: 'the browser does not tell it.',
  },
  {
    ...usual,
    key: 'pageBytes',
    label: 'Page: objects and arrays, less looks',
    unit: 'MB',
    of: ({ looksBytes, pageBytes }) => (pageBytes === null ? null : megabytes(pageBytes - (looksBytes ?? 0))),
    byDesign: (watched, arms) => objectsOfLooks(watched) + curves(watched, arms),
    share: 0.1,
    least: 5,
    reason: 'Looks are bounded by themselves; curves take 48 bytes a step and network at most.',
    absent: 'the browser does not tell it.',
  },
  {
    ...usual,
    key: 'memoryBytes',
    label: 'Page and workers, less looks',
    unit: 'MB',
    of: ({ memoryBytes, memoryLooksBytes }) =>
      memoryBytes === null ? null : megabytes(memoryBytes - (memoryLooksBytes ?? 0)),
    byDesign: (watched, arms) => objectsOfLooks(watched) + curves(watched, arms),
    share: 0.1,
    least: 5,
    reason: 'All of it by the browser’s own measurement, which also counts what is drawn.',
    absent: 'the browser does not measure it.',
  },
  {
    ...usual,
    key: 'looksBytes',
    label: 'Looks inside the layers',
    unit: 'MB',
    of: ({ looksBytes }) => megabytes(looksBytes),
    share: 0,
    least: 0,
    most: SNAPSHOT_BYTES / MEGABYTE,
    reason: 'They fill up to their bound, then they are thinned out.',
    absent: 'the page does not tell it.',
  },
  {
    ...usual,
    key: 'residentBytes',
    label: 'Browser processes',
    unit: 'MB',
    of: ({ residentBytes }) => megabytes(residentBytes),
    byDesign: (watched, arms) => looksToCome(watched) + curves(watched, arms),
    share: 0.15,
    least: 40,
    reason: 'What is freed is not given back to the system at once; looks and curves are in it.',
    absent: 'only Linux tells it.',
  },
  {
    ...usual,
    key: 'storeBytes',
    label: 'IndexedDB',
    unit: 'MB',
    of: ({ storeBytes }) => megabytes(storeBytes),
    byDesign: (watched, arms) =>
      looksToCome(watched) +
      curves(watched, arms) +
      runsBegun(watched) * (mostLooks(watched) + curves(watched, arms)),
    share: 0.25,
    least: 10,
    reason:
      'Each run that is begun may be kept, with its looks and curves; what is overwritten is cleared away later.',
    absent: 'the browser does not tell it.',
  },
  {
    ...usual,
    key: 'frameMs',
    label: 'Frame time, median',
    unit: 'ms',
    of: ({ frameMs }) => frameMs,
    share: 0.5,
    least: 17,
    reason: 'One frame of 60 a second, or half as much again: what else the machine does moves it.',
    absent: 'no frame was drawn.',
  },
  {
    ...usual,
    key: 'frame95Ms',
    label: 'Frame time, 95th percentile',
    unit: 'ms',
    of: ({ frame95Ms }) => frame95Ms,
    share: 0.5,
    least: 50,
    reason: 'Three frames, or half as much again: what else the machine does moves it.',
    absent: 'no frame was drawn.',
  },
  {
    ...usual,
    key: 'stepsPerSecond',
    label: 'Training speed',
    unit: 'steps/s',
    of: ({ stepsPerSecond }) => stepsPerSecond,
    badWay: 'down',
    share: 0.5,
    least: 1,
    reason:
      'A page that slows down as it fills would lose more than half; what else the machine does takes less.',
    absent: 'no step was counted.',
  },
];
