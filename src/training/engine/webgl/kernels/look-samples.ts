import type { Grid } from '../../layer-shape.ts';
import { INPUT_GROUP } from '../../look-size.ts';
import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { eachRow, float } from './code.ts';
import { type OptimizerSettings, optimizerCode } from './optimizer-code.ts';
import { type LayerSize, weightRows, widthOf } from './sizes.ts';
import { gradientChunks, gradientCode, partBlocks, weightParts } from './update-weights.ts';

/** Code for the block of inputs in a row of the sample: the same as `groupAt`; null groups are all inputs. */
const chosenBlock = ({ layer: { fanIn } }: LayerSize, groups: number | null): string =>
  groups === null ? 'at.x' : `(2 * at.x + 1) * ${Math.floor(fanIn / INPUT_GROUP)} / ${2 * groups}`;

const rowsOf = ({ layer }: LayerSize, groups: number | null): number =>
  groups === null ? weightRows(layer) : groups * INPUT_GROUP;

/** W to the weights of some of a dense layer's inputs, [inputs, arms * out]. */
export const weightSample = (size: LayerSize, groups: number | null): KernelCode => ({
  name: 'weight sample',
  inputs: ['W'],
  shape: [rowsOf(size, groups), widthOf(size)],
  code: `result = block(W, ${chosenBlock(size, groups)}, at.y);`,
});

/** W (with its moments), X, D, S to what a step adds to the weights of some inputs, [inputs, arms * out]. */
export const updateSample = (
  size: LayerSize,
  groups: number | null,
  settings: OptimizerSettings,
): KernelCode => {
  const [blocks, parts] = [partBlocks(size), weightParts(settings)];
  const remembered = (name: string, place: number) =>
    `mat4 ${name} ${place < parts ? `= block(W, entry + ${place * blocks}, at.y)` : ''};`;
  return {
    name: 'update sample',
    inputs: ['W', 'X', 'D', 'S'],
    shape: [rowsOf(size, groups), widthOf(size)],
    helpers: optimizerCode(settings),
    code: `
    int column = at.y;
    int arm = column / ${blocksOf(size.layer.units)};
    ${settingsCode}
    int entry = ${chosenBlock(size, groups)};
    mat4 gradient = mat4(0.);
    for (int chunk = 0; chunk < ${gradientChunks(size)}; chunk++) { ${gradientCode(size)} }
    mat4 w = block(W, entry, at.y);
    ${remembered('first', 1)}
    ${remembered('second', 2)}
    // From nothing, since W has too few digits to tell a small step from before and after.
    ${eachRow(
      (i) => `
      result[${i}] = -rate * ${float(settings.weightDecay)} * w[${i}];
      optimise(result[${i}], first[${i}], second[${i}], gradient[${i}], rate, corrections);`,
    )}`,
  };
};

/** A matrix of units at many places to the same of its first images: so many blocks of them. */
export const imageSample = (size: LayerSize, grid: Grid, imageBlocks: number): KernelCode => ({
  name: 'image sample',
  inputs: ['A'],
  shape: [grid.height * imageBlocks * BLOCK, grid.width * widthOf(size)],
  code: `
    int py = at.x / ${imageBlocks};
    result = block(A, py * ${blocksOf(size.rows)} + at.x - py * ${imageBlocks}, at.y);`,
});
