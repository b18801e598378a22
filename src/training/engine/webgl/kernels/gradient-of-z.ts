import type { Activation } from '../../operations.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { activationCode } from './activation-code.ts';
import { clearPadding, eachRow, float } from './code.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** D, H, Z, V, P, G (sums), S to the gradient by z: gamma / sqrt(var + eps) * (dy - (dbeta + xhat * dgamma) / m). */
export const gradientOfZ = (size: UnitsSize, activation: Activation): KernelCode => ({
  name: 'gradient of z',
  inputs: ['D', 'H', 'Z', 'V', 'P', 'G', 'S'],
  shape: [size.rows, widthOf(size)],
  helpers: activationCode[activation],
  code: `
    mat4 d = block(D, at.x, at.y);
    mat4 h = block(H, at.x, at.y);
    mat4 z = block(Z, at.x, at.y);
    vec4 mean = line(V, 0, at.y, 0);
    vec4 inverse = line(V, 0, at.y, 1);
    vec4 scale = line(P, 0, at.y, 0) * inverse;
    vec4 dgamma = line(G, 0, at.y, 0) / ${float(size.rows)};
    vec4 dbeta = line(G, 0, at.y, 1) / ${float(size.rows)};
    bvec4 normalised = greaterThan(line(S, 0, at.y, 0), vec4(0.));
    vec4 dy;
    vec4 xhat;
    ${eachRow(
      (i) => `
      dy = d[${i}] * slope(h[${i}]);
      xhat = (z[${i}] - mean) * inverse;
      result[${i}] = mix(dy, scale * (dy - dbeta - xhat * dgamma), normalised);`,
    )}
    ${clearPadding(size.rows, size.units)}`,
});
