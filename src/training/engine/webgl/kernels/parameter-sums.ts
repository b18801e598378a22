import type { Activation } from '../../operations.ts';
import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { activationCode } from './activation-code.ts';
import { eachRow } from './code.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** D (gradient by h), H, Z, V to dgamma and dbeta, [2, arms * units]. */
export const parameterSums = (size: UnitsSize, activation: Activation): KernelCode => ({
  name: 'parameter sums',
  inputs: ['D', 'H', 'Z', 'V'],
  shape: [2, widthOf(size)],
  helpers: activationCode[activation],
  code: `
    vec4 mean = line(V, 0, at.y, 0);
    vec4 inverse = line(V, 0, at.y, 1);
    vec4 dy;
    for (int k = 0; k < ${blocksOf(size.rows)}; k++) {
      mat4 d = block(D, k, at.y);
      mat4 h = block(H, k, at.y);
      mat4 z = block(Z, k, at.y);
      ${eachRow((i) => `dy = d[${i}] * slope(h[${i}]); result[0] += dy * (z[${i}] - mean); result[1] += dy;`)}
    }
    result[0] *= inverse;`,
});
