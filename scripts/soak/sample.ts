/** What was read off the page, the browser and the system at one time; null for what could not be read. */
export interface Sample {
  /** Since the first step, in milliseconds. */
  readonly atMs: number;
  /** Which run it is, from 1. */
  readonly run: number;
  /** Training steps of this run. */
  readonly step: number;
  /** Training steps of all runs. */
  readonly steps: number;
  /** Since the sample before. */
  readonly stepsPerSecond: number | null;
  /** Tensors that the engine holds on its device. */
  readonly tensors: number | null;
  readonly deviceBytes: number | null;
  /** JavaScript objects of the page, after the garbage was collected. */
  readonly heapBytes: number | null;
  /** The same with what typed arrays hold. */
  readonly pageBytes: number | null;
  /** Objects and typed arrays of the workers. */
  readonly workerBytes: number | null;
  /** Page and workers together, by the browser's own measurement. */
  readonly memoryBytes: number | null;
  /** Looks that were kept when that was asked for. */
  readonly memoryLooksBytes: number | null;
  /** Looks inside the layers that the page keeps, by its own words. */
  readonly looksBytes: number | null;
  /** Memory that the system gives to the browser's processes of pages and GPU. */
  readonly residentBytes: number | null;
  readonly storeBytes: number | null;
  /** Time between two frames over a few seconds: the middle one, and the one that 95 in 100 stay below. */
  readonly frameMs: number | null;
  readonly frame95Ms: number | null;
}
