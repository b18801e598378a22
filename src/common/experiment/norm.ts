/**
 * The switches of normalization, an arm's own: what a layer does to u, its input, when normalization is on.
 *
 *     mean, var   over the rows of the batch (batch, noisy), or over the units of each image (layer)
 *     xhat = (u - centre * mean) / (scale ? sqrt(var + epsilon) : 1)
 *     y    = gamma * xhat + beta, gamma 1 and beta 0 for good without `affine`
 *
 * What an arm does not say is as in Ioffe & Szegedy 2015.
 */
export interface Norm {
  readonly kind: 'batch' | 'layer' | 'noisy';
  readonly centre: boolean;
  readonly scale: boolean;
  readonly affine: boolean;
  /** Added to the variance before its root is taken. */
  readonly epsilon: number;
  /** Share of the newest batch in the running statistics. */
  readonly momentum: number;
  /** Statistics by which the arm is tested; `both` shows two curves, and `running` counts. */
  readonly inference: 'running' | 'batch' | 'both';
  /** Whether the gradient goes through mean and variance, or takes them for constants. */
  readonly through: boolean;
  /** Of the activation. */
  readonly place: 'before' | 'after';
  /** All hidden layers, or the last one only. */
  readonly where: 'all' | 'last';
  /** In a convolution: gamma and beta for each channel, or for each (channel, row, column). */
  readonly parameters: 'channel' | 'activation';
}

export const PAPER_NORM: Norm = {
  kind: 'batch',
  centre: true,
  scale: true,
  affine: true,
  epsilon: 1e-5,
  momentum: 0.1,
  inference: 'running',
  through: true,
  place: 'before',
  where: 'all',
  parameters: 'channel',
};

/**
 * Whether the linear layer before it has a bias. Batch normalization right after it that takes off the mean takes any bias out again, and
 * beta is there instead. A mean over the units of an image, or of what an activation made, does not.
 */
export const keepsBias = ({ centre, kind, place }: Norm): boolean =>
  kind === 'layer' || place === 'after' || !centre;

export const EPSILON_RANGE = { min: 1e-10, max: 1 } as const;
export const MOMENTUM_RANGE = { min: 0.001, max: 1 } as const;

/** The switches of an arm, those it does not say filled in. */
export const normOf = ({ norm }: { readonly norm?: Partial<Norm> }): Norm => ({ ...PAPER_NORM, ...norm });

/**
 * Noise of `noisy` (Santurkar et al. 2018, appendix A, "Noisy" BatchNorm): in each step each unit draws a shift from
 * U(-shift, shift) and a scale from U(1, scale); each image then its own shift from U(-shiftOwn, shiftOwn) around the first, and
 * its own scale from a normal of deviation `scaleOwn` around the second.
 */
export const NOISE = { shift: 0.5, scale: 1.25, shiftOwn: 0.1, scaleOwn: 0.1 } as const;
