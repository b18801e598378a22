import type { SettingValue } from '../../common/experiment/settings.ts';
import type { Pair, Stack } from './stack.ts';

export type Activation = SettingValue<'activation'>;

/** What the operations read of an arm at each step. */
export interface ArmSwitch {
  readonly bn: boolean;
  /** Stands still for good: its loss was not finite. */
  readonly frozen: boolean;
  /** Its running statistics are to be taken from the next batch as they are. */
  readonly fresh: boolean;
}

/** The result of a layer's forward pass on a training batch, all that its backward pass needs. */
export interface Normalised {
  /** Activations, [batch, units]. */
  readonly h: Stack;
  /** What gamma multiplies, [batch, units]: the normalised z with BN, z itself without. */
  readonly xhat: Stack;
  /** 1 / sqrt(var + eps), [1, units]; null for an arm without BN. */
  readonly inverseDeviation: Stack;
  /** Mean and (biased) variance of the batch, [1, units] each; null for an arm without BN. */
  readonly statistics: Pair;
}

/** Loss and accuracy of a batch, [1, 1] each, and the gradient of the loss by the logits, [batch, 10]. */
export interface Output {
  readonly loss: Stack;
  readonly accuracy: Stack;
  readonly gradient: Stack;
}

/**
 * The operations a training step is made of, for all arms at once. Every operation makes new tensors and leaves its inputs
 * alone; the caller disposes. None of them waits for the device.
 */
export interface Operations {
  /** Puts values on the device: one row-major [rows, columns] array an arm. */
  put(values: readonly Float32Array[], rows: number, columns: number): Stack;
  /** One learning rate an arm, as `update...` wants it. */
  putRates(rates: readonly number[]): Stack;
  /** The same images for all arms, [batch, 784]. */
  putImages(images: Float32Array, arms: number): Stack;
  /** x W: [batch, in] by [in, out]. */
  product(x: Stack, w: Stack, arms: readonly ArmSwitch[]): Stack;
  /** Statistics of the batch, normalisation, gamma and beta, activation. */
  normalise(z: Stack, parameters: Pair, activation: Activation, arms: readonly ArmSwitch[]): Normalised;
  /** Softmax cross-entropy over [batch, 10] logits (z + bias), averaged over the batch. */
  output(z: Stack, bias: Stack, labels: Uint8Array, arms: readonly ArmSwitch[]): Output;
  /** From the gradient by h to the gradient by z, and the sums (dgamma, dbeta). */
  normaliseBackward(
    dh: Stack,
    forward: Normalised,
    parameters: Pair,
    activation: Activation,
    arms: readonly ArmSwitch[],
  ): { readonly dz: Stack; readonly sums: Pair };
  /** dz W^T: the gradient by the layer's input. */
  gradientOfX(dz: Stack, w: Stack): Stack;
  /** W after one step of the optimizer along x^T dz. */
  updateWeights(w: Stack, x: Stack, dz: Stack, rates: Stack): Stack;
  /** Sum over the batch, [1, out]: the gradient of a bias. */
  sumRows(dz: Stack): Stack;
  /** (gamma, beta) after one step of the optimizer; gamma stays 1 without BN. */
  updateParameters(parameters: Pair, sums: Pair, rates: Stack, arms: readonly ArmSwitch[]): Pair;
  /** A bias after one step of the optimizer. */
  updateBias(bias: Stack, gradient: Stack, rates: Stack): Stack;
  /** Running statistics, moved towards those of the batch. */
  updateRunning(running: Pair, statistics: Pair, arms: readonly ArmSwitch[]): Pair;
  /** Frees the constants the operations keep on the device. */
  dispose(): void;
}
