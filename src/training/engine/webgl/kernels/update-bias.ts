import { CLASSES } from '../../../../common/experiment/config.ts';
import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { strideOf } from './code.ts';
import { type OptimizerSettings, optimizerCode } from './optimizer-code.ts';
import {
  columnAt,
  isDot,
  type LayerSize,
  type OutputSize,
  overPlaces,
  placeCode,
  rowAt,
  widthOf,
} from './sizes.ts';
import { weightParts } from './update-weights.ts';

const sumOverImages = (rows: number): string => `
    for (int k = 0; k < ${blocksOf(rows)}; k++) {
      mat4 d = block(D, k, at.y);
      gradient += d[0] + d[1] + d[2] + d[3];
    }`;

/** B (the output layer's, with its moments, a row each), D, S to B after a step along the sum of D over the images, [1 + moments, arms * 10]. */
export const updateBias = ({ arms, rows }: OutputSize, settings: OptimizerSettings): KernelCode => ({
  name: 'update bias',
  inputs: ['B', 'D', 'S'],
  shape: [weightParts(settings), arms * strideOf(CLASSES)],
  helpers: optimizerCode(settings),
  code: `
    int arm = at.y / ${blocksOf(CLASSES)};
    ${settingsCode}
    vec4 gradient = vec4(0.);
    ${sumOverImages(rows)}
    result = block(B, 0, at.y);
    if (!stands) optimise(result[0], result[1], result[2], gradient, rate, corrections);`,
});

/** D (gradient by z at many places) to its sums over the images: arms * units at each place, one block of rows a row of places. */
export const biasSums = (size: LayerSize): KernelCode => {
  const { grid, units } = size.layer;
  const place = `${rowAt(size, 'py', 'images', grid)}, ${columnAt(size, 'px', 'column', grid, units)}`;
  return {
    name: 'sums for a bias',
    inputs: ['D'],
    shape: [grid.height * BLOCK, grid.width * widthOf(size)],
    code: `
    ${placeCode({ ...size, rows: 1 }, grid, units)}
    for (images = 0; images < ${blocksOf(size.rows)}; images++) {
      mat4 d = block(D, ${place});
      result[0] += d[0] + d[1] + d[2] + d[3];
    }`,
  };
};

/**
 * B (a hidden layer's, with its moments), D (gradient by z, or `biasSums` of it where there are many places), S to B after a step in the arms
 * that have a bias beside their normalization.
 */
export const updateHiddenBias = (size: LayerSize, settings: OptimizerSettings): KernelCode => {
  const { grid, units } = size.layer;
  const sum = isDot(grid)
    ? sumOverImages(size.rows)
    : overPlaces(grid, `gradient += line(D, py, ${columnAt(size, 'px', 'at.y', grid, units)}, 0);`);
  return {
    name: 'update bias of a layer',
    inputs: ['B', 'D', 'S'],
    shape: [weightParts(settings), widthOf(size)],
    helpers: optimizerCode(settings),
    code: `
    int arm = at.y / ${blocksOf(units)};
    ${settingsCode}
    result = block(B, 0, at.y);
    if (!stands && learnsBias) {
      vec4 gradient = vec4(0.);
      ${sum}
      optimise(result[0], result[1], result[2], gradient, rate, parameterCorrections);
    }`,
  };
};
