import { CLASSES } from '../../common/experiment/config.ts';
import { initialWeights, type NetworkShape } from './initialisers.ts';

/** Added to the variance before its root is taken. */
export const EPSILON = 1e-5;
/** Share of the newest batch in the running statistics. */
export const MOMENTUM = 0.1;

/** One hidden layer of one arm: W is row-major [in, out], the others have `out` values. */
export interface LayerNumbers {
  readonly w: Float32Array;
  /** 1 without BN. */
  readonly gamma: Float32Array;
  /** The bias without BN. */
  readonly beta: Float32Array;
  /** Running mean and variance; not read without BN. */
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** All that training changes in one arm, in the browser's own memory. */
export interface ArmNumbers {
  readonly layers: readonly LayerNumbers[];
  readonly output: { readonly w: Float32Array; readonly bias: Float32Array };
}

/** An arm before its first step: gamma 1, beta 0, running statistics (0, 1). */
export function initialNumbers(shape: NetworkShape): ArmNumbers {
  const weights = initialWeights(shape);
  return {
    layers: weights.slice(0, -1).map((w) => freshLayer(w, shape.width)),
    output: { w: weights.at(-1) as Float32Array, bias: new Float32Array(CLASSES) },
  };
}

const freshLayer = (w: Float32Array, units: number): LayerNumbers => ({
  w,
  gamma: new Float32Array(units).fill(1),
  beta: new Float32Array(units),
  mean: new Float32Array(units),
  variance: new Float32Array(units).fill(1),
});

/** The arm with a fresh batch normalization in every layer. The biases go: a normalised layer takes any bias out again. */
export const withFreshBatchNorm = ({ layers, output }: ArmNumbers): ArmNumbers => ({
  layers: layers.map(({ w, gamma }) => freshLayer(w, gamma.length)),
  output,
});

/**
 * The arm with its running statistics folded into weights and biases, as one does for deployment: y = x W' + b' with
 * W' = W * s, b' = beta - mean * s, s = gamma / sqrt(variance + eps). By running statistics its function stays what it was.
 */
export const withFoldedBatchNorm = ({ layers, output }: ArmNumbers): ArmNumbers => ({
  layers: layers.map(({ w, gamma, beta, mean, variance }) => {
    const units = gamma.length;
    const scale = gamma.map((value, unit) => value / Math.sqrt((variance[unit] as number) + EPSILON));
    const scaled = w.map((value, index) => value * (scale[index % units] as number));
    const bias = beta.map((value, unit) => value - (mean[unit] as number) * (scale[unit] as number));
    return { ...freshLayer(scaled, units), beta: bias };
  }),
  output,
});
