import { MOMENTUM } from '../../arm-numbers.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { float } from './code.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/**
 * P, G, V, S to the parameters after a step, [4, arms * units]: gamma and beta down their gradients, running mean and
 * variance towards the batch's, the variance with Algorithm 2's m / (m - 1).
 */
export const updateParameters = (size: UnitsSize): KernelCode => ({
  name: 'update parameters',
  inputs: ['P', 'G', 'V', 'S'],
  shape: [4, widthOf(size)],
  code: `
    mat4 old = block(P, 0, at.y);
    vec4 kind = line(S, 0, at.y, 0);
    vec4 rate = line(S, 0, at.y, 1);
    bvec4 stands = equal(rate, vec4(0.));
    // Without BN gamma and the statistics stay as they are; beta is the bias.
    bvec4 plain = equal(kind * rate, vec4(0.));
    vec4 momentum = mix(vec4(${float(MOMENTUM)}), vec4(1.), equal(kind, vec4(2.)));
    vec4 variance = line(V, 0, at.y, 2) * ${float(size.rows / (size.rows - 1))};
    result[0] = mix(old[0] - rate * line(G, 0, at.y, 0), old[0], plain);
    result[1] = mix(old[1] - rate * line(G, 0, at.y, 1), old[1], stands);
    result[2] = mix(mix(old[2], line(V, 0, at.y, 0), momentum), old[2], plain);
    result[3] = mix(mix(old[3], variance, momentum), old[3], plain);`,
});
