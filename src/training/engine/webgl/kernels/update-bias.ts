import { CLASSES } from '../../../../common/experiment/config.ts';
import { type Kernel, makeKernel } from './kernel.ts';
import type { OutputSize } from './sizes.ts';

/** B, D, S to B - rate * (sum of D over the rows), [1, arms * 10]. */
export const updateBias = ({ arms, rows }: OutputSize): Kernel =>
  makeKernel(
    ['B', 'D', 'S'],
    [1, arms * CLASSES],
    `vec2 gradient = vec2(0.);
     for (int row = 0; row < ${rows}; row += 2) {
       vec4 d = T(D, row, rc.y);
       gradient += d.xy + d.zw;
     }
     vec2 bias = T(B, 0, rc.y).xy;
     vec2 rate = T(S, 0, rc.y).zw;
     result.xy = mix(bias - rate * gradient, bias, equal(rate, vec2(0.)));`,
  );
