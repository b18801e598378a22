import { CLASSES } from '../../../../common/experiment/config.ts';
import { clearPadding, float, type Kernel, makeKernel } from './kernel.ts';

/** The output layer of every arm: ten logits an arm, an even number, so there is no padding between arms. */
export interface OutputSize {
  readonly arms: number;
  readonly rows: number;
}

/** The largest logit of two rows, and the logarithm of the sum of their exponentials above it. `from` is the arm's first column. */
const softmaxOfRows = (row: string): string => `
  vec4 highest = T(Z, ${row}, from) + T(B, 0, from).xyxy;
  for (int k = 2; k < ${CLASSES}; k += 2) highest = max(highest, T(Z, ${row}, from + k) + T(B, 0, from + k).xyxy);
  vec2 top = max(highest.xz, highest.yw);
  vec2 total = vec2(0.);
  for (int k = 0; k < ${CLASSES}; k += 2) {
    vec4 shifted = exp(T(Z, ${row}, from + k) + T(B, 0, from + k).xyxy - top.xxyy);
    total += shifted.xz + shifted.yw;
  }
  vec2 logTotal = log(total);`;

/** Z, B (bias), L (one-hot labels) to the gradient of the mean cross-entropy by Z: (softmax - label) / rows. */
export const outputGradient = ({ arms, rows }: OutputSize): Kernel =>
  makeKernel(
    ['Z', 'B', 'L'],
    [rows, arms * CLASSES],
    `int from = (rc.y / ${CLASSES}) * ${CLASSES};
     ${softmaxOfRows('rc.x')}
     vec4 logits = T(Z, rc.x, rc.y) + T(B, 0, rc.y).xyxy;
     vec4 probability = exp(logits - top.xxyy - logTotal.xxyy);
     result = (probability - T(L, rc.x, rc.y - from)) / ${float(rows)};
     ${clearPadding(rows, CLASSES)}`,
  );

/**
 * Z, B, L, S to (loss, accuracy) of every arm, [1, 2 * arms]; NaN for an arm that stands still. A tie is decided for the
 * first class.
 */
export const outputMetrics = ({ arms, rows }: OutputSize): Kernel =>
  makeKernel(
    ['Z', 'B', 'L', 'S'],
    [1, 2 * arms],
    `int from = (rc.y / 2) * ${CLASSES};
     for (int row = 0; row < ${rows}; row += 2) {
       ${softmaxOfRows('row')}
       vec2 gain = vec2(0.);
       vec2 best = (T(Z, row, from) + T(B, 0, from).xyxy).xz;
       vec2 hit = T(L, row, 0).xz;
       for (int k = 0; k < ${CLASSES}; k += 2) {
         vec4 logits = T(Z, row, from + k) + T(B, 0, from + k).xyxy;
         vec4 label = T(L, row, k);
         vec4 own = label * (logits - top.xxyy - logTotal.xxyy);
         gain += own.xz + own.yw;
         hit = mix(hit, label.xz, greaterThan(logits.xz, best));
         best = mix(best, logits.xz, greaterThan(logits.xz, best));
         hit = mix(hit, label.yw, greaterThan(logits.yw, best));
         best = mix(best, logits.yw, greaterThan(logits.yw, best));
       }
       ${rows % 2 === 1 ? `if (row + 1 >= ${rows}) { gain.y = 0.; hit.y = 0.; }` : ''}
       result.x -= gain.x + gain.y;
       result.y += hit.x + hit.y;
     }
     result /= ${float(rows)};
     if (T(S, 0, from).z == 0.) result.xy = vec2(NAN);`,
  );

/** B, D, S to B - rate * (sum of D over the rows), [1, arms * 10]. */
export const updateBias = ({ arms, rows }: OutputSize): Kernel =>
  makeKernel(
    ['B', 'D', 'S'],
    [1, arms * CLASSES],
    `vec2 gradient = vec2(0.);
     for (int row = 0; row < ${rows}; row += 2) {
       vec4 d = T(D, row, rc.y);
       gradient += d.xy + d.zw;
     }
     vec2 bias = T(B, 0, rc.y).xy;
     vec2 rate = T(S, 0, rc.y).zw;
     result.xy = mix(bias - rate * gradient, bias, equal(rate, vec2(0.)));`,
  );

/** Z, B to the logits Z + B. */
export const addBias = ({ arms, rows }: OutputSize): Kernel =>
  makeKernel(
    ['Z', 'B'],
    [rows, arms * CLASSES],
    `result = T(Z, rc.x, rc.y) + T(B, 0, rc.y).xyxy;
     ${clearPadding(rows, CLASSES)}`,
  );
