import { CLASSES } from '../../../../common/experiment/config.ts';
import { blocksOf } from '../gpu/matrix.ts';

/** Blocks that the logits of one arm take: two whole ones and two logits of a third. */
export const CLASS_BLOCKS = blocksOf(CLASSES);

/**
 * Helpers for the ten logits of a row, in three vectors: their largest, and the logarithm of the sum of their exponentials
 * (the largest taken off first, so that it is finite whenever the logits are; NaN where one of them is).
 */
export const softmaxCode = `
  float topOf(vec4 a, vec4 b, vec4 c) {
    vec4 top = max(a, b);
    top.xy = max(top.xy, c.xy);
    return max(max(top.x, top.y), max(top.z, top.w));
  }
  float logSumOf(vec4 a, vec4 b, vec4 c) {
    float top = topOf(a, b, c);
    vec4 sum = exp(a - top) + exp(b - top);
    sum.xy += exp(c.xy - top);
    float logSum = log(sum.x + sum.y + sum.z + sum.w) + top;
    vec4 all = a + b;
    all.xy += c.xy;
    float check = all.x + all.y + all.z + all.w;
    return isnan(check) ? check : logSum;
  }`;
