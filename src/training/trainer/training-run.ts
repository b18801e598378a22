import { changedArm } from '../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import type { TrainRows } from '../../common/experiment/metrics.ts';
import { nextTestStep } from '../../common/experiment/test-schedule.ts';
import { type BatchOrder, createBatchOrder } from '../data/batches.ts';
import { binarised } from '../data/binarise.ts';
import type { Dataset } from '../data/dataset.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import type { Scores } from '../engine/evaluate.ts';
import { createNetwork, type Network } from '../engine/network.ts';
import type { PrepareProgress } from '../engine/operations.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import { LayerWatch } from './layer-watch.ts';
import { MetricsReader } from './metrics-reader.ts';
import { Stopwatch } from './stopwatch.ts';
import { TelemetryBuffer } from './telemetry-buffer.ts';
import { TestsInTurns } from './tests-in-turns.ts';

/** Why a run is over: it has done its steps, reached its target, or has no arm left. */
export type EndReason = 'steps' | 'target' | 'all-diverged';

/** Longest time at work before messages are heard, in milliseconds. */
const BREATH_MS = 20;

/** What a run tells while it trains. */
export interface RunListener {
  /** There may be new telemetry to take. Called often. */
  onProgress(): void;
  /** What it does from now on. When it stops is told by the promise of `train`. */
  onState(state: 'training' | 'testing'): void;
}

/** What the loop is told to do: it reads both before every step. */
interface Orders {
  pause: boolean;
  /** Steps still to be made. */
  left: number;
}

/** One experiment in training: its networks, its place in the data, and what is due. Runs in a worker and in Node alike. */
export class TrainingRun {
  readonly telemetry = new TelemetryBuffer();
  readonly #config: ExperimentConfig;
  readonly #listener: RunListener;
  readonly #network: Network;
  readonly #watch: LayerWatch;
  readonly #metrics: MetricsReader;
  readonly #tests: TestsInTurns;
  readonly #batches: BatchOrder;
  /** The batch last taken, by its places in the training set. */
  #batch: Uint32Array = new Uint32Array(0);
  readonly #stopwatch = new Stopwatch();
  /** The arms as they are now. */
  readonly #arms: ArmConfig[];
  readonly #frozen: boolean[];
  /** Arms found to have diverged, which are still to be stopped. */
  #toFreeze: number[] = [];
  #planned: readonly ArmChange[];
  #asked: ArmChange[] = [];
  #end: { steps: number; target: number };
  #step = 0;
  #testDue = false;
  #targetReached = false;
  #orders: Orders = { pause: true, left: 0 };
  #training: Promise<EndReason | null> = Promise.resolve(null);

