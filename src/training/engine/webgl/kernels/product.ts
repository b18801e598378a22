import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { firstInput, type LayerSize } from './sizes.ts';

/**
 * X, W to Z = X W: [rows, arms * in] by [in, arms * out] to [rows, arms * out], each arm by itself. GLSL has the rows of a
 * block in its columns, so all it sees is turned, and the factors change places.
 */
export const product = (size: LayerSize): KernelCode => ({
  name: 'product',
  inputs: ['X', 'W'],
  shape: [size.rows, size.arms * size.stride],
  code: `
    int from = ${firstInput(size, `at.y / ${blocksOf(size.stride)}`)};
    for (int k = 0; k < ${blocksOf(size.fanIn)}; k++) {
      result += block(W, k, at.y) * block(X, at.x, from + k);
    }`,
});
