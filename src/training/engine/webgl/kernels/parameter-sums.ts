import type { Activation } from '../../operations.ts';
import { activationCode } from './activation-code.ts';
import { type Kernel, makeKernel } from './kernel.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** D (gradient by h), H, Z, V to dgamma and dbeta, [2, arms * units]. */
export const parameterSums = (size: UnitsSize, activation: Activation): Kernel =>
  makeKernel(
    ['D', 'H', 'Z', 'V'],
    [2, widthOf(size)],
    `vec4 v = T(V, 0, rc.y);
     for (int row = 0; row < ${size.rows}; row += 2) {
       vec4 dy = T(D, row, rc.y) * slope(T(H, row, rc.y));
       vec4 scaled = dy * (T(Z, row, rc.y) - v.xyxy) * v.zwzw;
       result += vec4(scaled.xy + scaled.zw, dy.xy + dy.zw);
     }`,
    { helpers: activationCode[activation] },
  );
