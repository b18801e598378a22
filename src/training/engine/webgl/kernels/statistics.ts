import { EPSILON } from '../../arm-numbers.ts';
import { float, type Kernel, makeKernel } from './kernel.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** Z, S to the mean and 1 / sqrt(var + eps) of each unit, [2, arms * units]; (0, 1) for an arm without BN. */
export const statistics = (size: UnitsSize): Kernel =>
  makeKernel(
    ['Z', 'S'],
    [2, widthOf(size)],
    `vec2 total = vec2(0.);
     for (int row = 0; row < ${size.rows}; row += 2) {
       vec4 z = T(Z, row, rc.y);
       total += z.xy + z.zw;
     }
     vec2 mean = total / ${float(size.rows)};
     vec2 squares = vec2(0.);
     for (int row = 0; row < ${size.rows}; row += 2) {
       vec4 centred = T(Z, row, rc.y) - mean.xyxy;
       squares += centred.xy * centred.xy;
       ${size.rows % 2 === 1 ? `if (row + 1 < ${size.rows})` : ''} squares += centred.zw * centred.zw;
     }
     vec2 inverse = inversesqrt(squares / ${float(size.rows)} + ${EPSILON});
     bvec2 normalised = greaterThan(T(S, 0, rc.y).xy, vec2(0.));
     result = vec4(mix(vec2(0.), mean, normalised), mix(vec2(1.), inverse, normalised));`,
  );
