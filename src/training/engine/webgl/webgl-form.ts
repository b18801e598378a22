import type { LayerShape } from '../layer-shape.ts';
import type { Form } from '../operations.ts';
import type { ImageTexture } from './gpu/image-texture.ts';
import type { Matrix } from './gpu/matrix.ts';
import type { Statistics, Sums } from './layer-kernels.ts';
import type { ArmSettings } from './settings.ts';

/**
 * The fused operations keep one matrix for all arms of everything, the arms side by side in the columns; of a convolution so at every
 * place, see `kernels/sizes.ts`.
 */
export interface WebGlForm extends Form {
  matrix: Matrix;
  images: ImageTexture;
  /** A row of places in the set and a row of labels: [2, batch]. */
  labels: Matrix;
  arms: ArmSettings;
  /** gamma, beta, running mean, running variance, and moments of the first two; see `kernels/update-parameters.ts`. */
  parameters: Matrix;
  kept: { readonly z: Matrix; readonly statistics: Statistics };
  sums: Sums;
  look: LayerLook;
}

/** What a look inside reads of a layer. */
export interface LayerLook {
  readonly layer: LayerShape;
  readonly z: Matrix;
  readonly h: Matrix;
  readonly gradient: Matrix;
  /** Only where an arm is normalised in a way that its statistics and parameters do not tell. */
  readonly y: readonly Matrix[];
  readonly weights: Matrix;
  readonly update: Matrix;
  readonly parameters: Matrix;
  readonly statistics: Matrix;
}
