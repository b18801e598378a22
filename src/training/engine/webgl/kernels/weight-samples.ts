import { INPUT_GROUP } from '../../look-size.ts';
import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { eachRow } from './code.ts';
import { firstInput, type LayerSize } from './sizes.ts';

/** Code for the block of inputs in a row of the sample: the same as `groupAt`; null groups are all inputs. */
const chosenBlock = ({ fanIn }: LayerSize, groups: number | null): string =>
  groups === null ? 'at.x' : `(2 * at.x + 1) * ${Math.floor(fanIn / INPUT_GROUP)} / ${2 * groups}`;

const rowsOf = ({ fanIn }: LayerSize, groups: number | null): number =>
  groups === null ? fanIn : groups * INPUT_GROUP;

/** W to the weights of some of its inputs, [inputs, arms * out]. */
export const weightSample = (size: LayerSize, groups: number | null): KernelCode => ({
  name: 'weight sample',
  inputs: ['W'],
  shape: [rowsOf(size, groups), size.arms * size.stride],
  code: `result = block(W, ${chosenBlock(size, groups)}, at.y);`,
});

/** X, D, S to what a step adds to the weights of some inputs: -rate * X^T D, [inputs, arms * out]. */
export const updateSample = (size: LayerSize, groups: number | null): KernelCode => ({
  name: 'update sample',
  inputs: ['X', 'D', 'S'],
  shape: [rowsOf(size, groups), size.arms * size.stride],
  code: `
    int column = ${firstInput(size, `at.y / ${blocksOf(size.stride)}`)} + ${chosenBlock(size, groups)};
    for (int k = 0; k < ${blocksOf(size.rows)}; k++) {
      result += block(D, k, at.y) * transpose(block(X, k, column));
    }
    vec4 rate = line(S, 0, at.y, 1);
    ${eachRow((i) => `result[${i}] *= -rate;`)}`,
});
