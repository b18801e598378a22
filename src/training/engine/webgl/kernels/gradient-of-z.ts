import type { Activation } from '../../operations.ts';
import { activationCode } from './activation-code.ts';
import { clearPadding, float, type Kernel, makeKernel } from './kernel.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** D, H, Z, V, P, G (sums), S to the gradient by z: gamma / sqrt(var + eps) * (dy - (dbeta + xhat * dgamma) / m). */
export const gradientOfZ = (size: UnitsSize, activation: Activation): Kernel =>
  makeKernel(
    ['D', 'H', 'Z', 'V', 'P', 'G', 'S'],
    [size.rows, widthOf(size)],
    `vec4 v = T(V, 0, rc.y);
     vec4 sums = T(G, 0, rc.y) / ${float(size.rows)};
     vec4 dy = T(D, rc.x, rc.y) * slope(T(H, rc.x, rc.y));
     vec4 xhat = (T(Z, rc.x, rc.y) - v.xyxy) * v.zwzw;
     vec4 dz = T(P, 0, rc.y).xyxy * v.zwzw * (dy - sums.zwzw - xhat * sums.xyxy);
     result = mix(dy, dz, greaterThan(T(S, 0, rc.y).xyxy, vec4(0.)));
     ${clearPadding(size.rows, size.units)}`,
    { helpers: activationCode[activation] },
  );
