import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ArmChange, ExperimentConfig } from '../../common/experiment/config.ts';
import { reaches } from '../../common/experiment/reaches.ts';
import { nextTestStep } from '../../common/experiment/test-schedule.ts';
import type { RunPlan } from '../../common/protocol/commands.ts';
import type { Dataset } from '../data/dataset.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import type { Scores } from '../engine/evaluate.ts';
import type { DeviceMemory, PrepareProgress } from '../engine/operations.ts';
import { yieldToEventLoop } from '../lib/yield-to-event-loop.ts';
import type { Landscape } from './landscape-probes.ts';
import type { EndReason, RunListener, RunOptions } from './run-options.ts';
import { RunParts } from './run-parts.ts';
import type { TelemetryBuffer } from './telemetry-buffer.ts';

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
  readonly #listener: RunListener;
  readonly #parts: RunParts;
  readonly #nextTest: (step: number) => number;
  readonly #looks: boolean;
  #end: Pick<RunPlan, 'steps' | 'target'>;
  #step = 0;
  #begun = false;
  #testDue = false;
  #targetReached = false;
  #isTraining = false;
  #progressAt = performance.now();
  #orders: Orders = { pause: true, left: 0 };
  #training: Promise<EndReason | null> = Promise.resolve(null);

  /** The backend must be in force already; see `chooseBackend`. */
  constructor(
    config: ExperimentConfig,
    data: Dataset,
    backend: BackendName,
    listener: RunListener,
    options: RunOptions = {},
  ) {
    this.#listener = listener;
    this.#looks = options.looks ?? true;
    this.#nextTest = options.nextTest ?? ((step) => (step < 0 ? 0 : nextTestStep(step, config.evalEvery)));
    this.#parts = new RunParts(config, data, backend, { ...listener, onScores: this.#noteScores }, options);
    this.#end = { steps: config.steps, target: config.target };
  }

  get telemetry(): TelemetryBuffer {
    return this.#parts.telemetry;
  }

  get position(): { step: number; elapsedMs: number; stepsPerSecond: number } {
    const { elapsedMs, stepsPerSecond } = this.#parts.stopwatch;
    return { step: this.#step, elapsedMs, stepsPerSecond };
  }

  /** What training alone has taken so far, in milliseconds. */
  get trainMs(): number {
    return this.#parts.stopwatch.trainMs;
  }

  /** Makes ready what training runs, e.g. compiles programs. */
  prepare(onProgress?: PrepareProgress): Promise<void> {
    return this.#parts.network.prepare(onProgress);
  }

  /**
   * Puts a run that has not begun where a checkpoint was made.
   *
   * @throws Error with a sentence when it is of other data or damaged
   */
  restore(checkpoint: Checkpoint): void {
    const { step, targetReached, testDue } = checkpoint;
    this.#parts.restore(checkpoint);
    this.#step = step;
    this.#begun = step > 0;
    this.#testDue = testDue;
    this.#targetReached = targetReached;
  }

  /** Makes a checkpoint soon; a run at rest has made one already. */
  save(): void {
    if (this.#isTraining) this.#parts.checkpoints.ask();
  }

  /** The last checkpoint is kept, which took so many milliseconds. */
  noteKept(tookMs: number): void {
    this.#parts.checkpoints.noteKept(tookMs);
    // One that was asked for meanwhile.
    if (!this.#isTraining && this.#parts.checkpoints.isAsked) this.#offerCheckpoint();
  }

  /** How long there has been no progress in training, in milliseconds; 0 while there is none to be expected. */
  get quietMs(): number {
    return this.#isTraining ? Math.max(0, performance.now() - this.#progressAt) : 0;
  }

  get memory(): DeviceMemory {
    return this.#parts.network.memory();
  }

  /** Asks for a change, which is made before the next training step. A later one of the same kind takes its place. */
  change(change: ArmChange): void {
    this.#parts.arms.ask(change);
  }

  /** Sets when the run ends, and what is measured on its way. */
  setPlan(plan: RunPlan): void {
    if (plan.target !== this.#end.target) this.#targetReached = false;
    this.#end = plan;
    this.#parts.landscape.setPlan(plan);
  }

  /** Asks for a measurement of the landscape, which `train` makes before its next step, or at once when it has none to make. */
  probe(what: Landscape): void {
    this.#parts.landscape.ask(what);
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
    const training = this.#training.catch(() => null).then(() => this.#trainAndSave(orders));
    this.#training = training;
    return training;
  }

  /** Stops, and frees all that the run holds on the device. */
  async dispose(): Promise<void> {
    this.pause();
    await this.#training.catch(() => null);
    await this.#parts.dispose();
  }

  async #trainAndSave(orders: Orders): Promise<EndReason | null> {
    const reason = await this.#loop(orders);
    // A run that is over is not on: what is asked of it now needs another `train`.
    orders.pause = true;
    this.#parts.checkpoints.ask();
    this.#offerCheckpoint();
    await this.#parts.checkpoints.settle();
    return reason;
  }

  #offerCheckpoint(): void {
    this.#parts.offerCheckpoint(this.#step, { testDue: this.#testDue, targetReached: this.#targetReached });
  }

  /** Between two passes of a test, and while there is no room for what is to be told. */
  #mayGoOn(orders: Orders): boolean {
    this.#noteProgress();
    this.#offerCheckpoint();
    return !orders.pause;
  }

  #noteProgress(): void {
    this.#progressAt = performance.now();
    this.#listener.onProgress();
  }

  async #loop(orders: Orders): Promise<EndReason | null> {
    this.#parts.stopwatch.start();
    this.#isTraining = true;
    this.#progressAt = performance.now();
    this.#listener.onState('training');
    try {
      let breathedAt = performance.now();
      while (!orders.pause) {
        await this.#parts.stopDiverged(this.#step);
        this.#offerCheckpoint();
        // The first weights are tested beside the first steps, which need not wait for it.
        if (!this.#begun) await this.#begin();
        if (!(await this.#measureLandscape(orders))) break;
        if (this.#testDue && !(await this.#test(orders))) break;
        const reason = this.#endReason();
        this.#testDue = reason === 'steps' && this.#parts.tests.begunAt !== this.#step;
        if (this.#testDue) continue;
        if (reason !== null) {
          await this.#finishTests(orders);
          return reason;
        }
        if (orders.left <= 0) break;
        await this.#trainOnce();
        orders.left -= 1;
        await this.#parts.tests.giveTurn();
        this.#noteProgress();
        await this.telemetry.room(() => this.#mayGoOn(orders));
        if (performance.now() - breathedAt > BREATH_MS) {
          await yieldToEventLoop();
          breathedAt = performance.now();
        }
      }
      await this.#finishTests(orders);
      return null;
    } finally {
      await this.#parts.settleTraining(this.#step);
      await this.#parts.watch.settle();
      await this.#parts.stopDiverged(this.#step);
      this.#parts.stopwatch.stop();
      this.#isTraining = false;
    }
  }

  #endReason(): EndReason | null {
    if (this.#parts.arms.diverged.all) return 'all-diverged';
    if (this.#targetReached) return 'target';
    return this.#step >= this.#end.steps ? 'steps' : null;
  }

  async #trainOnce(): Promise<void> {
    const startedAt = performance.now();
    await this.#parts.arms.applyChanges(this.#step);
    const step = this.#step + 1;
    this.#testDue = step === this.#nextTest(this.#step) || step === this.#end.steps;
    const wantsLook = this.#looks && (this.#testDue || this.#parts.watch.isDue());
    const { awayMs, looks } = await this.#parts.trainStep(step, wantsLook);
    this.#step = step;
    if (looks) this.#parts.watch.look(step, false);
    if (looks || this.#parts.metrics.isDue(step, this.#parts.stopwatch.stepsPerSecond))
      await this.#parts.metrics.send(step);
    this.#parts.stopwatch.addTraining(performance.now() - startedAt - awayMs, step);
  }

  /** A look at the first weights, on the first batch, and the beginning of their test. */
  async #begin(): Promise<void> {
    this.#begun = true;
    this.#parts.peekBatch(0);
    await this.#parts.lookNow(0);
    if (this.#nextTest(-1) === 0) this.#parts.tests.begin(0);
  }

  /** @returns false when a pause came in between; what was not measured yet is measured later */
  async #measureLandscape(orders: Orders): Promise<boolean> {
    if (!this.#parts.landscape.isDue(this.#step)) return true;
    this.#listener.onState('probing');
    this.#progressAt = Number.POSITIVE_INFINITY; // However long it takes.
    const isDone = await this.#parts.measureLandscape(this.#step, () => !orders.pause);
    this.#noteProgress();
    if (isDone) this.#listener.onState('training');
    return isDone;
  }

  /** Tests all arms, once all tests before are done. @returns false when a pause came in between; it then goes on later */
  async #test(orders: Orders): Promise<boolean> {
    if (!(await this.#finishTests(orders))) return false;
    await this.#parts.settleTraining(this.#step);
    this.#parts.tests.begin(this.#step);
    return this.#finishTests(orders);
  }

  async #finishTests(orders: Orders): Promise<boolean> {
    if (!this.#parts.tests.isUnderWay) return true;
    this.#listener.onState('testing');
    if (!(await this.#parts.tests.finish(() => this.#mayGoOn(orders)))) return false;
    this.#listener.onState('training');
    return true;
  }

  #noteScores = (step: number, scores: Scores): void => {
    const { diverged } = this.#parts.arms;
    this.telemetry.addTest({ step, ...scores });
    for (const [arm, loss] of scores.loss.entries()) {
      if (!Number.isFinite(loss)) diverged.note(arm, this.#step + 1);
    }
    const target = this.#end.target / 100;
    const isThere = (accuracy: number, arm: number) => diverged.has(arm) || reaches(accuracy, target);
    this.#targetReached = target > 0 && scores.accuracy.every(isThere);
    this.#listener.onProgress();
  };
}
