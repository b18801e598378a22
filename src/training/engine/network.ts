import { dispose, type Tensor2D } from '@tensorflow/tfjs-core';
import type { ArmConfig } from '../../common/experiment/config.ts';
import type { BackendName } from './backends/backend-name.ts';
import { evaluate, type LabelledImages, type Scores } from './evaluate.ts';
import type { NetworkShape } from './initialisers.ts';
import { type ArmNumbers, disposeState, initialState, type NetworkState, readArm } from './network-state.ts';
import type { ArmSwitch } from './operations.ts';
import { operationsFor } from './operations-table.ts';
import { scope } from './scope.ts';
import { readRows, readStack, type Stack, tensorsOf, withArm } from './stack.ts';
import { withFoldedBatchNorm, withFreshBatchNorm } from './switch-batch-norm.ts';
import { forward, type StepInput, trainStep } from './train-step.ts';

/** A training batch: pixels / 255, [batch, 784], and labels. */
export interface Batch {
  readonly images: Float32Array;
  readonly labels: Uint8Array;
}

/** Loss and accuracy of consecutive training steps, [steps, arms]; NaN for an arm that stands still. */
export interface StepMetrics {
  readonly loss: Float32Array<ArrayBuffer>;
  readonly accuracy: Float32Array<ArrayBuffer>;
}

/** The networks of all arms, training side by side on one backend. */
export interface Network {
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
  setBatchNorm(arm: number, on: boolean): void;
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
  const operations = operationsFor[backend](shape.batch);
  const { activation } = shape;
  let state = initialState(shape, arms.length, operations);
  let switches: readonly ArmSwitch[] = arms.map(({ bn }) => ({ bn, frozen: false, fresh: false }));
  let rates = operations.putRates(arms.map(({ rate }) => rate));
  let pending: { loss: Stack; accuracy: Stack }[] = [];
  let captured: readonly Stack[] = [];

  const inputOf = ({ images, labels }: Batch): StepInput => ({
    images: operations.putImages(images, arms.length),
    labels,
    rates,
    arms: switches,
    activation,
  });
  const replaceState = (next: NetworkState) => {
    disposeState(state);
    state = next;
  };
  const setSwitch = (arm: number, patch: Partial<ArmSwitch>) => {
    switches = switches.map((one, index) => (index === arm ? { ...one, ...patch } : one));
  };
  const capture = (activations: readonly Stack[]) => {
    dispose(tensorsOf(...captured));
    captured = activations;
  };

  return {
    step(batch, keepActivations) {
      const {
        activations,
        loss,
        accuracy,
        state: next,
      } = scope(() => {
        const result = trainStep(operations, state, inputOf(batch));
        return { ...result, activations: keepActivations ? result.activations : [] };
      });
      replaceState(next);
      pending.push({ loss, accuracy });
      if (keepActivations) capture(activations);
      if (switches.some(({ fresh }) => fresh)) switches = switches.map((one) => ({ ...one, fresh: false }));
    },
    look(batch) {
      capture(scope(() => forward(operations, state, inputOf(batch)).layers.map(({ h }) => h)));
    },
    async readMetrics() {
      const steps = pending;
      pending = [];
      return {
        loss: await readRows(
          steps.map(({ loss }) => loss),
          arms.length,
        ),
        accuracy: await readRows(
          steps.map(({ accuracy }) => accuracy),
          arms.length,
        ),
      };
    },
    async readActivations() {
      const layers = captured;
      captured = [];
      const read = await Promise.all(layers.map(readStack));
      dispose(tensorsOf(...layers));
      return read;
    },
    evaluate: (set, goOn) => evaluate(state, activation, switches, set, goOn),
    setRate(arm, rate) {
      const [own] = operations.putRates([rate]);
      const next = withArm(rates, arm, own as Tensor2D);
      dispose(tensorsOf(rates));
      rates = next;
    },
    setBatchNorm(arm, on) {
      if (switches[arm]?.bn === on) return;
      if (on) replaceState(scope(() => withFreshBatchNorm(state, arm)));
      else replaceState(scope(() => withFoldedBatchNorm(state, arm)));
      setSwitch(arm, { bn: on, fresh: on });
    },
    freeze: (arm) => setSwitch(arm, { frozen: true }),
    readArm: (arm) => readArm(state, arm),
    dispose() {
      disposeState(state);
      capture([]);
      dispose(tensorsOf(rates, ...pending.flatMap(({ loss, accuracy }) => [loss, accuracy])));
      operations.dispose();
    },
  };
}
