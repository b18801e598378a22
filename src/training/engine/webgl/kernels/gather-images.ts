import { PIXELS } from '../../../../common/experiment/config.ts';
import { IMAGE_TEXELS, IMAGES_A_LAYER, IMAGES_A_ROW } from '../gpu/image-texture.ts';
import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { clearPadding, eachRow, part, strideOf } from './code.ts';

/** Code for four images' texels of four pixels: a block whose rows are the images. */
const fourImages = (images: string, pixels: string): string => `
    ivec4 place = ivec4(line(E, 0, ${images}, 0));
    ivec4 layer = place / ${IMAGES_A_LAYER};
    ivec4 inLayer = place - layer * ${IMAGES_A_LAYER};
    ivec4 row = inLayer / ${IMAGES_A_ROW};
    ivec4 column = (inLayer - row * ${IMAGES_A_ROW}) * ${IMAGE_TEXELS} + ${pixels};
    ${eachRow((i) => `result[${i}] = texelFetch(D, ivec3(${part('column', i)}, ${part('row', i)}, ${part('layer', i)}), 0);`)}`;

/**
 * D (a set of images), E (examples: places in the set, labels) to the images at those places, [rows, 784]; of several batches side by
 * side.
 */
export const gatherImages = (rows: number, batches: number): KernelCode => ({
  name: 'gather images',
  inputs: ['D', 'E'],
  shape: [rows, batches * PIXELS],
  code: `
    int batch = at.y / ${IMAGE_TEXELS};
    int texel = at.y - batch * ${IMAGE_TEXELS};
    ${fourImages(`batch * ${blocksOf(rows)} + at.x`, 'texel')} ${clearPadding(rows, PIXELS)}`,
});

/** The same, turned, for convolutions: [784, rows]. */
export const gatherPixels = (rows: number, batches: number): KernelCode => ({
  name: 'gather pixels',
  inputs: ['D', 'E'],
  shape: [PIXELS, batches * strideOf(rows)],
  code: `${fourImages('at.y', 'at.x')} result = transpose(result); ${clearPadding(PIXELS, rows)}`,
});
