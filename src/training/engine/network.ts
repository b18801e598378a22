import { type ArmConfig, PIXELS } from '../../common/experiment/config.ts';
import { type ArmNumbers, initialNumbers, withFoldedBatchNorm, withFreshBatchNorm } from './arm-numbers.ts';
import type { BackendName } from './backends/backend-name.ts';
import { evaluate, type LabelledImages, type Scores } from './evaluate.ts';
import type { NetworkShape } from './initialisers.ts';
import type { ArmSwitch, Batch, Form, NetworkState, StepMetrics } from './operations.ts';
import { operationsFor } from './operations-table.ts';
import { disposeAll, scope } from './scope.ts';
import type { Stack } from './stack.ts';
import { forward, type StepInput, trainStep } from './train-step.ts';

/** The networks of all arms, training side by side on one backend. */
export interface Network {
  /** Makes ready what a step runs. Steps work without it, only the first takes longer. */
  prepare(): Promise<void>;
  /**
   * One training step of every arm that is not frozen. Does not wait for the device.
   *
   * @param capture keeps the activations for `readActivations`
   */
  step(batch: Batch, capture: boolean): void;
  /** The forward pass of `step` alone: nothing is trained and no metrics are kept. */
  look(batch: Batch): void;
  /** Waits for the metrics of the steps since the last call. */
  readMetrics(): Promise<StepMetrics>;
  /** Activations of the step last captured, `[layer][arm]` of [batch, units]; null for an arm that stands still. */
  readActivations(): Promise<(Float32Array | null)[][]>;
  /** Tests every arm by running statistics; `goOn` is asked between passes, and null is the result when it says no. */
  evaluate(set: LabelledImages, goOn: () => Promise<boolean>): Promise<Scores | null>;
  setRate(arm: number, rate: number): void;
  /** On puts in a fresh layer everywhere (gamma 1, beta 0, statistics from the next batch); off folds them into W and bias. */
  setBatchNorm(arm: number, on: boolean): Promise<void>;
  /** Stops an arm for good. */
  freeze(arm: number): void;
  /** One arm's numbers, read off the device. */
  readArm(arm: number): Promise<ArmNumbers>;
  dispose(): void;
}

/** Makes the networks of an experiment, with their first weights, on a backend that is already in force. */
export function createNetwork(
  shape: NetworkShape,
  arms: readonly ArmConfig[],
  backend: BackendName,
): Network {
  const operations = operationsFor[backend](shape, arms.length);
  let state = operations.createState(initialNumbers(shape));
  let switches: readonly ArmSwitch[] = arms.map((arm) => ({ ...arm, frozen: false, fresh: false }));
  let armsOnDevice = operations.putArms(switches);
  let metrics: Stack[] = [];
  let captured: readonly Stack[] = [];

  const inputOf = (batch: Batch): StepInput<Form> => ({
    ...operations.putBatch(batch),
    arms: armsOnDevice,
  });
  const replaceState = (next: NetworkState) => {
    disposeAll(state);
    state = next;
  };
  const setSwitches = (change: (own: ArmSwitch, arm: number) => ArmSwitch) => {
    switches = switches.map(change);
    disposeAll(armsOnDevice);
    armsOnDevice = operations.putArms(switches);
  };
  const setSwitch = (arm: number, patch: Partial<ArmSwitch>) =>
    setSwitches((own, index) => (index === arm ? { ...own, ...patch } : own));
  const capture = (activations: readonly Stack[]) => {
    disposeAll(captured);
    captured = activations;
  };

  return {
    prepare() {
      const batch = {
        images: new Float32Array(shape.batch * PIXELS),
        labels: new Uint8Array(shape.batch),
      };
      return operations.prepare(() => disposeAll(scope(() => trainStep(operations, state, inputOf(batch)))));
    },
    step(batch, keepActivations) {
      const result = scope(() => {
        const { activations, ...rest } = trainStep(operations, state, inputOf(batch));
        return { ...rest, activations: keepActivations ? activations : [] };
      });
      replaceState(result.state);
      metrics.push(result.metrics);
      if (keepActivations) capture(result.activations);
      if (switches.some(({ fresh }) => fresh)) setSwitches((own) => ({ ...own, fresh: false }));
    },
    look(batch) {
      capture(scope(() => forward(operations, state, inputOf(batch)).map(({ h }) => h)));
    },
    readMetrics() {
      const steps = metrics;
      metrics = [];
      return operations.readMetrics(steps);
    },
    async readActivations() {
      const layers = captured;
      captured = [];
      const read = await Promise.all(layers.map((h) => operations.readActivations(h)));
      disposeAll(layers);
      return read;
    },
    async evaluate(set, goOn) {
      const inference = await operations.inference(state, switches);
      try {
        return await evaluate(inference, arms.length, set, goOn);
      } finally {
        inference.dispose();
      }
    },
    setRate: (arm, rate) => setSwitch(arm, { rate }),
    async setBatchNorm(arm, on) {
      if (switches[arm]?.bn === on) return;
      const numbers = await operations.readArm(state, arm);
      const changed = on ? withFreshBatchNorm(numbers) : withFoldedBatchNorm(numbers);
      replaceState(operations.writeArm(state, arm, changed));
      setSwitch(arm, { bn: on, fresh: on });
    },
    freeze: (arm) => setSwitch(arm, { frozen: true }),
    readArm: (arm) => operations.readArm(state, arm),
    dispose() {
      disposeAll([state, armsOnDevice, captured, metrics]);
      operations.dispose();
    },
  };
}
