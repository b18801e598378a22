import { CLASSES } from '../../../../common/experiment/config.ts';
import { clearPadding, type Kernel, makeKernel } from './kernel.ts';
import type { OutputSize } from './sizes.ts';

/** Z, B to the logits Z + B. */
export const addBias = ({ arms, rows }: OutputSize): Kernel =>
  makeKernel(
    ['Z', 'B'],
    [rows, arms * CLASSES],
    `result = T(Z, rc.x, rc.y) + T(B, 0, rc.y).xyxy;
     ${clearPadding(rows, CLASSES)}`,
  );
