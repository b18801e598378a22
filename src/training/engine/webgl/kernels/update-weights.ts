import { FILTER_PADDING, FILTER_SIDE } from '../../layer-shape.ts';
import { momentsOf } from '../../optimizers.ts';
import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { eachRow, float } from './code.ts';
import { type OptimizerSettings, optimizerCode } from './optimizer-code.ts';
import {
  batchOf,
  columnAt,
  isDot,
  type LayerSize,
  readsPixels,
  rowAt,
  weightRows,
  widthOf,
} from './sizes.ts';

/** Parts of W's matrix, one below the other, each of whole blocks: the weights, then what the optimizer remembers of them. */
export const weightParts = ({ optimizer }: OptimizerSettings): number => 1 + momentsOf(optimizer);

/** Row blocks of one part. */
export const partBlocks = (size: LayerSize): number => blocksOf(weightRows(size.layer));

/** Rows of the gradient are those of W, of a convolution once for every row of places: a GPU has too little to do with one sum. */
export const gradientChunks = ({ layer }: LayerSize): number =>
  layer.kind === 'conv' ? layer.grid.height : 1;

const armCode = (size: LayerSize): string =>
  `int column = at.y; int arm = column / ${blocksOf(size.layer.units)};`;

/** X, D to the gradient X^T D by W, [in, arms * out]; see `gradientChunks`. */
export const weightGradient = (size: LayerSize): KernelCode => ({
  name: 'gradient of W',
  inputs: ['X', 'D'],
  shape: [gradientChunks(size) * partBlocks(size) * BLOCK, widthOf(size)],
  code: `
    ${armCode(size)}
    int chunk = at.x / ${partBlocks(size)};
    int entry = at.x - chunk * ${partBlocks(size)};
    mat4 gradient = mat4(0.);
    ${gradientCode(size)}
    result = gradient;`,
});

/** Code that sets `gradient` for the block `input` of inputs, the block `column` of units, in a convolution for a row of places `chunk`. */
export function gradientCode(size: LayerSize): string {
  const { layer } = size;
  if (layer.kind === 'conv') return readsPixels(layer) ? pixelGradient(size) : filterGradient(size);
  const inputs = blocksOf(layer.channels);
  const x = isDot(layer.input)
    ? `images, ${`(${layer.index === 0 ? batchOf(size, 'arm') : 'arm'}) * ${inputs} + entry`}`
    : `${rowAt(size, 'y', 'images', layer.input)}, ${columnAt(size, 'x', `arm * ${inputs} + entry % ${inputs}`, layer.input, layer.channels)}`;
  const place = isDot(layer.input)
    ? ''
    : `int place = entry / ${inputs}; int y = place / ${layer.input.width}; int x = place % ${layer.input.width};`;
  return `
    ${place}
    for (int images = 0; images < ${blocksOf(size.rows)}; images++) {
      gradient += block(D, images, column) * transpose(block(X, ${x}));
    }`;
}

/** Over a row of places: each tap reads at its own place of the input, in or out of the image. */
function filterGradient(size: LayerSize): string {
  const { channels, grid, input, stride, units } = size.layer;
  const inputs = blocksOf(channels);
  const own = `arm * ${inputs} + entry - tap * ${inputs}`;
  return `
    int tap = entry / ${inputs};
    int y = chunk * ${stride} + tap / ${FILTER_SIDE} - ${FILTER_PADDING};
    for (int px = 0; px < ${grid.width}; px++) {
      int x = px * ${stride} + tap % ${FILTER_SIDE} - ${FILTER_PADDING};
      if (y >= 0 && y < ${input.height} && x >= 0 && x < ${input.width}) {
        for (int images = 0; images < ${blocksOf(size.rows)}; images++) {
          gradient += block(D, ${rowAt(size, 'chunk', 'images', grid)}, ${columnAt(size, 'px', 'column', grid, units)})
            * transpose(block(X, ${rowAt(size, 'y', 'images', input)}, ${columnAt(size, 'x', own, input, channels)}));
        }
      }
    }`;
}

