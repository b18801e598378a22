import { EPSILON, MOMENTUM } from '../../arm-numbers.ts';
import type { Activation } from '../../operations.ts';
import { activationCode } from './activation-code.ts';
import { clearPadding, float, type Kernel, makeKernel, strideOf } from './kernel.ts';

/** The hidden units of every arm, over the rows of a batch. */
export interface UnitsSize {
  readonly arms: number;
  readonly rows: number;
  readonly units: number;
}

const widthOf = ({ arms, units }: UnitsSize): number => arms * strideOf(units);

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

/** Z, V (statistics), P (gamma and beta in its first rows) to the activation, [rows, arms * units]. */
export const normaliseActivate = (size: UnitsSize, activation: Activation): Kernel =>
  makeKernel(
    ['Z', 'V', 'P'],
    [size.rows, widthOf(size)],
    `vec4 v = T(V, 0, rc.y);
     vec4 p = T(P, 0, rc.y);
     result = activate((T(Z, rc.x, rc.y) - v.xyxy) * v.zwzw * p.xyxy + p.zwzw);
     ${clearPadding(size.rows, size.units)}`,
    { helpers: activationCode[activation] },
  );

/** D (gradient by h), H, Z, V to dgamma and dbeta, [2, arms * units]. */
export const parameterSums = (size: UnitsSize, activation: Activation): Kernel =>
  makeKernel(
    ['D', 'H', 'Z', 'V'],
    [2, widthOf(size)],
    `vec4 v = T(V, 0, rc.y);
     for (int row = 0; row < ${size.rows}; row += 2) {
       vec4 dy = T(D, row, rc.y) * slope(T(H, row, rc.y));
       vec4 scaled = dy * (T(Z, row, rc.y) - v.xyxy) * v.zwzw;
       result += vec4(scaled.xy + scaled.zw, dy.xy + dy.zw);
     }`,
    { helpers: activationCode[activation] },
  );

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
