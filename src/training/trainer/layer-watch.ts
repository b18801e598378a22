import type { LayerSnapshot } from '../../common/experiment/layer-snapshot.ts';
import type { Network } from '../engine/network.ts';
import type { NetworkShape } from '../engine/network-shape.ts';
import { takeSnapshot } from '../engine/probes.ts';
import { giveWay } from '../lib/yield-to-event-loop.ts';

/** Shortest time between two looks inside the layers: ten a second are all that eyes can use. */
const LOOK_MS = 100;
/** The work of looks may take this share of the time, which costs about 5 % of the steps; on a slow machine there are fewer of them. */
const LOOK_SHARE = 0.035;

/** Looks inside the layers of a network, and knows when it is time for another look. Training goes on meanwhile. */
export class LayerWatch {
  readonly #network: Network;
  readonly #shape: NetworkShape;
  readonly #onSnapshot: (snapshot: LayerSnapshot) => void;
  #looking: Promise<void> = Promise.resolve();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #underWay = 0;
  /** Time at work for the last look, in milliseconds; what it waited for the device does not count. */
  #lookMs = 0;

  /** @param onSnapshot told what was seen, in the order of the looks */
  constructor(network: Network, shape: NetworkShape, onSnapshot: (snapshot: LayerSnapshot) => void) {
    this.#network = network;
    this.#shape = shape;
    this.#onSnapshot = onSnapshot;
  }

  get hasLooked(): boolean {
    return this.#lookedAt > Number.NEGATIVE_INFINITY;
  }

  isDue(): boolean {
    const pauseMs = Math.max(LOOK_MS, this.#lookMs / LOOK_SHARE);
    return this.#underWay === 0 && performance.now() - this.#lookedAt >= pauseMs;
  }

  /**
   * Sends for what the network last kept of its layers, at `step`, and summarises it when it is here.
   *
   * @param landmark whether the snapshot is kept however long the run
   */
  look(step: number, landmark: boolean): void {
    const sentAt = performance.now();
    this.#lookedAt = sentAt;
    this.#underWay += 1;
    const reading = this.#network.readLayers();
    const sendMs = performance.now() - sentAt;
    this.#looking = Promise.all([reading, this.#looking]).then(async ([layers]) => {
      const arrivedAt = performance.now();
      let awayMs = 0;
      const breathe = async () => {
        awayMs += await giveWay();
      };
      const snapshot = await takeSnapshot(layers, this.#shape, { step, landmark }, breathe);
      this.#underWay -= 1;
      this.#onSnapshot(snapshot);
      this.#lookMs = sendMs + performance.now() - arrivedAt - awayMs;
    });
    // Whoever waits for it is told of a failure.
    this.#looking.catch(() => undefined);
  }

  /** Waits until all that was looked at has been told. */
  settle(): Promise<void> {
    return this.#looking;
  }
}
