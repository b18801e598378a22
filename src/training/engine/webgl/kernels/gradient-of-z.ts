import { placesOf } from '../../layer-shape.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { clearPadding, eachRow, float } from './code.ts';
import {
  drawNoise,
  gradientOfY,
  imageInput,
  type NormSize,
  normHelpers,
  parametersAt,
  statisticsOfPlace,
} from './normalise-code.ts';
import { isDot, placeCode, shapeAt } from './sizes.ts';

/**
 * D, H, Z, V, P, G (sums), S (and R, T: sums of images) to the gradient by z. With the gradient by xhat, dxhat = gamma * dy, that by
 * what was normalised is (Ioffe & Szegedy 2015, section 3; c and s are 0 where it does not go through mean and variance)
 *
 *     1 / sqrt(var + eps) * (dxhat - c * mean(dxhat) - s * (u - mean) / sqrt(var + eps) * mean(dxhat * xhat))
 */
export const gradientOfZ = (size: NormSize): KernelCode => {
  const { grid, units } = size.layer;
  const [row, column] = parametersAt(size);
  const count = float(size.rows * placesOf(size.layer));
  // The sums of places are times gamma already.
  const sums = isDot(grid)
    ? `vec4 dots = gamma * line(G, 0, column, 0) / ${count}; vec4 totals = gamma * line(G, 0, column, 1) / ${count};`
    : `vec4 dots = line(G, 0, column, 2) / ${count}; vec4 totals = line(G, 0, column, 3) / ${count};`;
  const { after, image } = size.features;
  return {
    name: 'gradient of z',
    inputs: ['D', 'H', 'Z', 'V', 'P', 'G', 'S', ...imageInput(size), ...(image ? ['T'] : [])],
    shape: shapeAt(size, grid, units),
    helpers: normHelpers(size),
    code: `
    ${placeCode(size, grid, units)}
    ${settingsCode}
    mat4 d = block(D, at.x, at.y);
    mat4 h = block(H, at.x, at.y);
    mat4 z = block(Z, at.x, at.y);
    ${statisticsOfPlace(size)}
    vec4 centreOf = line(V, 0, column, 3);
    vec4 gamma = line(P, ${row}, ${column}, 0);
    ${sums}
    totals *= through.x;
    dots *= through.y * inverse;
    ${image ? 'mat4 sums = block(T, images, arm);' : ''}
    ${drawNoise(size)}
    vec4 dy;
    vec4 u;
    vec4 dxhat;
    vec4 du;
    ${eachRow(
      (i) => `
      ${gradientOfY(size, i)}
      u = entering(z[${i}], after);
      dxhat = gamma * dy;
      du = inverse * (dxhat - totals - (u - centreOf) * dots);
      ${image ? throughImage(i) : ''}
      result[${i}] = ${after ? 'after ? du * slope(u) : du' : 'du'};`,
    )}
    ${clearPadding(size.rows, units, 'images', 'column')}`,
  };
};

/** The same over the units of an image. */
const throughImage = (i: number): string => `
      if (byImage) {
        du = own[${i}].y * (dxhat - through.x * sums[${i}].x - through.y * (u - own[${i}].z) * own[${i}].y * sums[${i}].y);
      }`;
