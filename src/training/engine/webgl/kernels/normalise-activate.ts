import type { Activation } from '../../operations.ts';
import { activationCode } from './activation-code.ts';
import { clearPadding, type Kernel, makeKernel } from './kernel.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** Z, V (statistics), P (gamma and beta in its first rows) to the activation, [rows, arms * units]. */
export const normaliseActivate = (size: UnitsSize, activation: Activation): Kernel =>
  makeKernel(
    ['Z', 'V', 'P'],
    [size.rows, widthOf(size)],
    `vec4 v = T(V, 0, rc.y);
     vec4 p = T(P, 0, rc.y);
     vec4 y = (T(Z, rc.x, rc.y) - v.xyxy) * v.zwzw * p.xyxy + p.zwzw;
     // Some drivers' exp makes a number of a NaN; a net that has broken down must not look alive.
     result = mix(activate(y), y, isnan(y));
     ${clearPadding(size.rows, size.units)}`,
    { helpers: activationCode[activation] },
  );
