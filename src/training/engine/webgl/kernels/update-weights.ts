import { type Kernel, makeKernel } from './kernel.ts';
import { firstInput, type LayerSize } from './sizes.ts';

/**
 * W, X, D, S to W - rate * X^T D, [in, arms * out]; S holds the rates (see `settings.ts`). Another optimizer takes the place
 * of the last line.
 */
export function updateWeights(size: LayerSize): Kernel {
  const { stride } = size;
  return makeKernel(
    ['W', 'X', 'D', 'S'],
    [size.fanIn, size.arms * stride],
    `int column = ${firstInput(size, `(rc.y / ${stride})`)} + rc.x;
     vec4 gradient = vec4(0.);
     for (int row = 0; row < ${size.rows}; row += 2) {
       vec4 x = T(X, row, column);
       vec4 d = T(D, row, rc.y);
       gradient += x.xxyy * d.xyxy + x.zzww * d.zwzw;
     }
     vec4 w = T(W, rc.x, rc.y);
     vec4 rate = T(S, 0, rc.y).zwzw;
     result = mix(w - rate * gradient, w, equal(rate, vec4(0.)));`,
  );
}
