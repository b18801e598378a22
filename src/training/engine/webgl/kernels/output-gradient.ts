import { CLASSES } from '../../../../common/experiment/config.ts';
import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { clearPadding, eachRow, float, part, strideOf } from './code.ts';
import { batchOf, type OutputSize } from './sizes.ts';
import { CLASS_BLOCKS, softmaxCode } from './softmax-code.ts';

/** Z, B (bias), E (examples: places, labels) to the gradient of the mean cross-entropy by Z: (softmax - label) / rows. */
export const outputGradient = ({ arms, batches, rows }: OutputSize): KernelCode => ({
  name: 'output gradient',
  inputs: ['Z', 'B', 'E'],
  shape: [rows, arms * strideOf(CLASSES)],
  helpers: softmaxCode,
  code: `
    int own = at.y % ${CLASS_BLOCKS};
    int from = at.y - own;
    mat4 a = block(Z, at.x, from);
    mat4 b = block(Z, at.x, from + 1);
    mat4 c = block(Z, at.x, from + 2);
    vec4 biasA = line(B, 0, from, 0);
    vec4 biasB = line(B, 0, from + 1, 0);
    vec4 biasC = line(B, 0, from + 2, 0);
    mat4 z = block(Z, at.x, at.y);
    vec4 bias = line(B, 0, at.y, 0);
    int batch = ${batchOf({ arms, batches }, `at.y / ${CLASS_BLOCKS}`)};
    vec4 labels = line(E, 0, batch * ${blocksOf(rows)} + at.x, 1);
    vec4 classes = vec4(0., 1., 2., 3.) + float(own * 4);
    vec2 scale;
    ${eachRow(
      (i) => `
      scale = scaleOf(a[${i}] + biasA, b[${i}] + biasB, c[${i}] + biasC);
      result[${i}] = exp(z[${i}] + bias - scale.x - scale.y) - vec4(equal(classes, vec4(${part('labels', i)})));`,
    )}
    result /= ${float(rows)};
    ${clearPadding(rows, CLASSES)}`,
});
