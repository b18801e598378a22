import type { SettingValue } from '../../common/experiment/settings.ts';
import type { ArmNumbers } from './arm-numbers.ts';
import type { Stack } from './stack.ts';

export type Activation = SettingValue<'activation'>;

/** What the operations read of an arm at each step. */
export interface ArmSwitch {
  readonly bn: boolean;
  readonly rate: number;
  /** Stands still for good: its loss was not finite. */
  readonly frozen: boolean;
  /** Its running statistics are to be taken from the next batch as they are. */
  readonly fresh: boolean;
}

/** A training batch: pixels / 255, [batch, 784], and labels. */
export interface Batch {
  readonly images: Float32Array;
  readonly labels: Uint8Array;
}

/** Loss (nats) and accuracy of consecutive training steps, [steps, arms]; NaN for an arm that stands still. */
export interface StepMetrics {
  readonly loss: Float32Array<ArrayBuffer>;
  readonly accuracy: Float32Array<ArrayBuffer>;
}

/**
 * What a form of the operations keeps on the device, in shapes of its own: nobody else looks inside.
 *
 * - `arms`: the switches
 * - `parameters`: gamma, beta, running mean and running variance of a layer
 * - `kept`: what a layer's backward pass needs of its forward pass
 * - `sums`: dgamma and dbeta of a layer
 */
export interface Form {
  arms: unknown;
  parameters: unknown;
  kept: unknown;
  sums: unknown;
}

/** All that training changes, for all arms. */
export interface NetworkState<F extends Form = Form> {
  readonly layers: readonly { readonly w: Stack; readonly parameters: F['parameters'] }[];
  readonly output: { readonly w: Stack; readonly bias: Stack };
}

/** The arms as they are deployed: by running statistics, fixed. */
export interface Inference {
  /** Logits of some images, [images, 10], one list an arm; null for an arm that stands still. */
  logits(images: Float32Array): Promise<(Float32Array | null)[]>;
  dispose(): void;
}

/**
 * The operations a training step is made of, for all arms at once. Those that compute make new tensors, leave their inputs
 * alone and never wait for the device; the caller disposes.
 */
export interface Operations<F extends Form = Form> {
  /** Makes ready what a step runs, e.g. compiles its programs; `step` is a step on any batch, whose result is not used. */
  prepare(step: () => void): Promise<void>;
  /** The network in which every arm has these numbers. */
  createState(numbers: ArmNumbers): NetworkState<F>;
  readArm(state: NetworkState<F>, arm: number): Promise<ArmNumbers>;
  /** The network in which one arm has other numbers. */
  writeArm(state: NetworkState<F>, arm: number, numbers: ArmNumbers): NetworkState<F>;
  putArms(arms: readonly ArmSwitch[]): F['arms'];
  /** Images [batch, 784], the same for all arms, and labels. */
  putBatch(batch: Batch): { readonly images: Stack; readonly labels: Stack };
  /** x W: [batch, in] by [in, out]. */
  product(x: Stack, w: Stack, arms: F['arms']): Stack;
  /** Statistics of the batch, normalisation, gamma and beta, activation: [batch, units] to [batch, units]. */
  normalise(
    z: Stack,
    parameters: F['parameters'],
    arms: F['arms'],
  ): { readonly h: Stack; readonly kept: F['kept'] };
  /** Softmax cross-entropy of z + bias, averaged over the batch: its metrics, and its gradient by z, [batch, 10]. */
  output(
    z: Stack,
    bias: Stack,
    labels: Stack,
    arms: F['arms'],
  ): { readonly metrics: Stack; readonly gradient: Stack };
  /** From the gradient by h to the gradient by z, and the sums dgamma and dbeta. */
  normaliseBackward(
    dh: Stack,
    h: Stack,
    kept: F['kept'],
    parameters: F['parameters'],
    arms: F['arms'],
  ): { readonly dz: Stack; readonly sums: F['sums'] };
  /** dz W^T: the gradient by a layer's input. */
  gradientOfX(dz: Stack, w: Stack): Stack;
  /** W after one step of the optimizer along x^T dz. */
  updateWeights(w: Stack, x: Stack, dz: Stack, arms: F['arms']): Stack;
  /** A bias after one step of the optimizer along the sum of dz over the batch. */
  updateBias(bias: Stack, dz: Stack, arms: F['arms']): Stack;
  /** gamma and beta after one step of the optimizer, and the running statistics after this batch. */
  updateParameters(
    parameters: F['parameters'],
    sums: F['sums'],
    kept: F['kept'],
    arms: F['arms'],
  ): F['parameters'];
  /** Waits for the metrics of some steps, and frees them. */
  readMetrics(steps: readonly Stack[]): Promise<StepMetrics>;
  /** Waits for a layer's activations, row-major [batch, units] an arm; null for an arm that stands still. */
  readActivations(h: Stack): Promise<(Float32Array | null)[]>;
  inference(state: NetworkState<F>, arms: readonly ArmSwitch[]): Promise<Inference>;
  /** Frees what the operations keep on the device for themselves. */
  dispose(): void;
}
