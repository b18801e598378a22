import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { eachRow } from './code.ts';
import { firstInput, type LayerSize } from './sizes.ts';

/**
 * W, X, D, S to W - rate * X^T D, [in, arms * out]; S holds the rates (see `settings.ts`). Another optimizer takes the place
 * of the last lines.
 */
export const updateWeights = (size: LayerSize): KernelCode => ({
  name: 'update weights',
  inputs: ['W', 'X', 'D', 'S'],
  shape: [size.fanIn, size.arms * size.stride],
  code: `
    int column = ${firstInput(size, `at.y / ${blocksOf(size.stride)}`)} + at.x;
    mat4 gradient = mat4(0.);
    for (int k = 0; k < ${blocksOf(size.rows)}; k++) {
      gradient += block(D, k, at.y) * transpose(block(X, k, column));
    }
    mat4 w = block(W, at.x, at.y);
    vec4 rate = line(S, 0, at.y, 1);
    bvec4 stands = equal(rate, vec4(0.));
    ${eachRow((i) => `result[${i}] = mix(w[${i}] - rate * gradient[${i}], w[${i}], stands);`)}`,
});
