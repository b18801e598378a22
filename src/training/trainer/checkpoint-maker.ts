import { CHECKPOINT_VERSION, type Checkpoint } from '../../common/experiment/checkpoint.ts';
import { checksumOf } from '../../common/lib/checksum.ts';
import { valuesOfArm } from '../engine/arm-values.ts';
import type { Network } from '../engine/network.ts';
import { giveWay } from '../lib/yield-to-event-loop.ts';
import type { RunArms } from './run-arms.ts';
import type { RunOptions } from './run-options.ts';

/** Shortest time between two checkpoints, in milliseconds. */
const EVERY_MS = 5000;
/** Making and storing them may take this share of the time: those of large networks come less often. */
const SHARE = 0.02;

/** Where a run stands, as its own parts tell. */
export type RunMoment = Pick<
  Checkpoint,
  'step' | 'elapsedMs' | 'testedAt' | 'testDue' | 'targetReached' | 'measuredAt' | 'data'
>;

/** Makes checkpoints while a run trains on, one at a time, and knows when it is time for another. */
export class CheckpointMaker {
  readonly #network: Network;
  readonly #arms: RunArms;
  readonly #onCheckpoint: ((checkpoint: Checkpoint) => void) | undefined;
  readonly #everyMs: number;
  readonly #maySave: () => boolean;
  #asked = false;
  /** Whether one is being made, or has not been said to be kept yet. */
  #underWay = false;
  #madeAt = performance.now();
  #makeMs = 0;
  #keepMs = 0;
  #making: Promise<void> = Promise.resolve();

  /** @param onCheckpoint without it none is made */
  constructor(
    network: Network,
    arms: RunArms,
    onCheckpoint: ((checkpoint: Checkpoint) => void) | undefined,
    { saveEveryMs = EVERY_MS, maySave = () => true }: Pick<RunOptions, 'saveEveryMs' | 'maySave'> = {},
  ) {
    this.#everyMs = saveEveryMs;
    this.#maySave = maySave;
    this.#network = network;
    this.#arms = arms;
    this.#onCheckpoint = onCheckpoint;
  }

  /** Asks for one as soon as can be. */
  ask(): void {
    this.#asked = true;
  }

  /** The last one is kept, which took so long; without this no other is made. */
  noteKept(tookMs: number): void {
    this.#keepMs = tookMs;
    this.#underWay = false;
  }

  get isAsked(): boolean {
    return this.#asked;
  }

  get isDue(): boolean {
    if (this.#underWay || this.#onCheckpoint === undefined || !this.#maySave()) return false;
    if (this.#asked || this.#everyMs === 0) return true;
    const pauseMs = Math.max(this.#everyMs, (this.#makeMs + this.#keepMs) / SHARE);
    return performance.now() - this.#madeAt >= pauseMs;
  }

  /**
   * Sends for the numbers of all arms as they are now. Training may go on.
   *
   * @param told settles once all that happened up to the moment has been told
   */
  make(moment: RunMoment, told: Promise<unknown>): void {
    const sentAt = performance.now();
    const { diverged, inForce } = this.#arms;
    const divergedAt = inForce.map((_, arm) => diverged.stepOf(arm));
    const own = inForce.map(({ bn, rate }, arm) => ({ bn, rate, divergedAt: divergedAt[arm] ?? null }));
    const changes = [...this.#arms.changesAhead(moment.step)];
    this.#asked = false;
    this.#underWay = true;
    const reading = this.#network.readArms();
    const sendMs = performance.now() - sentAt;
    this.#making = Promise.all([reading, told]).then(async ([numbers]) => {
      const arrivedAt = performance.now();
      this.#madeAt = arrivedAt;
      // An arm that had broken down without anybody's knowing is still to be looked into and stopped.
      const isNews = divergedAt.some(
        (known, arm) => known === null && (diverged.stepOf(arm) ?? Number.POSITIVE_INFINITY) <= moment.step,
      );
      if (isNews) {
        this.#underWay = false;
        this.#asked = true;
        return;
      }
      const arms: Checkpoint['arms'][number][] = [];
      let checksum: number | undefined;
      let awayMs = 0;
      for (const [index, arm] of own.entries()) {
        const values = valuesOfArm(numbers[index] as (typeof numbers)[number]);
        checksum = checksumOf([values], checksum);
        const { normUpdates = 0, updates = 0 } = numbers[index] ?? {};
        arms.push({ ...arm, updates, normUpdates, values });
        awayMs += await giveWay();
      }
      this.#makeMs = sendMs + performance.now() - arrivedAt - awayMs;
      this.#onCheckpoint?.({
        ...moment,
        version: CHECKPOINT_VERSION,
        arms,
        changes,
        checksum: checksum ?? checksumOf([]),
      });
    });
    // A run whose device has failed tells so itself.
    this.#making.catch(() => undefined);
  }

  /** Waits until the one that is being made has been told. */
  settle(): Promise<void> {
    return this.#making.catch(() => undefined);
  }
}
