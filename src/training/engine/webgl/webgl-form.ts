import type { Form } from '../operations.ts';
import type { ImageTexture } from './gpu/image-texture.ts';
import type { Matrix } from './gpu/matrix.ts';

/** The fused operations keep one matrix for all arms of everything, the arms side by side in the columns. */
export interface WebGlForm extends Form {
  matrix: Matrix;
  images: ImageTexture;
  /** A row of places in the set and a row of labels: [2, batch]. */
  labels: Matrix;
  /** Settings by hidden unit and by class; see `settings.ts`. */
  arms: { readonly hidden: Matrix; readonly output: Matrix };
  /** gamma, beta, running mean, running variance: [4, arms * units]. */
  parameters: Matrix;
  /** z, and the batch's mean, 1 / deviation and variance, [3, arms * units]. */
  kept: { readonly z: Matrix; readonly statistics: Matrix };
  /** dgamma, dbeta: [2, arms * units]. */
  sums: Matrix;
  look: Readonly<Record<'z' | 'h' | 'gradient' | 'weights' | 'update' | 'parameters' | 'statistics', Matrix>>;
}
