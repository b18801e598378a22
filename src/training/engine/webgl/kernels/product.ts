import { type Kernel, makeKernel } from './kernel.ts';
import { firstInput, type LayerSize } from './sizes.ts';

/** X, W to Z = X W: [rows, arms * in] by [in, arms * out] to [rows, arms * out], each arm by itself. */
export function product(size: LayerSize): Kernel {
  const { stride } = size;
  return makeKernel(
    ['X', 'W'],
    [size.rows, size.arms * stride],
    `int from = ${firstInput(size, `(rc.y / ${stride})`)};
     for (int k = 0; k < ${size.fanIn}; k += 2) {
       vec4 x = T(X, rc.x, from + k);
       vec4 w = T(W, k, rc.y);
       result += x.xxzz * w.xyxy + x.yyww * w.zwzw;
     }`,
  );
}
