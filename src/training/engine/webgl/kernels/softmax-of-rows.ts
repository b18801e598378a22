import { CLASSES } from '../../../../common/experiment/config.ts';

/**
 * Code for two rows from `row` on, of logits Z + B whose arm begins at the column `from`: `top`, the largest logit of each, and
 * `logTotal`, the logarithm of the sum of exp(logit - top).
 */
export const softmaxOfRows = (row: string): string => `
  vec4 highest = T(Z, ${row}, from) + T(B, 0, from).xyxy;
  for (int k = 2; k < ${CLASSES}; k += 2) highest = max(highest, T(Z, ${row}, from + k) + T(B, 0, from + k).xyxy);
  vec2 top = max(highest.xz, highest.yw);
  vec2 total = vec2(0.);
  for (int k = 0; k < ${CLASSES}; k += 2) {
    vec4 shifted = exp(T(Z, ${row}, from + k) + T(B, 0, from + k).xyxy - top.xxyy);
    total += shifted.xz + shifted.yw;
  }
  vec2 logTotal = log(total);`;
