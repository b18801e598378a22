import { EPSILON, MOMENTUM } from '../../arm-numbers.ts';
import { float, type Kernel, makeKernel } from './kernel.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/**
 * P, G, V, S to the parameters after a step, [4, arms * units]: gamma and beta down their gradients, running mean and
 * variance towards the batch's, the variance with Algorithm 2's m / (m - 1).
 */
export const updateParameters = (size: UnitsSize): Kernel =>
  makeKernel(
    ['P', 'G', 'V', 'S'],
    [4, widthOf(size)],
    `vec4 old = T(P, rc.x, rc.y);
     vec4 settings = T(S, 0, rc.y);
     vec2 kind = settings.xy;
     vec2 rate = settings.zw;
     vec4 next;
     bvec4 keep = equal(rate.xyxy, vec4(0.));
     if (rc.x == 0) {
       next = old - rate.xyxy * T(G, 0, rc.y);
       keep.xy = bvec2(keep.x || kind.x == 0., keep.y || kind.y == 0.);
     } else {
       vec4 v = T(V, 0, rc.y);
       vec2 variance = max(1. / (v.zw * v.zw) - ${EPSILON}, vec2(0.)) * ${float(size.rows / (size.rows - 1))};
       vec4 momentum = mix(vec4(${MOMENTUM}), vec4(1.), equal(kind.xyxy, vec4(2.)));
       next = mix(old, vec4(v.xy, variance), momentum);
       keep = bvec4(keep.x || kind.x == 0., keep.y || kind.y == 0., keep.z || kind.x == 0., keep.w || kind.y == 0.);
     }
     result = mix(next, old, keep);`,
  );
