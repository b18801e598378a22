import { CLASSES } from '../../../../common/experiment/config.ts';
import { float, type Kernel, makeKernel } from './kernel.ts';
import type { OutputSize } from './sizes.ts';
import { softmaxOfRows } from './softmax-of-rows.ts';

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
