import { EPSILON } from '../../arm-numbers.ts';
import { BLOCK } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { eachRow, float } from './code.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** Z, S to the mean, 1 / sqrt(var + eps) and var of each unit, [3, arms * units]; (0, 1, 0) for an arm without BN. */
export const statistics = (size: UnitsSize): KernelCode => {
  const [whole, left] = [Math.floor(size.rows / BLOCK), size.rows % BLOCK];
  const addSquares = (row: number) => `d = z[${row}] - mean; squares += d * d;`;
  return {
    name: 'statistics',
    inputs: ['Z', 'S'],
    shape: [3, widthOf(size)],
    code: `
      mat4 z;
      vec4 d;
      vec4 total = vec4(0.);
      for (int k = 0; k < ${whole + Math.sign(left)}; k++) {
        z = block(Z, k, at.y);
        total += z[0] + z[1] + z[2] + z[3];
      }
      vec4 mean = total / ${float(size.rows)};
      vec4 squares = vec4(0.);
      for (int k = 0; k < ${whole}; k++) {
        z = block(Z, k, at.y);
        ${eachRow(addSquares)}
      }
      ${left === 0 ? '' : `z = block(Z, ${whole}, at.y); ${eachRow(addSquares, left)}`}
      vec4 variance = squares / ${float(size.rows)};
      bvec4 normalised = greaterThan(line(S, 0, at.y, 0), vec4(0.));
      result[0] = mix(vec4(0.), mean, normalised);
      result[1] = mix(vec4(1.), inversesqrt(variance + ${EPSILON}), normalised);
      result[2] = mix(vec4(0.), variance, normalised);`,
  };
};
