import type { Checkpoint } from '../../common/experiment/checkpoint.ts';
import type { ExperimentConfig } from '../../common/experiment/config.ts';
import { formatWhole } from '../../common/lib/format.ts';
import { type BatchOrder, createBatchOrders } from '../data/batches.ts';
import { binarised } from '../data/binarise.ts';
import { markOfData } from '../data/data-mark.ts';
import type { Dataset } from '../data/dataset.ts';
import { inTestOrder } from '../data/test-order.ts';
import { transposed } from '../data/transposed.ts';
import type { BackendName } from '../engine/backends/backend-name.ts';
import type { Scores } from '../engine/evaluate.ts';
import { createNetwork, type Network } from '../engine/network.ts';
import { OutOfMemory } from '../engine/out-of-memory.ts';
import { checkCheckpoint } from './check-checkpoint.ts';
import { CheckpointMaker } from './checkpoint-maker.ts';
import { LandscapeProbes } from './landscape-probes.ts';
import { LayerWatch } from './layer-watch.ts';
import { MetricsReader } from './metrics-reader.ts';
import { RunArms } from './run-arms.ts';
import type { RunListener, RunOptions } from './run-options.ts';
import { Stopwatch } from './stopwatch.ts';
import { TelemetryBuffer } from './telemetry-buffer.ts';
import { TestsInTurns } from './tests-in-turns.ts';

interface Hearers {
  readonly onCheckpoint?: RunListener['onCheckpoint'];
  readonly onNotice?: RunListener['onNotice'];
  /** Told when a test is over, of the networks as they were at a step. */
  onScores(step: number, scores: Scores): void;
}

/** What a run is made of: its networks, its place in the data, and those who watch over them. */
export class RunParts {
  readonly telemetry = new TelemetryBuffer();
  readonly stopwatch = new Stopwatch();
  readonly network: Network;
  readonly arms: RunArms;
  readonly landscape: LandscapeProbes;
  readonly watch: LayerWatch;
  readonly metrics: MetricsReader;
  readonly tests: TestsInTurns;
  readonly checkpoints: CheckpointMaker;
  readonly #config: ExperimentConfig;
  readonly #images: Dataset;
  readonly #batches: BatchOrder;
  /** Whether somebody looks inside the layers, and there is memory for it. */
  #looks: boolean;
  readonly #notice: (message: string) => void;
  /** The batch last taken, by its places in the training set. */
  #batch: Uint32Array = new Uint32Array(0);

  constructor(
    config: ExperimentConfig,
    images: Dataset,
    backend: BackendName,
    { onCheckpoint, onNotice, onScores }: Hearers,
    options: RunOptions,
  ) {
    const upright = config.transpose === 'yes' ? transposed(images) : images;
    const data = config.pixels === 'binary' ? binarised(upright) : upright;
    const { looks = true, seeds = [config.seed] } = options;
    const { telemetry } = this;
    this.#config = config;
    this.#images = images;
    this.#looks = looks;
    this.#notice = (message) => onNotice?.(message);
    this.#batches = createBatchOrders(data.train.count, config.batch, seeds);
    this.network = createNetwork(config, config.arms, backend, data.train, seeds);
    this.arms = new RunArms(config, this.network, telemetry);
    this.landscape = new LandscapeProbes(
      config,
      this.network,
      backend,
      data.train,
      telemetry,
      this.#notice,
      options,
    );
    this.watch = new LayerWatch(this.network, config, (snapshot) => telemetry.addSnapshot(snapshot));
    this.metrics = new MetricsReader(this.network, (rows) => {
      telemetry.addTrain(rows);
      this.arms.diverged.noteRows(rows);
    });
    this.tests = new TestsInTurns(this.network, inTestOrder(data.test), onScores);
    this.checkpoints = new CheckpointMaker(this.network, this.arms, onCheckpoint, options);
  }

  nextBatch(): Uint32Array {
    this.#batch = this.#batches.next();
    return this.#batch;
  }

  /** The batch of the next step of a run that stands at `step`; it stays the next one. */
  peekBatch(step: number): Uint32Array {
    const batch = this.nextBatch();
    this.#batches.seek(step);
    return batch;
  }

