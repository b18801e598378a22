import type { Activation } from '../../operations.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { activationCode } from './activation-code.ts';
import { clearPadding, eachRow } from './code.ts';
import { type UnitsSize, widthOf } from './sizes.ts';

/** Z, V (statistics), P (gamma and beta in its first rows) to the activation, [rows, arms * units]. */
export const normaliseActivate = (size: UnitsSize, activation: Activation): KernelCode => ({
  name: 'normalise activate',
  inputs: ['Z', 'V', 'P'],
  shape: [size.rows, widthOf(size)],
  helpers: activationCode[activation],
  code: `
    mat4 z = block(Z, at.x, at.y);
    vec4 mean = line(V, 0, at.y, 0);
    vec4 inverse = line(V, 0, at.y, 1);
    vec4 gamma = line(P, 0, at.y, 0);
    vec4 beta = line(P, 0, at.y, 1);
    vec4 y;
    // Some drivers' exp makes a number of a NaN; a net that has broken down must not look alive.
    ${eachRow((i) => `y = (z[${i}] - mean) * inverse * gamma + beta; result[${i}] = mix(activate(y), y, isnan(y));`)}
    ${clearPadding(size.rows, size.units)}`,
});
