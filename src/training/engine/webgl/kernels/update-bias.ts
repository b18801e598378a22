import { CLASSES } from '../../../../common/experiment/config.ts';
import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { strideOf } from './code.ts';
import type { OutputSize } from './sizes.ts';

/** B, D, S to B - rate * (sum of D over the rows), [1, arms * 10]. */
export const updateBias = ({ arms, rows }: OutputSize): KernelCode => ({
  name: 'update bias',
  inputs: ['B', 'D', 'S'],
  shape: [1, arms * strideOf(CLASSES)],
  code: `
    vec4 gradient = vec4(0.);
    for (int k = 0; k < ${blocksOf(rows)}; k++) {
      mat4 d = block(D, k, at.y);
      gradient += d[0] + d[1] + d[2] + d[3];
    }
    vec4 bias = line(B, 0, at.y, 0);
    vec4 rate = line(S, 0, at.y, 1);
    result[0] = mix(bias - rate * gradient, bias, equal(rate, vec4(0.)));`,
});
