import { EPSILON } from '../../arm-numbers.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** P, S to the same as `statistics`, by running statistics. */
export const runningStatistics = (size: UnitsSize): KernelCode => ({
  name: 'running statistics',
  inputs: ['P', 'S'],
  shape: [3, widthOf(size)],
  code: `
    mat4 p = block(P, 0, at.y);
    bvec4 normalised = greaterThan(line(S, 0, at.y, 0), vec4(0.));
    result[0] = mix(vec4(0.), p[2], normalised);
    result[1] = mix(vec4(1.), inversesqrt(p[3] + ${EPSILON}), normalised);
    result[2] = mix(vec4(0.), p[3], normalised);`,
});
