import { type ArmChange, type ExperimentConfig, PIXELS } from '../../common/experiment/config.ts';
import type { LayerSnapshot } from '../../common/experiment/metrics.ts';
import { nextTestStep } from '../../common/experiment/test-schedule.ts';
import { type BatchOrder, createBatchOrder, gatherBatch, gatherLabels } from '../data/batches.ts';
import type { Dataset } from '../data/dataset.ts';
import { yieldToEventLoop } from '../data/yield-to-event-loop.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import { createNetwork, type Network } from '../engine/network.ts';
import type { Batch } from '../engine/operations.ts';
import { summariseLayer } from '../engine/probes.ts';
import { Stopwatch } from './stopwatch.ts';
import { TelemetryBuffer } from './telemetry-buffer.ts';

/** Why a run is over: it has done its steps, reached its target, or has no arm left. */
export type EndReason = 'steps' | 'target' | 'all-diverged';

/** Training steps whose metrics are read off the device in one go. */
const STEPS_PER_READ = 8;
/** Longest time at work before messages are heard, in milliseconds. */
const BREATH_MS = 20;
/** Shortest time between two looks inside the layers: ten a second are all that eyes can use. */
const LOOK_MS = 100;
/** A look may cost this share of the time; on a slow machine there are fewer of them. */
const LOOK_SHARE = 0.05;

/** What a run tells while it trains. */
export interface RunListener {
  /** There may be new telemetry to take. Called often. */
  onProgress(): void;
  /** What it does from now on. When it stops is told by the promise of `train`. */
  onState(state: 'training' | 'testing'): void;
}

/** One experiment in training: its networks, its place in the data, and what is due. Runs in a worker and in Node alike. */
export class TrainingRun {
  readonly telemetry = new TelemetryBuffer();
  readonly #config: ExperimentConfig;
  readonly #data: Dataset;
  readonly #listener: RunListener;
  readonly #network: Network;
  readonly #batches: BatchOrder;
  readonly #pixels: Float32Array;
  readonly #labels: Uint8Array;
  readonly #stopwatch = new Stopwatch();
  readonly #frozen: boolean[];
  #planned: readonly ArmChange[];
  #asked: ArmChange[] = [];
  #end: { steps: number; target: number };
  #step = 0;
  #readSteps = 0;
  #reading: Promise<void> = Promise.resolve();
  #testDue = true;
  #targetReached = false;
  #orders = { pause: false };
  #training: Promise<unknown> = Promise.resolve();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #lookMs = 0;

  /** The backend must be in force already; see `chooseBackend`. */
  constructor(config: ExperimentConfig, data: Dataset, backend: BackendName, listener: RunListener) {
    this.#config = config;
    this.#data = data;
    this.#listener = listener;
    this.#network = createNetwork(config, config.arms, backend);
    this.#batches = createBatchOrder(data.train.count, config.batch, config.seed);
    this.#pixels = new Float32Array(config.batch * PIXELS);
    this.#labels = new Uint8Array(config.batch);
    this.#frozen = config.arms.map(() => false);
    this.#planned = config.changes;
    this.#end = { steps: config.steps, target: config.target };
  }

