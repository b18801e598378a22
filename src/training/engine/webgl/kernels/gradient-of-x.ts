import { type Kernel, makeKernel, strideOf } from './kernel.ts';
import type { LayerSize } from './sizes.ts';

/** D, W to D W^T: the gradient by the input of a layer, [rows, arms * out] by [in, arms * out] to [rows, arms * in]. */
export function gradientOfX({ arms, rows, fanIn, stride }: LayerSize): Kernel {
  const strideIn = strideOf(fanIn);
  return makeKernel(
    ['D', 'W'],
    [rows, arms * strideIn],
    `int arm = rc.y / ${strideIn};
     int unit = rc.y - arm * ${strideIn};
     int from = arm * ${stride};
     for (int k = 0; k < ${stride}; k += 2) {
       vec4 d = T(D, rc.x, from + k);
       vec4 w = T(W, unit, from + k);
       result += d.xxzz * w.xzxz + d.yyww * w.ywyw;
     }`,
  );
}
