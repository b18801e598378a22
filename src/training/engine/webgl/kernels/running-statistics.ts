import { EPSILON } from '../../arm-numbers.ts';
import { type Kernel, makeKernel } from './kernel.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** P, S to the same by running statistics. */
export const runningStatistics = (size: UnitsSize): Kernel =>
  makeKernel(
    ['P', 'S'],
    [2, widthOf(size)],
    `vec4 running = T(P, 2, rc.y);
     bvec2 normalised = greaterThan(T(S, 0, rc.y).xy, vec2(0.));
     vec2 inverse = inversesqrt(running.zw + ${EPSILON});
     result = vec4(mix(vec2(0.), running.xy, normalised), mix(vec2(1.), inverse, normalised));`,
  );
