import { CLASSES } from '../../../../common/experiment/config.ts';
import { clearPadding, float, type Kernel, makeKernel } from './kernel.ts';
import type { OutputSize } from './sizes.ts';
import { softmaxOfRows } from './softmax-of-rows.ts';

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
