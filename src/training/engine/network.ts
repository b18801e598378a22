import type { ArmConfig } from '../../common/experiment/config.ts';
import { type ArmNumbers, initialNumbers, withFoldedBatchNorm, withFreshBatchNorm } from './arm-numbers.ts';
import type { BackendName } from './backends/backend-name.ts';
import { evaluate, type Scores } from './evaluate.ts';
import type { NetworkShape } from './initialisers.ts';
import {
  type ArmSwitch,
  type DeviceMemory,
  type LabelledImages,
  type LayerValues,
  type NetworkState,
  type PrepareProgress,
  type StepMetrics,
  TEST_CHUNK,
} from './operations.ts';
import { operationsFor } from './operations-table.ts';
import { trainStep } from './train-step.ts';

/** The networks of all arms, training side by side on one backend. */
export interface Network {
  /** Makes ready what steps and tests run. They work without it, only the first ones take longer. */
  prepare(onProgress?: PrepareProgress): Promise<void>;
  /**
   * One training step of every arm that is not frozen. Does not wait for the device.
   *
   * @param places of the batch's images in the training set
   * @param looks keeps what `readLayers` reads
   */
  step(places: Uint32Array, looks: boolean): void;
  /** A `step` that trains nothing and keeps no metrics: only to look inside. */
  look(places: Uint32Array): void;
  /** Sends for the metrics of the steps since the last call. Steps may go on while they come. */
  readMetrics(): Promise<StepMetrics>;
  /**
   * Sends for what was kept of the layers in the last step that did, `[layer][arm]`; null for an arm that stands still. Steps may
   * go on while it comes.
   */
  readLayers(): Promise<(LayerValues | null)[][]>;
  /**
   * Tests every arm, as it is now, by running statistics; steps may go on meanwhile. `goOn` is asked between passes, and null is
   * the result when it says no.
   */
  evaluate(set: LabelledImages, goOn: () => Promise<boolean>): Promise<Scores | null>;
  setRate(arm: number, rate: number): void;
  /** On puts in a fresh layer everywhere (gamma 1, beta 0, statistics from the next batch); off folds them into W and bias. */
  setBatchNorm(arm: number, on: boolean): Promise<void>;
  /** Stops an arm for good. */
  freeze(arm: number): void;
  /** One arm's numbers, read off the device. */
  readArm(arm: number): Promise<ArmNumbers>;
  writeArm(arm: number, numbers: ArmNumbers): void;
  /** What all networks of the backend hold. */
  memory(): DeviceMemory;
  dispose(): void;
}

/**
 * Makes the networks of an experiment, with their first weights, on a backend that is already in force.
 *
 * @param train what batches are gathered from
 */
export function createNetwork(
  shape: NetworkShape,
  arms: readonly ArmConfig[],
  backend: BackendName,
  train: LabelledImages,
): Network {
  const operations = operationsFor[backend](shape, arms.length);
  const { free, scope } = operations;
  const images = operations.putImages(train);
  let state = operations.createState(initialNumbers(shape));
  let switches: readonly ArmSwitch[] = arms.map((arm) => ({ ...arm, frozen: false, fresh: false }));
  let armsOnDevice = operations.putArms(switches);
  let metrics: unknown[] = [];
  let kept: readonly unknown[] = [];

  const computeStep = (places: Uint32Array, looks: boolean) =>
    trainStep(operations, state, operations.gather(images, places), armsOnDevice, looks);
  const replaceState = (next: NetworkState) => {
    free(state);
    state = next;
  };
  const setSwitches = (change: (own: ArmSwitch, arm: number) => ArmSwitch) => {
    switches = switches.map(change);
    free(armsOnDevice);
    armsOnDevice = operations.putArms(switches);
  };
  const setSwitch = (arm: number, patch: Partial<ArmSwitch>) =>
    setSwitches((own, index) => (index === arm ? { ...own, ...patch } : own));
  const keep = (looks: readonly unknown[]) => {
    free(kept);
    kept = looks;
  };
  const writeArm = (arm: number, numbers: ArmNumbers) =>
    replaceState(operations.writeArm(state, arm, numbers));

  return {
    async prepare(onProgress = () => undefined) {
      const inference = operations.inference(state, switches);
      const work = () => {
        free(scope(() => computeStep(new Uint32Array(shape.batch), true)));
        void inference.test(images, 0, Math.min(TEST_CHUNK, train.count));
      };
      await operations.prepare(work, onProgress);
      inference.dispose();
    },
    step(places, looks) {
      const result = scope(() => computeStep(places, looks));
      replaceState(result.state);
      metrics.push(result.metrics);
      if (looks) keep(result.looks);
      if (switches.some(({ fresh }) => fresh)) setSwitches((own) => ({ ...own, fresh: false }));
    },
    look: (places) => keep(scope(() => computeStep(places, true).looks)),
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
      const inference = operations.inference(state, switches);
      const onDevice = operations.putImages(set);
      try {
        return await evaluate(inference, onDevice, set.count, arms.length, goOn);
      } finally {
        inference.dispose();
        free(onDevice);
      }
    },
    setRate: (arm, rate) => setSwitch(arm, { rate }),
    async setBatchNorm(arm, on) {
      if (switches[arm]?.bn === on) return;
      const numbers = await operations.readArm(state, arm);
      writeArm(arm, on ? withFreshBatchNorm(numbers) : withFoldedBatchNorm(numbers));
      setSwitch(arm, { bn: on, fresh: on });
    },
    freeze: (arm) => setSwitch(arm, { frozen: true }),
    readArm: (arm) => operations.readArm(state, arm),
    writeArm,
    memory: () => operations.memory(),
    dispose() {
      free([images, state, armsOnDevice, kept, metrics]);
      operations.dispose();
    },
  };
}