  /** The backend must be in force already; see `chooseBackend`. */
  constructor(config: ExperimentConfig, images: Dataset, backend: BackendName, listener: RunListener) {
    const data = config.pixels === 'binary' ? binarised(images) : images;
    this.#config = config;
    this.#listener = listener;
    this.#network = createNetwork(config, config.arms, backend, data.train);
    this.#watch = new LayerWatch(this.#network, config, (snapshot) => this.telemetry.addSnapshot(snapshot));
    this.#metrics = new MetricsReader(this.#network, (rows) => {
      this.telemetry.addTrain(rows);
      this.#noteDivergence(rows);
    });
    this.#tests = new TestsInTurns(this.#network, data.test, (step, scores) =>
      this.#noteScores(step, scores),
    );
    this.#batches = createBatchOrder(data.train.count, config.batch, config.seed);
    this.#arms = [...config.arms];
    this.#frozen = config.arms.map(() => false);
    this.#planned = config.changes;
    this.#end = { steps: config.steps, target: config.target };
  }

  get position(): { step: number; elapsedMs: number; stepsPerSecond: number } {
    const { elapsedMs, stepsPerSecond } = this.#stopwatch;
    return { step: this.#step, elapsedMs, stepsPerSecond };
  }

  /** Makes ready what training runs, e.g. compiles programs. */
  prepare(onProgress?: PrepareProgress): Promise<void> {
    return this.#network.prepare(onProgress);
  }

  /** Asks for a change, which is made before the next training step. A later one of the same kind takes its place. */
  change(change: ArmChange): void {
    this.#asked = this.#asked.filter(({ kind, arm }) => kind !== change.kind || arm !== change.arm);
    this.#asked.push(change);
  }

  /** Sets when the run ends. */
  setEnd(end: { steps: number; target: number }): void {
    if (end.target !== this.#end.target) this.#targetReached = false;
    this.#end = end;
  }

  /** Pauses what `train` was last asked for. */
  pause(): void {
    this.#orders.pause = true;
  }

  /**
   * Trains until the run ends, is paused, or has made `limit` steps. Steps asked for while others are still to be made come on
   * top of them; anything else that was asked for before is paused first.
   *
   * @returns why the run is over, or null when it can go on
   */
  train(limit = Number.POSITIVE_INFINITY): Promise<EndReason | null> {
    const underWay = this.#orders;
    if (!underWay.pause && Number.isFinite(limit) && Number.isFinite(underWay.left) && underWay.left > 0) {
      underWay.left += limit;
      return this.#training;
    }
    this.pause();
    const orders = { pause: false, left: limit };
    this.#orders = orders;
    const training = this.#training.catch(() => null).then(() => this.#loop(orders));
    this.#training = training;
    return training;
  }

  /** Stops, and frees all that the run holds on the device. */
  async dispose(): Promise<void> {
    this.pause();
    await this.#training.catch(() => null);
    await this.#tests.giveUp();
    await this.#watch.settle().catch(() => null);
    await this.#metrics.settle().catch(() => null);
    this.#network.dispose();
  }

  async #loop(orders: Orders): Promise<EndReason | null> {
    this.#stopwatch.start();
    this.#listener.onState('training');
    try {
      let breathedAt = performance.now();
      while (!orders.pause) {
        await this.#stopDiverged();
        // The first weights are tested beside the first steps, which need not wait for it.
        if (this.#tests.begunAt < 0) this.#begin();
        if (this.#testDue && !(await this.#test(orders))) break;
        const reason = this.#endReason();
        this.#testDue = reason === 'steps' && this.#tests.begunAt !== this.#step;
        if (this.#testDue) continue;
        if (reason !== null) {
          await this.#finishTests(orders);
          return reason;
        }
        if (orders.left <= 0) break;
        await this.#trainOnce();
        orders.left -= 1;
        await this.#tests.giveTurn();
        this.#listener.onProgress();
        if (performance.now() - breathedAt > BREATH_MS) {
          await yieldToEventLoop();
          breathedAt = performance.now();
        }
      }
      await this.#finishTests(orders);
      return null;
    } finally {
      await this.#metrics.send(this.#step);
      await this.#metrics.settle();
      await this.#watch.settle();
      await this.#stopDiverged();
      this.#stopwatch.stop();
    }
  }

  #endReason(): EndReason | null {
    if (this.#frozen.every(Boolean)) return 'all-diverged';
    if (this.#targetReached) return 'target';
    return this.#step >= this.#end.steps ? 'steps' : null;
  }

  async #trainOnce(): Promise<void> {
    const startedAt = performance.now();
    await this.#applyChanges();
    const step = this.#step + 1;
    this.#testDue = step === nextTestStep(this.#step, this.#config.evalEvery) || step === this.#end.steps;
    const looks = this.#testDue || this.#watch.isDue();
    this.#network.step(this.#nextBatch(), looks);
    this.#step = step;
    if (looks) this.#watch.look(step, false);
    if (looks || this.#metrics.isDue(step, this.#stopwatch.stepsPerSecond)) await this.#metrics.send(step);
    this.#stopwatch.addTraining(performance.now() - startedAt, step);
  }

  #nextBatch(): Uint32Array {
    this.#batch = this.#batches.next();
    return this.#batch;
  }

  async #applyChanges(): Promise<void> {
    const due = this.#planned.filter(({ step }) => step <= this.#step);
    this.#planned = this.#planned.slice(due.length);
    const changes = [...due, ...this.#asked];
    this.#asked = [];
    for (const change of changes) {
      const arm = this.#arms[change.arm] as ArmConfig;
      const changed = changedArm(arm, change);
      const isNews = changed.bn !== arm.bn || changed.rate !== arm.rate;
      if (!isNews || this.#frozen[change.arm]) continue;
      this.#arms[change.arm] = changed;
      if (change.kind === 'bn') await this.#network.setBatchNorm(change.arm, change.on);
      else this.#network.setRate(change.arm, change.rate);
      this.telemetry.addChange({ ...change, step: this.#step });
    }
  }

  #noteDivergence({ firstStep, loss }: TrainRows): void {
    const arms = this.#frozen.length;
    for (const [index, value] of loss.entries()) {
      if (!Number.isFinite(value)) this.#diverge(index % arms, firstStep + Math.floor(index / arms));
    }
  }

  #diverge(arm: number, step: number): void {
    if (this.#frozen[arm]) return;
    this.#frozen[arm] = true;
    this.#toFreeze.push(arm);
    this.telemetry.addDivergence({ arm, step });
  }

  /** Stops the arms that have diverged, after one look at what is in their layers now. */
  async #stopDiverged(): Promise<void> {
    if (this.#toFreeze.length === 0) return;
    const arms = this.#toFreeze;
    this.#toFreeze = [];
    this.#network.look(this.#batch);
    this.#watch.look(this.#step, true);
    await this.#watch.settle();
    for (const arm of arms) this.#network.freeze(arm);
  }

  /** A look at the first weights, on the first batch, and the beginning of their test. */
  #begin(): void {
    this.#network.look(this.#nextBatch());
    this.#batches.seek(0);
    this.#watch.look(0, true);
    this.#tests.begin(0);
  }

  /** Tests all arms, once all tests before are done. @returns false when a pause came in between; it then goes on later */
  async #test(orders: Orders): Promise<boolean> {
    if (!(await this.#finishTests(orders))) return false;
    this.#tests.begin(this.#step);
    return this.#finishTests(orders);
  }

  async #finishTests(orders: Orders): Promise<boolean> {
    if (!this.#tests.isUnderWay) return true;
    this.#listener.onState('testing');
    const isDone = await this.#tests.finish(() => {
      this.#listener.onProgress();
      return !orders.pause;
    });
    if (isDone) this.#listener.onState('training');
    return isDone;
  }

  #noteScores(step: number, scores: Scores): void {
    this.telemetry.addTest({ step, ...scores });
    for (const [arm, loss] of scores.loss.entries()) {
      if (!Number.isFinite(loss)) this.#diverge(arm, this.#step + 1);
    }
    const { target } = this.#end;
    this.#targetReached =
      target > 0 && scores.accuracy.every((accuracy, arm) => this.#frozen[arm] || accuracy >= target / 100);
    this.#listener.onProgress();
  }
}