  /** Measures all of the landscape that is due. @returns false when `mayGoOn` said no */
  measureLandscape(step: number, mayGoOn: () => boolean): Promise<boolean> {
    const { diverged, inForce } = this.arms;
    return this.landscape.measure({ step, batch: this.peekBatch(step), arms: inForce, diverged }, mayGoOn);
  }

  /** Waits until the device has made all steps up to `step`, which is a part of their time. */
  async settleTraining(step: number): Promise<void> {
    const startedAt = performance.now();
    await this.metrics.send(step);
    await this.metrics.settle();
    this.stopwatch.addTraining(performance.now() - startedAt, step);
  }

  /** A look at the networks on the batch last taken, which trains nothing. */
  async lookNow(step: number): Promise<void> {
    if (!this.#looks) return;
    try {
      await this.network.look(this.#batch);
    } catch (error) {
      this.#noMoreLooks(error, step);
      return;
    }
    this.watch.look(step, true);
  }

  /** The next training step, with a look where somebody wants one. @returns how long other work had its turn meanwhile */
  async trainStep(step: number, wantsLook: boolean): Promise<{ awayMs: number; looks: boolean }> {
    const batch = this.nextBatch();
    const looks = wantsLook && this.#looks;
    try {
      return { awayMs: await this.network.stepInParts(batch, looks), looks };
    } catch (error) {
      if (!looks) throw error;
      this.#noMoreLooks(error, step);
      return { awayMs: await this.network.stepInParts(batch, false), looks: false };
    }
  }

  /** @throws what is no lack of memory */
  #noMoreLooks(error: unknown, step: number): void {
    if (!(error instanceof OutOfMemory)) throw error;
    this.#looks = false;
    this.#notice(
      `From step ${formatWhole(step)} on there are no looks inside the layers: the GPU has no memory left for them. The run goes on.`,
    );
  }

  /** Stops the arms that have diverged, after one look at what is in their layers now. */
  async stopDiverged(step: number): Promise<void> {
    const arms = this.arms.diverged.news();
    if (arms.length === 0) return;
    await this.lookNow(step);
    await this.watch.settle();
    for (const arm of arms) this.network.freeze(arm);
  }

  /**
   * Makes a checkpoint if it is time for one; not before the first step, and not while networks are tested that have trained on
   * since: the test could not be gone on with.
   */
  offerCheckpoint(step: number, rest: Pick<Checkpoint, 'testDue' | 'targetReached'>): void {
    const isTesting = this.tests.isUnderWay;
    if (!this.checkpoints.isDue || step === 0 || (isTesting && this.tests.begunAt !== step)) return;
    const told = Promise.all([this.metrics.send(step), this.metrics.settle(), this.watch.settle()]);
    this.checkpoints.make(
      {
        ...rest,
        step,
        elapsedMs: this.stopwatch.elapsedMs,
        testedAt: isTesting ? -1 : this.tests.begunAt,
        measuredAt: this.landscape.measuredAt,
        data: markOfData(this.#images),
      },
      told,
    );
  }

  /** @throws Error with a sentence when the checkpoint is of other data or damaged */
  restore(checkpoint: Checkpoint): void {
    const { elapsedMs, measuredAt, step, testedAt } = checkpoint;
    checkCheckpoint(checkpoint, markOfData(this.#images));
    this.arms.restore(checkpoint, this.#config);
    this.metrics.restore(step);
    this.tests.restore(testedAt);
    this.landscape.restore(measuredAt);
    this.stopwatch.restore(elapsedMs);
    // The batch of the last step is the one that a look would be taken on.
    this.#batches.seek(Math.max(0, step - 1));
    if (step > 0) this.nextBatch();
  }

  /** Waits until all that was sent for is here, and frees all that is held on the device. */
  async dispose(): Promise<void> {
    await this.tests.giveUp();
    await this.watch.settle().catch(() => null);
    await this.metrics.settle().catch(() => null);
    await this.checkpoints.settle();
    this.network.dispose();
  }
}