  get position(): { step: number; elapsedMs: number; stepsPerSecond: number } {
    const { elapsedMs, stepsPerSecond } = this.#stopwatch;
    return { step: this.#step, elapsedMs, stepsPerSecond };
  }

  /** Makes ready what training runs, e.g. compiles programs. */
  prepare(): Promise<void> {
    return this.#network.prepare();
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
   * Trains until the run ends, is paused, or has made `limit` steps. What was asked for before is paused first.
   *
   * @returns why the run is over, or null when it can go on
   */
  train(limit = Number.POSITIVE_INFINITY): Promise<EndReason | null> {
    this.pause();
    const orders = { pause: false };
    this.#orders = orders;
    const training = this.#training.catch(() => null).then(() => this.#loop(limit, orders));
    this.#training = training;
    return training;
  }

  /** Stops, and frees all that the run holds on the device. */
  async dispose(): Promise<void> {
    this.pause();
    await this.#training.catch(() => null);
    await this.#reading.catch(() => null);
    this.#network.dispose();
  }

  async #loop(limit: number, orders: { readonly pause: boolean }): Promise<EndReason | null> {
    this.#stopwatch.start();
    this.#listener.onState('training');
    try {
      let breathedAt = performance.now();
      for (let left = limit; !orders.pause; ) {
        if (this.#testDue && !(await this.#test(orders))) break;
        const reason = this.#endReason();
        if (reason !== null) return reason;
        if (left-- <= 0) break;
        await this.#trainOnce();
        this.#listener.onProgress();
        if (performance.now() - breathedAt > BREATH_MS) {
          await yieldToEventLoop();
          breathedAt = performance.now();
        }
      }
      return null;
    } finally {
      await this.#readMetrics(true);
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
    const lookDue = startedAt - this.#lookedAt >= Math.max(LOOK_MS, this.#lookMs / LOOK_SHARE);
    const capture = this.#testDue || lookDue;
    this.#network.step(this.#nextBatch(), capture);
    this.#step = step;
    if (capture || step - this.#readSteps >= STEPS_PER_READ) await this.#readMetrics(capture);
    this.#stopwatch.addTraining(performance.now() - startedAt, step);
    if (capture) await this.#look(this.#testDue);
  }

  #nextBatch(): Batch {
    const { train } = this.#data;
    const indices = this.#batches.next();
    gatherBatch(train, indices, this.#pixels);
    gatherLabels(train, indices, this.#labels);
    return { images: this.#pixels, labels: this.#labels };
  }

  async #applyChanges(): Promise<void> {
    const due = this.#planned.filter(({ step }) => step <= this.#step);
    this.#planned = this.#planned.slice(due.length);
    for (const change of [...due, ...this.#asked]) {
      if (this.#frozen[change.arm] !== false) continue;
      if (change.kind === 'bn') await this.#network.setBatchNorm(change.arm, change.on);
      else this.#network.setRate(change.arm, change.rate);
      this.telemetry.addChange({ ...change, step: this.#step });
    }
    this.#asked = [];
  }

  /** Sends for the metrics of the steps done, and waits for those sent for before: the device is never more than one read behind. */
  async #readMetrics(settle: boolean): Promise<void> {
    const firstStep = this.#readSteps + 1;
    const before = this.#reading;
    this.#readSteps = this.#step;
    this.#reading = this.#network.readMetrics().then((metrics) => {
      this.telemetry.addTrain({ firstStep, ...metrics });
      this.#noteDivergence(metrics.loss, firstStep);
    });
    await before;
    if (settle) await this.#reading;
  }

  #noteDivergence(loss: Float32Array, firstStep: number): void {
    const arms = this.#frozen.length;
    for (const [index, value] of loss.entries()) {
      if (!Number.isFinite(value)) this.#freeze(index % arms, firstStep + Math.floor(index / arms));
    }
  }

  #freeze(arm: number, step: number): void {
    if (this.#frozen[arm]) return;
    this.#frozen[arm] = true;
    this.#network.freeze(arm);
    this.telemetry.addDivergence({ arm, step });
  }

  async #look(recorded: boolean): Promise<void> {
    const startedAt = performance.now();
    const layers = await this.#network.readActivations();
    const summaries = layers.map((values, index) => summariseLayer(values, this.#config.width, index + 1));
    const arms = this.#frozen.map((_, arm) =>
      summaries.map((layer) => layer[arm] ?? null).filter((summary) => summary !== null),
    );
    const snapshot: LayerSnapshot = { step: this.#step, arms };
    this.telemetry.addSnapshot(snapshot, recorded);
    this.#lookedAt = performance.now();
    this.#lookMs = this.#lookedAt - startedAt;
  }

  /** Tests all arms. @returns false when a pause came in between; the test is then still due. */
  async #test(orders: { readonly pause: boolean }): Promise<boolean> {
    if (this.#step === 0 && this.#lookMs === 0) {
      this.#network.look(this.#nextBatch());
      this.#batches.seek(0);
      await this.#look(true);
    }
    this.#listener.onState('testing');
    const scores = await this.#network.evaluate(this.#data.test, async () => {
      this.#listener.onProgress();
      await yieldToEventLoop();
      return !orders.pause;
    });
    if (scores === null) return false;
    this.#listener.onState('training');
    this.#testDue = false;
    this.telemetry.addTest({ step: this.#step, ...scores });
    for (const [arm, loss] of scores.loss.entries()) {
      if (!Number.isFinite(loss)) this.#freeze(arm, this.#step + 1);
    }
    const { target } = this.#end;
    this.#targetReached =
      target > 0 && scores.accuracy.every((accuracy, arm) => this.#frozen[arm] || accuracy >= target / 100);
    this.#listener.onProgress();
    return true;
  }
}
