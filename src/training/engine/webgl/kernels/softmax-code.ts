import { CLASSES } from '../../../../common/experiment/config.ts';
import { blocksOf } from '../gpu/matrix.ts';

/** Blocks that the logits of one arm take: two whole ones and two logits of a third. */
export const CLASS_BLOCKS = blocksOf(CLASSES);

/**
 * Helpers for the ten logits of a row, in three vectors: `scaleOf` gives their largest, and the logarithm of the sum of their exponentials
 * once the largest is subtracted, so that it is finite whenever the logits are; NaN where one of them is. The two stay apart, as in PyTorch's
 * log-softmax: beside a large logit their sum has too few digits for the probabilities.
 */
export const softmaxCode = `
  float topOf(vec4 a, vec4 b, vec4 c) {
    vec4 top = max(a, b);
    top.xy = max(top.xy, c.xy);
    return max(max(top.x, top.y), max(top.z, top.w));
  }
  vec2 scaleOf(vec4 a, vec4 b, vec4 c) {
    float top = topOf(a, b, c);
    vec4 sum = exp(a - top) + exp(b - top);
    sum.xy += exp(c.xy - top);
    float logSum = log(sum.x + sum.y + sum.z + sum.w);
    vec4 all = a + b;
    all.xy += c.xy;
    float check = all.x + all.y + all.z + all.w;
    return vec2(top, isnan(check) ? check : logSum);
  }`;
