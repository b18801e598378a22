import type { TrainRows } from '../../common/experiment/metrics.ts';
import type { Network } from '../engine/network.ts';

/** The metrics of so many milliseconds of training are read in one go: often enough for the eye, and for a pause. */
const READ_MS = 50;
const MOST_STEPS = 16;

/** Reads the metrics of training steps off the device, some steps at a time, and never waits for the newest. */
export class MetricsReader {
  readonly #network: Network;
  readonly #onRows: (rows: TrainRows) => void;
  #sentUpTo = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(network: Network, onRows: (rows: TrainRows) => void) {
    this.#network = network;
    this.#onRows = onRows;
  }

  /** Whether the steps up to `step` are enough for a read. On a slow device one is: more would queue up there. */
  isDue(step: number, stepsPerSecond: number): boolean {
    const steps = Math.floor((stepsPerSecond * READ_MS) / 1000);
    return step - this.#sentUpTo >= Math.min(MOST_STEPS, Math.max(1, steps));
  }

  /** Sends for the metrics of the steps up to `step`, and waits for those sent for before: the device is never more than one read behind. */
  async send(step: number): Promise<void> {
    const before = this.#reading;
    const firstStep = this.#sentUpTo + 1;
    this.#sentUpTo = step;
    const rows = this.#network.readMetrics();
    this.#reading = Promise.all([rows, before]).then(([metrics]) => this.#onRows({ firstStep, ...metrics }));
    // Whoever waits for it next is told of a failure.
    this.#reading.catch(() => undefined);
    await before;
  }

  /** Takes it that the steps up to `step` were read before. */
  restore(step: number): void {
    this.#sentUpTo = step;
  }

  /** Waits until all that was sent for is here. */
  settle(): Promise<void> {
    return this.#reading;
  }
}
