import type { Norm } from '../../common/experiment/norm.ts';
import type { SettingValue } from '../../common/experiment/settings.ts';
import type { ArmNumbers } from './arm-numbers.ts';
import type { LayerShape } from './layer-shape.ts';

export type Activation = SettingValue<'activation'>;

/** What the operations read of an arm at each step. */
export interface ArmSwitch {
  /** Whether its normalization is on. */
  readonly bn: boolean;
  readonly norm: Norm;
  /** In this step: the arm's own rate times what the schedule says. */
  readonly rate: number;
  /** What its noise is drawn from, besides. */
  readonly seed: number;
  /** Which update of the optimizer this is, from 1: Adam's t, and what noise is drawn from. */
  readonly update: number;
  /** The same of gamma and beta in the layers that can have normalization. */
  readonly normUpdate: number;
  /** Stands still for good: its loss was not finite. */
  readonly frozen: boolean;
  /** Its running statistics are to be taken from the next batch as they are. */
  readonly fresh: boolean;
}

/** Images, 784 bytes each, and their labels. */
export interface LabelledImages {
  readonly count: number;
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Loss (nats) and accuracy of consecutive training steps, [steps, arms]; NaN for an arm that stands still. */
export interface StepMetrics {
  readonly loss: Float32Array<ArrayBuffer>;
  readonly accuracy: Float32Array<ArrayBuffer>;
}

/** What a network holds where it is computed: tensors or textures, and their bytes. */
export interface DeviceMemory {
  readonly tensors: number;
  readonly bytes: number;
}

/** Told while a network is made ready. */
export type PrepareProgress = (done: number, total: number) => void;

/**
 * What a form of the operations keeps on the device, in shapes of its own: nobody else looks inside.
 *
 * - `matrix`: one matrix of every arm, for all arms at once; weights and a bias with what the optimizer remembers of them
 * - `images`: a set of labelled images
 * - `labels`: the labels of a step's batches
 * - `arms`: the switches
 * - `parameters`: gamma, beta, running mean and running variance of a layer, and what the optimizer remembers of the first two
 * - `kept`: what a layer's backward pass needs of its forward pass
 * - `sums`: dgamma and dbeta of a layer
 * - `look`: what a look inside reads of a layer
 */
export interface Form {
  matrix: unknown;
  images: unknown;
  labels: unknown;
  arms: unknown;
  parameters: unknown;
  kept: unknown;
  sums: unknown;
  look: unknown;
}

/** All that training changes, for all arms. */
export interface NetworkState<F extends Form = Form> {
  readonly layers: readonly {
    readonly w: F['matrix'];
    /** Of the arms that have one beside their normalization, see `hasBias`; null where the form keeps none for any arm. */
    readonly bias: F['matrix'] | null;
    readonly parameters: F['parameters'];
  }[];
  readonly output: { readonly w: F['matrix']; readonly bias: F['matrix'] };
}

/** The batches of a step on the device: pixels / 255 of 28 x 28 images, and labels. As many arms in a row have the same. */
export interface DeviceBatch<F extends Form = Form> {
  readonly images: F['matrix'];
  readonly labels: F['labels'];
}

/** What a training step had of one layer. */
export interface LayerPass<F extends Form = Form> {
  /** The layer's input. */
  readonly x: F['matrix'];
  readonly z: F['matrix'];
  /** The activation, before pooling. */
  readonly h: F['matrix'];
  /** Gradients of the batch's mean loss, by h and by z. */
  readonly dh: F['matrix'];
  readonly dz: F['matrix'];
  /** W and the parameters before the step. */
  readonly w: F['matrix'];
  readonly parameters: F['parameters'];
  readonly kept: F['kept'];
}

/**
 * What a look inside tells of one layer of one arm, of as many images and inputs as its `LookSize` says. The first four are
 * row-major [units, images], of a convolution [channels, places * images]; the next two [units, inputs]; the rest one value a unit.
 */
export interface LayerValues {
  /** Whether this layer is normalised. */
  readonly bn: boolean;
  readonly z: Float32Array;
  /** gamma * xhat + beta; null where that is gamma * (z - mean) * inverse + beta with the values below. */
  readonly y: Float32Array | null;
  readonly h: Float32Array;
  /** Of the batch's mean loss by h. */
  readonly gradient: Float32Array;
  readonly weights: Float32Array;
  /** What the step adds to the weights. */
  readonly update: Float32Array;
  /** Means over the channel where every activation has its own. */
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly runningMean: Float32Array;
  readonly runningVariance: Float32Array;
  /** By which z is normalised, of the whole batch: mean, 1 / sqrt(variance + eps), variance. Without BN, and of a layer norm, 0, 1 and 0. */
  readonly mean: Float32Array;
  readonly inverse: Float32Array;
  readonly variance: Float32Array;
}

/** Cross-entropy in nats and images read correctly, summed over some images. */
export interface Total {
  readonly loss: number;
  readonly right: number;
}

/** Statistics by which batch normalization is done in a test. */
export type TestStatistics = 'running' | 'batch';

/** The arms as they are deployed: fixed. */
export interface Inference<F extends Form = Form> {
  /**
   * Tests the arms on the images from `first` to before `end`, `testChunk` at most; one total an arm, NaN for one that stands still.
   *
   * @param by `batch`: the images of this pass are the batch, filled up with others of the set (from its start on) that do not count
   */
  test(set: F['images'], first: number, end: number, by: TestStatistics): Promise<Total[]>;
  dispose(): void;
}

/** The network after one training step, and what the step saw. */
export interface StepResult<F extends Form = Form> {
  readonly state: NetworkState<F>;
  readonly metrics: F['matrix'];
  /** What a look inside reads of every hidden layer; nothing when it was not asked for. */
  readonly looks: readonly F['look'][];
}

/** How what is of all arms is taken apart for a step of some of them, and what became of them put together again. */
export interface Apart<F extends Form = Form> {
  state(state: NetworkState<F>, arms: readonly number[]): NetworkState<F>;
  batch(batch: DeviceBatch<F>, arms: readonly number[]): DeviceBatch<F>;
  arms(all: F['arms'], arms: readonly number[]): F['arms'];
  join(parts: readonly StepResult<F>[]): StepResult<F>;
}

/**
 * The operations a training step is made of, for all arms at once. Those that compute make something new, leave their inputs
 * alone and never wait for the device; the caller frees.
 */
export interface Operations<F extends Form = Form> {
  /** Where they compute on this thread, which hears nothing meanwhile: how a step is made for some arms at a time. Null elsewhere. */
  readonly apart: Apart<F> | null;
  /** Makes ready what some work runs, e.g. compiles its programs; what the work computes is not used. */
  prepare(work: () => void, onProgress: PrepareProgress): Promise<void>;
  /** Frees everything made on the device inside, but for what is in the result, however deep. */
  scope<T extends object>(compute: () => T): T;
  /** Frees everything on the device in a container, however deep. */
  free(container: unknown): void;
  /** The network in which each arm has its numbers. */
  createState(arms: readonly ArmNumbers[]): NetworkState<F>;
  /** The numbers of some arms as they are now, in one read. */
  readArms(state: NetworkState<F>, arms: readonly number[]): Promise<ArmNumbers[]>;
  /** The network in which one arm has other numbers. */
  writeArm(state: NetworkState<F>, arm: number, numbers: ArmNumbers): NetworkState<F>;
  putArms(arms: readonly ArmSwitch[]): F['arms'];
  /** Puts a whole set where batches can be gathered from it. */
  putImages(set: LabelledImages): F['images'];
  /** Gathers a step's batches: the images and labels at some places of a set, one batch after the other. */
  gather(set: F['images'], places: Uint32Array): DeviceBatch<F>;
  /** x W + bias of a dense layer, or of the filters W at every place of x. */
  product(
    layer: LayerShape,
    x: F['matrix'],
    w: F['matrix'],
    bias: F['matrix'] | null,
    arms: F['arms'],
  ): F['matrix'];
  /** Statistics of the batch, normalisation, gamma and beta, activation. */
  normalise(
    layer: LayerShape,
    z: F['matrix'],
    parameters: F['parameters'],
    arms: F['arms'],
  ): { readonly h: F['matrix']; readonly kept: F['kept'] };
  /** Softmax cross-entropy of z + bias, averaged over the batch: its metrics, and its gradient by z, [batch, 10]. */
  output(
    z: F['matrix'],
    bias: F['matrix'],
    labels: F['labels'],
    arms: F['arms'],
  ): { readonly metrics: F['matrix']; readonly gradient: F['matrix'] };
  /** Max pooling of h: the largest value of each window. */
  pool(layer: LayerShape, h: F['matrix']): F['matrix'];
  /** From the gradient by what `pool` gave to the gradient by h: it goes to the first largest value of each window. */
  poolBackward(layer: LayerShape, dp: F['matrix'], h: F['matrix'], pooled: F['matrix']): F['matrix'];
  /** From the gradient by h to the gradient by z, and the sums dgamma and dbeta. */
  normaliseBackward(
    layer: LayerShape,
    dh: F['matrix'],
    h: F['matrix'],
    kept: F['kept'],
    parameters: F['parameters'],
    arms: F['arms'],
  ): { readonly dz: F['matrix']; readonly sums: F['sums'] };
  /** dz W^T: the gradient by a layer's input. */
  gradientOfX(layer: LayerShape, dz: F['matrix'], w: F['matrix']): F['matrix'];
  /** W after one step of the optimizer along x^T dz, and after weight decay. */
  updateWeights(
    layer: LayerShape,
    w: F['matrix'],
    x: F['matrix'],
    dz: F['matrix'],
    arms: F['arms'],
  ): F['matrix'];
  /** A bias after one step of the optimizer along the sum of dz over the batch, and over all places. */
  updateBias(layer: LayerShape, bias: F['matrix'], dz: F['matrix'], arms: F['arms']): F['matrix'];
  /** gamma and beta after one step of the optimizer, and the running statistics after this batch. */
  updateParameters(
    layer: LayerShape,
    parameters: F['parameters'],
    sums: F['sums'],
    kept: F['kept'],
    arms: F['arms'],
  ): F['parameters'];
  /** Sends for the metrics of some steps and frees them; the promise is kept when they are here. */
  readMetrics(steps: readonly F['matrix'][]): Promise<StepMetrics>;
  /** Keeps what a look inside reads of a layer. */
  look(layer: LayerShape, pass: LayerPass<F>, arms: F['arms']): F['look'];
  /** Sends for what was kept of some layers: `[layer][arm]`, null for an arm that stood still. */
  readLooks(layers: readonly F['look'][]): Promise<(LayerValues | null)[][]>;
  /** The arms as they are now, which later steps do not change. */
  inference(state: NetworkState<F>, arms: readonly ArmSwitch[]): Inference<F>;
  memory(): DeviceMemory;
  /** Frees what the operations keep on the device for themselves. */
  dispose(): void;
}
