import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { eachRow, float, part } from './code.ts';
import { batchOf, type OutputSize } from './sizes.ts';
import { CLASS_BLOCKS, softmaxCode } from './softmax-code.ts';

/**
 * Z, B, E, S to (loss, accuracy, whether it stands still) of every arm, a block an arm: [1, 4 * arms]. Rows whose label is
 * negative do not count. A tie is decided for the first class.
 */
export const outputMetrics = ({ arms, batches, rows }: OutputSize): KernelCode => ({
  name: 'output metrics',
  inputs: ['Z', 'B', 'E', 'S'],
  shape: [1, BLOCK * arms],
  helpers: `${softmaxCode}
    float firstOf(vec4 z, float top, vec4 classes) {
      vec4 place = mix(vec4(10.), classes, equal(z, vec4(top)));
      return min(min(place.x, place.y), min(place.z, place.w));
    }
    vec2 score(vec4 a, vec4 b, vec4 c, float label) {
      vec4 classes = vec4(0., 1., 2., 3.);
      float top = topOf(a, b, c);
      float best = min(firstOf(a, top, classes), firstOf(b, top, classes + 4.));
      best = min(best, firstOf(vec4(c.xy, c.xy), top, vec4(8., 9., 8., 9.)));
      vec4 is = vec4(label);
      float own = dot(a, vec4(equal(classes, is))) + dot(b, vec4(equal(classes + 4., is)))
        + dot(c.xy, vec2(equal(vec2(8., 9.), is.xy)));
      vec2 scale = scaleOf(a, b, c);
      return label < 0. ? vec2(0.) : vec2(scale.x - own + scale.y, best == label ? 1. : 0.);
    }`,
  code: `
    int from = at.y * ${CLASS_BLOCKS};
    vec4 biasA = line(B, 0, from, 0);
    vec4 biasB = line(B, 0, from + 1, 0);
    vec4 biasC = line(B, 0, from + 2, 0);
    int examples = (${batchOf({ arms, batches }, 'at.y')}) * ${blocksOf(rows)};
    vec2 total = vec2(0.);
    for (int k = 0; k < ${blocksOf(rows)}; k++) {
      mat4 a = block(Z, k, from);
      mat4 b = block(Z, k, from + 1);
      mat4 c = block(Z, k, from + 2);
      vec4 labels = line(E, 0, examples + k, 1);
      ${eachRow((i) => `total += score(a[${i}] + biasA, b[${i}] + biasB, c[${i}] + biasC, ${part('labels', i)});`)}
    }
    result[0].xy = total / ${float(rows)};
    result[0].z = line(S, 0, at.y, 0).w;`,
});
