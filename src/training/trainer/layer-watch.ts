import type { LayerSnapshot } from '../../common/experiment/metrics.ts';
import type { Network } from '../engine/network.ts';
import { summariseLayer } from '../engine/probes.ts';

/** Shortest time between two looks inside the layers: ten a second are all that eyes can use. */
const LOOK_MS = 100;
/** A look may cost this share of the time; on a slow machine there are fewer of them. */
const LOOK_SHARE = 0.05;

/** Looks inside the layers of a network, and knows when it is time for another look. */
export class LayerWatch {
  readonly #network: Network;
  readonly #units: number;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #lookMs = 0;

  constructor(network: Network, units: number) {
    this.#network = network;
    this.#units = units;
  }

  get hasLooked(): boolean {
    return this.#lookedAt > Number.NEGATIVE_INFINITY;
  }

  isDue(): boolean {
    return performance.now() - this.#lookedAt >= Math.max(LOOK_MS, this.#lookMs / LOOK_SHARE);
  }

  /** Summaries of the activations that the network last captured. */
  async look(step: number): Promise<LayerSnapshot> {
    const startedAt = performance.now();
    const layers = await this.#network.readActivations();
    const summaries = layers.map((values, index) => summariseLayer(values, this.#units, index + 1));
    const arms = (layers[0] ?? []).map((_, arm) =>
      summaries.map((layer) => layer[arm] ?? null).filter((summary) => summary !== null),
    );
    this.#lookedAt = performance.now();
    this.#lookMs = this.#lookedAt - startedAt;
    return { step, arms };
  }
}
