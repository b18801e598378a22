import type { ArmConfig } from '../../common/experiment/config.ts';
import { normOf } from '../../common/experiment/norm.ts';
import { type ArmNumbers, initialNumbers, withFreshNorm } from './arm-numbers.ts';
import { armSwitches } from './arm-switches.ts';
import type { BackendName } from './backends/backend-name.ts';
import { evaluate, type Scores, statisticsOf } from './evaluate.ts';
import { withoutNorm } from './fold-norm.ts';
import { initialWeights } from './initialisers.ts';
import { layerShapes } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';
import type {
  ArmSwitch,
  DeviceMemory,
  LabelledImages,
  LayerValues,
  NetworkState,
  PrepareProgress,
  StepMetrics,
  StepResult,
} from './operations.ts';
import { operationsFor } from './operations-table.ts';
import { stepsApart } from './step-apart.ts';
import { testChunk } from './test-chunk.ts';
import { trainStep } from './train-step.ts';

/** A larger set to be tested on does not stay on the device between tests. */
const MOST_KEPT_BYTES = 64 * 2 ** 20;

/** The networks of all arms, training side by side on one backend. */
export interface Network {
  /** Makes ready what steps and tests run. They work without it, only the first ones take longer. */
  prepare(onProgress?: PrepareProgress): Promise<void>;
  /**
   * One training step of every arm that is not frozen. Does not wait for the device.
   *
   * @param places of the batch's images in the training set; of a batch for each seed, one after the other
   * @param looks keeps what `readLayers` reads
   */
  step(places: Uint32Array, looks: boolean): void;
  /**
   * The same, giving way between networks where they are computed on this thread and take long.
   *
   * @returns for how long other work had its turn, in milliseconds
   */
  stepInParts(places: Uint32Array, looks: boolean): Promise<number>;
  /** A `stepInParts` that trains nothing and keeps no metrics: only to look inside. */
  look(places: Uint32Array): Promise<void>;
  /** Sends for the metrics of the steps since the last call. Steps may go on while they come. */
  readMetrics(): Promise<StepMetrics>;
  /**
   * Sends for what was kept of the layers in the last step that did, `[layer][arm]`; null for an arm that stands still. Steps may
   * go on while it comes.
   */
  readLayers(): Promise<(LayerValues | null)[][]>;
  /**
   * Tests every arm, as it is now, by the statistics that its `inference` says; steps may go on meanwhile. `goOn` is asked between passes, and null is
   * the result when it says no.
   */
  evaluate(set: LabelledImages, goOn: () => Promise<boolean>): Promise<Scores | null>;
  setRate(arm: number, rate: number): void;
  /** Normalization on puts in fresh layers (gamma 1, beta 0, statistics from the next batch); off folds them away where that can be. */
  setBatchNorm(arm: number, on: boolean): Promise<void>;
  /** Stops an arm for good. */
  freeze(arm: number): void;
  /** One arm's numbers, read off the device; of all arms in one read. */
  readArm(arm: number): Promise<ArmNumbers>;
  readArms(): Promise<ArmNumbers[]>;
  writeArm(arm: number, numbers: ArmNumbers): void;
  /** Puts all arms where another network's stood: their numbers, and their switches as they had become. */
  restoreArms(
    arms: readonly {
      readonly numbers: ArmNumbers;
      readonly switches: Pick<ArmSwitch, 'bn' | 'rate' | 'frozen'>;
    }[],
  ): void;
  /** What all networks of the backend hold. */
  memory(): DeviceMemory;
  dispose(): void;
}

/**
 * Makes the networks of an experiment, with their first weights, on a backend that is already in force.
 *
 * @param train what batches are gathered from
 * @param seeds of first weights, noise and batches, for as many arms in a row each; the shape's own where there is one
 */
