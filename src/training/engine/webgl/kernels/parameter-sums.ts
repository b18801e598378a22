import { placesOf } from '../../layer-shape.ts';
import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { eachRow, float } from './code.ts';
import {
  drawNoise,
  gradientOfY,
  imageInput,
  type NormSize,
  normHelpers,
  parametersAt,
  statisticsOfPlace,
  xhatOf,
} from './normalise-code.ts';
import { columnAt, isDot, overPlaces, placeCode, rowAt, widthOf } from './sizes.ts';

const usesSettings = ({ features }: NormSize): boolean => features.after || features.noise;

/**
 * D (gradient by h), H, Z, V, S (and R) to dgamma and dbeta over the images: [2, arms * units], or so many at each place, one block of
 * rows a row of places.
 */
export const parameterSums = (size: NormSize): KernelCode => {
  const { grid, units } = size.layer;
  const [row, column] = [rowAt(size, 'py', 'images', grid), columnAt(size, 'px', 'column', grid, units)];
  const add = size.features.image
    ? (i: number) => `result[0] += dy * (${xhatOf(size, i, `entering(z[${i}], after)`)});`
    : (i: number) => `result[0] += dy * (entering(z[${i}], after) - mean);`;
  return {
    name: 'parameter sums',
    inputs: ['D', 'H', 'Z', 'V', 'S', ...imageInput(size)],
    shape: [isDot(grid) ? 2 : grid.height * BLOCK, grid.width * widthOf(size)],
    helpers: normHelpers(size),
    code: `
    ${placeCode({ ...size, rows: 1 }, grid, units)}
    ${usesSettings(size) ? settingsCode : ''}
    vec4 dy;
    for (images = 0; images < ${blocksOf(size.rows)}; images++) {
      ${statisticsOfPlace(size)}
      mat4 d = block(D, ${row}, ${column});
      mat4 h = block(H, ${row}, ${column});
      mat4 z = block(Z, ${row}, ${column});
      ${drawNoise(size)}
      ${eachRow((i) => `${gradientOfY(size, i)} ${add(i)} result[1] += dy;`)}
    }
    ${size.features.image ? '' : 'result[0] *= line(V, 0, column, 1);'}`,
  };
};

/**
 * G (sums of places), P to their sums over all places, of dgamma and dbeta as they are and times each place's gamma, [4, arms * units].
 */
export const channelSums = (size: NormSize): KernelCode => {
  const { grid, units } = size.layer;
  const place = columnAt(size, 'px', 'column', grid, units);
  const [row, column] = parametersAt(size);
  return {
    name: 'sums of channels',
    inputs: ['G', 'P'],
    shape: [BLOCK, widthOf(size)],
    code: `
    int column = at.y;
    vec4 gamma;
    vec4 dgamma;
    vec4 dbeta;
    ${overPlaces(
      grid,
      `gamma = line(P, ${row}, ${column}, 0);
      dgamma = line(G, py, ${place}, 0);
      dbeta = line(G, py, ${place}, 1);
      result[0] += dgamma;
      result[1] += dbeta;
      result[2] += gamma * dgamma;
      result[3] += gamma * dbeta;`,
    )}`,
  };
};

/**
 * D, H, Z, V, S, R, P to the means, over the units of each image, of the gradient by xhat, and of it times xhat: [images, 4 * arms].
 */
export const imageSums = (size: NormSize): KernelCode => {
  const { grid, units } = size.layer;
  const blocks = blocksOf(units);
  const place = `${rowAt(size, 'py', 'images', grid)}, ${columnAt(size, 'px', 'column', grid, units)}`;
  const [row, column] = parametersAt(size);
  return {
    name: 'sums of images',
    inputs: ['D', 'H', 'Z', 'V', 'S', 'R', 'P'],
    shape: [size.rows, size.arms * BLOCK],
    helpers: normHelpers(size),
    code: `
    int images = at.x;
    int arm = at.y;
    ${settingsCode}
    vec4 dy;
    ${overPlaces(
      grid,
      `for (int column = arm * ${blocks}; column < (arm + 1) * ${blocks}; column++) {
        ${statisticsOfPlace(size)}
        vec4 gamma = line(P, ${row}, ${column}, 0);
        mat4 d = block(D, ${place});
        mat4 h = block(H, ${place});
        mat4 z = block(Z, ${place});
        ${drawNoise(size)}
        ${eachRow(
          (i) => `${gradientOfY(size, i)}
          result[${i}].x += dot(dy, gamma);
          result[${i}].y += dot(dy * gamma, ${xhatOf(size, i, `entering(z[${i}], after)`)});`,
        )}
      }`,
    )}
    result /= ${float(units * placesOf(size.layer))};`,
  };
};
