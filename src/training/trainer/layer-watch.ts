import type { LayerSnapshot } from '../../common/experiment/metrics.ts';
import type { Network } from '../engine/network.ts';
import { summariseLayer } from '../engine/probes.ts';

/** Shortest time between two looks inside the layers: ten a second are all that eyes can use. */
const LOOK_MS = 100;
/** The work of looks may take this share of the time, which costs about 5 % of the steps; on a slow machine there are fewer of them. */
const LOOK_SHARE = 0.035;

/** Looks inside the layers of a network, and knows when it is time for another look. Training goes on meanwhile. */
export class LayerWatch {
  readonly #network: Network;
  readonly #units: number;
  readonly #onSnapshot: (snapshot: LayerSnapshot, recorded: boolean) => void;
  #looking: Promise<void> = Promise.resolve();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #underWay = 0;
  /** Time at work for the last look, in milliseconds; what it waited for the device does not count. */
  #lookMs = 0;

  /** @param onSnapshot told what was seen, in the order of the looks */
  constructor(
    network: Network,
    units: number,
    onSnapshot: (snapshot: LayerSnapshot, recorded: boolean) => void,
  ) {
    this.#network = network;
    this.#units = units;
    this.#onSnapshot = onSnapshot;
  }

  get hasLooked(): boolean {
    return this.#lookedAt > Number.NEGATIVE_INFINITY;
  }

  isDue(): boolean {
    const pauseMs = Math.max(LOOK_MS, this.#lookMs / LOOK_SHARE);
    return this.#underWay === 0 && performance.now() - this.#lookedAt >= pauseMs;
  }

  /** Sends for the activations that the network last captured, at `step`, and summarises them when they are here. */
  look(step: number, recorded: boolean): void {
    const sentAt = performance.now();
    this.#lookedAt = sentAt;
    this.#underWay += 1;
    const reading = this.#network.readActivations();
    const sendMs = performance.now() - sentAt;
    this.#looking = Promise.all([reading, this.#looking]).then(([layers]) => {
      const arrivedAt = performance.now();
      this.#underWay -= 1;
      this.#onSnapshot({ step, arms: this.#summarise(layers) }, recorded);
      this.#lookMs = sendMs + performance.now() - arrivedAt;
    });
    // Whoever waits for it is told of a failure.
    this.#looking.catch(() => undefined);
  }

  /** Waits until all that was looked at has been told. */
  settle(): Promise<void> {
    return this.#looking;
  }

  #summarise(layers: readonly (Float32Array | null)[][]): LayerSnapshot['arms'] {
    const summaries = layers.map((values, index) => summariseLayer(values, this.#units, index + 1));
    return (layers[0] ?? []).map((_, arm) =>
      summaries.map((layer) => layer[arm] ?? null).filter((summary) => summary !== null),
    );
  }
}
