import { changedArm } from '../../common/experiment/changes.ts';
import type { ArmChange, ArmConfig, ExperimentConfig } from '../../common/experiment/config.ts';
import { nextTestStep } from '../../common/experiment/test-schedule.ts';
import type { RunPlan } from '../../common/protocol/commands.ts';
import { type BatchOrder, createBatchOrders } from '../data/batches.ts';
import { binarised } from '../data/binarise.ts';
import type { Dataset } from '../data/dataset.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import type { Scores } from '../engine/evaluate.ts';
import { createNetwork, type Network } from '../engine/network.ts';
import type { PrepareProgress } from '../engine/operations.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import { DivergedArms } from './diverged-arms.ts';
import { type Landscape, LandscapeProbes } from './landscape-probes.ts';
import { LayerWatch } from './layer-watch.ts';
import { MetricsReader } from './metrics-reader.ts';
import { RunChanges } from './run-changes.ts';
import type { EndReason, RunListener, RunOptions } from './run-options.ts';
import { Stopwatch } from './stopwatch.ts';
import { TelemetryBuffer } from './telemetry-buffer.ts';
import { TestsInTurns } from './tests-in-turns.ts';

/** Longest time at work before messages are heard, in milliseconds. */
const BREATH_MS = 20;

/** What the loop is told to do: it reads both before every step. */
interface Orders {
  pause: boolean;
  /** Steps still to be made. */
  left: number;
}

/** One experiment in training: its networks, its place in the data, and what is due. Runs in a worker and in Node alike. */
export class TrainingRun {
  readonly telemetry = new TelemetryBuffer();
  readonly #listener: RunListener;
  readonly #network: Network;
  readonly #nextTest: (step: number) => number;
  readonly #looks: boolean;
  readonly #landscape: LandscapeProbes;
  readonly #watch: LayerWatch;
  readonly #metrics: MetricsReader;
  readonly #tests: TestsInTurns;
  readonly #batches: BatchOrder;
  /** The batch last taken, by its places in the training set. */
  #batch: Uint32Array = new Uint32Array(0);
  readonly #stopwatch = new Stopwatch();
  /** The arms as they are now. */
  readonly #arms: ArmConfig[];
  readonly #diverged: DivergedArms;
  readonly #changes: RunChanges;
  #end: Pick<RunPlan, 'steps' | 'target'>;
  #step = 0;
  #begun = false;
  #testDue = false;
  #targetReached = false;
  #orders: Orders = { pause: true, left: 0 };
  #training: Promise<EndReason | null> = Promise.resolve(null);

  /** The backend must be in force already; see `chooseBackend`. */
  constructor(
    config: ExperimentConfig,
    images: Dataset,
    backend: BackendName,
    listener: RunListener,
    { seeds = [config.seed], looks = true, nextTest }: RunOptions = {},
  ) {
    const data = config.pixels === 'binary' ? binarised(images) : images;
    this.#listener = listener;
    this.#looks = looks;
    this.#nextTest = nextTest ?? ((step) => (step < 0 ? 0 : nextTestStep(step, config.evalEvery)));
    this.#batches = createBatchOrders(data.train.count, config.batch, seeds);
    this.#network = createNetwork(config, config.arms, backend, data.train, seeds);
    this.#landscape = new LandscapeProbes(config, this.#network, backend, data.train, this.telemetry);
    this.#watch = new LayerWatch(this.#network, config, (snapshot) => this.telemetry.addSnapshot(snapshot));
    this.#metrics = new MetricsReader(this.#network, (rows) => {
      this.telemetry.addTrain(rows);
      this.#diverged.noteRows(rows);
    });
    this.#tests = new TestsInTurns(this.#network, data.test, (step, scores) =>
      this.#noteScores(step, scores),
    );
    this.#arms = [...config.arms];
    this.#diverged = new DivergedArms(config.arms.length, (divergence) =>
      this.telemetry.addDivergence(divergence),
    );
    this.#changes = new RunChanges(config.changes);
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
    this.#changes.ask(change);
  }

  /** Sets when the run ends, and what is measured on its way. */
  setPlan(plan: RunPlan): void {
    if (plan.target !== this.#end.target) this.#targetReached = false;
    this.#end = plan;
    this.#landscape.setPlan(plan);
  }

  /** Asks for a measurement of the landscape, which `train` makes before its next step, or at once when it has none to make. */
  probe(what: Landscape): void {
    this.#landscape.ask(what);
  }

  /** Whether it trains, and was not told to pause. */
  get isOn(): boolean {
    return !this.#orders.pause && this.#orders.left > 0;
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
        if (!this.#begun) this.#begin();
        await this.#measureLandscape();
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
    if (this.#diverged.all) return 'all-diverged';
    if (this.#targetReached) return 'target';
    return this.#step >= this.#end.steps ? 'steps' : null;
  }

  async #trainOnce(): Promise<void> {
    const startedAt = performance.now();
    await this.#applyChanges();
    const step = this.#step + 1;
    this.#testDue = step === this.#nextTest(this.#step) || step === this.#end.steps;
    const looks = this.#looks && (this.#testDue || this.#watch.isDue());
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
    for (const change of this.#changes.due(this.#step)) {
      const arm = this.#arms[change.arm] as ArmConfig;
      const changed = changedArm(arm, change);
      const isNews = changed.bn !== arm.bn || changed.rate !== arm.rate;
      if (!isNews || this.#diverged.has(change.arm)) continue;
      this.#arms[change.arm] = changed;
      if (change.kind === 'bn') await this.#network.setBatchNorm(change.arm, change.on);
      else this.#network.setRate(change.arm, change.rate);
      this.telemetry.addChange({ ...change, step: this.#step });
    }
  }

  /** Stops the arms that have diverged, after one look at what is in their layers now. */
  async #stopDiverged(): Promise<void> {
    const arms = this.#diverged.news();
    if (arms.length === 0) return;
    if (this.#looks) {
      this.#network.look(this.#batch);
      this.#watch.look(this.#step, true);
      await this.#watch.settle();
    }
    for (const arm of arms) this.#network.freeze(arm);
  }

  /** A look at the first weights, on the first batch, and the beginning of their test. */
  #begin(): void {
    this.#begun = true;
    if (this.#looks) {
      this.#network.look(this.#peekBatch());
      this.#watch.look(0, true);
    }
    if (this.#nextTest(-1) === 0) this.#tests.begin(0);
  }

  /** The batch of the next step, which stays the next one. */
  #peekBatch(): Uint32Array {
    const batch = this.#nextBatch();
    this.#batches.seek(this.#step);
    return batch;
  }

  async #measureLandscape(): Promise<void> {
    if (!this.#landscape.isDue(this.#step)) return;
    this.#listener.onState('probing');
    await this.#landscape.measure(this.#step, this.#peekBatch(), this.#arms, this.#diverged);
    this.#listener.onState('training');
    this.#listener.onProgress();
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
      if (!Number.isFinite(loss)) this.#diverged.note(arm, this.#step + 1);
    }
    const { target } = this.#end;
    this.#targetReached =
      target > 0 &&
      scores.accuracy.every((accuracy, arm) => this.#diverged.has(arm) || accuracy >= target / 100);
    this.#listener.onProgress();
  }
}