export function createNetwork(
  shape: NetworkShape,
  arms: readonly ArmConfig[],
  backend: BackendName,
  train: LabelledImages,
  seeds: readonly number[] = [shape.seed],
): Network {
  const norms = arms.map(normOf);
  const layers = layerShapes(shape);
  const chunk = testChunk(shape);
  const operations = operationsFor[backend](shape, norms, seeds.length);
  const weights = seeds.map((seed) => initialWeights({ ...shape, seed }));
  const groupOf = (arm: number) => Math.floor((arm * seeds.length) / arms.length);
  const { free, scope } = operations;
  const images = operations.putImages(train);
  let state = operations.createState(
    norms.map((norm, arm) => initialNumbers(shape, norm, weights[groupOf(arm)])),
  );
  const ownSeeds = arms.map((_, arm) => seeds[groupOf(arm)] as number);
  const switches = armSwitches(shape, arms, ownSeeds);
  let armsOnDevice: unknown = null;
  let metrics: unknown[] = [];
  let kept: readonly unknown[] = [];
  /** The set last tested on: a run tests on one, again and again. */
  let tested: { readonly set: LabelledImages; readonly onDevice: unknown } | null = null;

  /** The arms as the next step takes them. */
  const putArms = () => {
    const news = switches.news();
    if (news === null) return;
    free(armsOnDevice);
    armsOnDevice = operations.putArms(news);
  };
  const computeStep = (places: Uint32Array, looks: boolean) => {
    putArms();
    return scope(() => {
      const batch = operations.gather(images, places);
      return trainStep(operations, layers, state, batch, armsOnDevice, looks);
    });
  };
  const replaceState = (next: NetworkState) => {
    free(state);
    state = next;
  };
  const keep = (looks: readonly unknown[]) => {
    free(kept);
    kept = looks;
  };
  const finishStep = ({ looks, metrics: own, state: next }: StepResult, keepsLooks: boolean) => {
    replaceState(next);
    metrics.push(own);
    if (keepsLooks) keep(looks);
    switches.noteStep();
  };
  const stepApart = operations.apart && stepsApart(operations, operations.apart, layers, arms.length);
  const computeInParts = async (places: Uint32Array, looks: boolean) => {
    if (stepApart === null || arms.length === 1) return { result: computeStep(places, looks), awayMs: 0 };
    putArms();
    return stepApart(state, () => operations.gather(images, places), armsOnDevice, looks);
  };
  const writeArm = (arm: number, numbers: ArmNumbers) => {
    replaceState(operations.writeArm(state, arm, numbers));
    const { normUpdates, updates } = numbers;
    switches.set(arm, { updates, normUpdates });
  };
  const readArms = async (wanted: readonly number[]): Promise<ArmNumbers[]> => {
    const counts = wanted.map((arm) => {
      const { normUpdates, updates } = switches.of(arm);
      return { updates, normUpdates };
    });
    const numbers = await operations.readArms(state, wanted);
    return numbers.map((own, index) => ({ ...own, ...counts[index] }));
  };
  const readArm = async (arm: number) => (await readArms([arm]))[0] as ArmNumbers;

  return {
    async prepare(onProgress = () => undefined) {
      const inference = operations.inference(state, switches.inForce());
      const work = () => {
        free(computeStep(new Uint32Array(seeds.length * shape.batch), true));
        for (const by of statisticsOf(norms))
          void inference.test(images, 0, Math.min(chunk, train.count), by);
      };
      await operations.prepare(work, onProgress);
      inference.dispose();
    },
    step(places, looks) {
      finishStep(computeStep(places, looks), looks);
    },
    async stepInParts(places, looks) {
      const { awayMs, result } = await computeInParts(places, looks);
      finishStep(result, looks);
      return awayMs;
    },
    async look(places) {
      const { looks, ...rest } = (await computeInParts(places, true)).result;
      free(rest);
      keep(looks);
    },
    readMetrics() {
      const steps = metrics;
      metrics = [];
      return operations.readMetrics(steps);
    },
    readLayers() {
      const read = operations.readLooks(kept);
      keep([]);
      return read;
    },
    async evaluate(set, goOn) {
      const inference = operations.inference(state, switches.inForce());
      const isKept = set.images.length <= MOST_KEPT_BYTES;
      if (isKept && tested?.set !== set) {
        free(tested?.onDevice);
        tested = { set, onDevice: operations.putImages(set) };
      }
      const onDevice = isKept && tested !== null ? tested.onDevice : operations.putImages(set);
      try {
        return await evaluate(inference, onDevice, set.count, norms, chunk, goOn);
      } finally {
        inference.dispose();
        if (!isKept) free(onDevice);
      }
    },
    setRate: (arm, rate) => switches.set(arm, { rate }),
    async setBatchNorm(arm, on) {
      if (switches.of(arm).bn === on) return;
      const [numbers, norm] = [await readArm(arm), normOf(arms[arm] as ArmConfig)];
      writeArm(arm, on ? withFreshNorm(numbers, shape, norm) : withoutNorm(numbers, shape, norm));
      switches.set(arm, { bn: on, fresh: on });
    },
    freeze: (arm) => switches.set(arm, { frozen: true }),
    readArm,
    readArms: () => readArms(arms.map((_, arm) => arm)),
    writeArm,
    restoreArms(restored) {
      replaceState(operations.createState(restored.map(({ numbers }) => numbers)));
      for (const [arm, { numbers, switches: own }] of restored.entries())
        switches.set(arm, { ...own, updates: numbers.updates, normUpdates: numbers.normUpdates });
    },
    memory: () => operations.memory(),
    dispose() {
      free([images, state, armsOnDevice, kept, metrics, tested?.onDevice]);
      operations.dispose();
    },
  };
}
