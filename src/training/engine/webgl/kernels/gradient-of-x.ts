import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { strideOf } from './code.ts';
import type { LayerSize } from './sizes.ts';

/** D, W to D W^T: the gradient by the input of a layer, [rows, arms * out] by [in, arms * out] to [rows, arms * in]. */
export const gradientOfX = ({ arms, fanIn, rows, stride }: LayerSize): KernelCode => ({
  name: 'gradient of x',
  inputs: ['D', 'W'],
  shape: [rows, arms * strideOf(fanIn)],
  code: `
    int arm = at.y / ${blocksOf(fanIn)};
    int unit = at.y - arm * ${blocksOf(fanIn)};
    int from = arm * ${blocksOf(stride)};
    for (int k = 0; k < ${blocksOf(stride)}; k++) {
      result += transpose(block(W, unit, from + k)) * block(D, at.x, from + k);
    }`,
});