/** The same where a block of inputs is four taps, and four images at a pixel are one texel. */
function pixelGradient(size: LayerSize): string {
  const { grid, input, stride, units } = size.layer;
  return `
    int own = (${batchOf(size, 'arm')}) * ${blocksOf(size.rows)};
    for (int px = 0; px < ${grid.width}; px++) {
      for (int i = 0; i < ${BLOCK}; i++) {
        int tap = entry * ${BLOCK} + i;
        int y = chunk * ${stride} + tap / ${FILTER_SIDE} - ${FILTER_PADDING};
        int x = px * ${stride} + tap % ${FILTER_SIDE} - ${FILTER_PADDING};
        if (tap < ${FILTER_SIDE * FILTER_SIDE} && y >= 0 && y < ${input.height} && x >= 0 && x < ${input.width}) {
          int pixel = y * ${input.width} + x;
          vec4 sum = vec4(0.);
          for (int images = 0; images < ${blocksOf(size.rows)}; images++) {
            sum += block(D, ${rowAt(size, 'chunk', 'images', grid)}, ${columnAt(size, 'px', 'column', grid, units)})
              * line(X, pixel / 4, own + images, pixel % 4);
          }
          gradient[i] += sum;
        }
      }
    }`;
}

/** Code that takes one step from w along `gradient` and weight decay; the moments are `first` and `second`. */
const stepCode = ({ weightDecay }: OptimizerSettings): string => {
  const decay = weightDecay === 0 ? '' : `* (1. - rate * ${float(weightDecay)})`;
  return eachRow(
    (i) =>
      `w[${i}] = w[${i}] ${decay}; optimise(w[${i}], first[${i}], second[${i}], gradient[${i}], rate, corrections);`,
  );
};

/** Whether one program finds the gradient and takes the step: where there is nothing to remember, and one sum is enough. */
export const isFused = (size: LayerSize, settings: OptimizerSettings): boolean =>
  weightParts(settings) === 1 && gradientChunks(size) === 1;

/** W, X, D, S to W after a step of gradient descent, [in, arms * out]. */
export const updateWeights = (size: LayerSize, settings: OptimizerSettings): KernelCode => ({
  name: 'update weights',
  inputs: ['W', 'X', 'D', 'S'],
  shape: [weightRows(size.layer), widthOf(size)],
  helpers: optimizerCode(settings),
  code: `
    ${armCode(size)}
    ${settingsCode}
    int chunk = 0;
    int entry = at.x;
    mat4 gradient = mat4(0.);
    ${gradientCode(size)}
    mat4 w = block(W, at.x, at.y);
    mat4 first;
    mat4 second;
    if (!stands) { ${stepCode(settings)} }
    result = w;`,
});

/** W (with its moments), G (its gradient, in chunks), S to W and its moments after a step of the optimizer. */
export const optimiseWeights = (size: LayerSize, settings: OptimizerSettings): KernelCode => {
  const [blocks, parts] = [partBlocks(size), weightParts(settings)];
  const remembered = (name: string, place: number) =>
    `mat4 ${name} ${place < parts ? `= block(W, entry + ${place * blocks}, at.y)` : ''};`;
  return {
    name: 'optimise weights',
    inputs: ['W', 'G', 'S'],
    shape: [parts === 1 ? weightRows(size.layer) : parts * blocks * BLOCK, widthOf(size)],
    helpers: optimizerCode(settings),
    code: `
    ${armCode(size)}
    ${settingsCode}
    int part = at.x / ${blocks};
    int entry = at.x - part * ${blocks};
    mat4 gradient = mat4(0.);
    for (int chunk = 0; chunk < ${gradientChunks(size)}; chunk++) {
      gradient += block(G, chunk * ${blocks} + entry, at.y);
    }
    mat4 w = block(W, entry, at.y);
    ${remembered('first', 1)}
    ${remembered('second', 2)}
    if (!stands) { ${stepCode(settings)} }
    result = part == 0 ? w : ${parts > 2 ? 'part == 1 ? first : second' : parts === 2 ? 'first' : 'w'};`,
  };
};
