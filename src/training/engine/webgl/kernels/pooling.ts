import { POOL_SIDE } from '../../layer-shape.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { eachRow } from './code.ts';
import { columnAt, type LayerSize, placeCode, rowAt, shapeAt } from './sizes.ts';

const TAKE_LARGER = `
    void takeLarger(inout vec4 most, vec4 value) {
      // A NaN is larger than anything: a net that has broken down must not look alive.
      most = mix(most, value, bvec4(uvec4(greaterThan(value, most)) | uvec4(isnan(value))));
    }`;

/** H to the largest value of each window of 2 x 2 places; the last window may stick out of the image. */
export const pool = (size: LayerSize): KernelCode => {
  const { grid, output, units } = size.layer;
  const place = `${rowAt(size, 'y', 'images', grid)}, ${columnAt(size, 'x', 'column', grid, units)}`;
  return {
    name: 'max pooling',
    inputs: ['H'],
    shape: shapeAt(size, output, units),
    helpers: TAKE_LARGER,
    code: `
    ${placeCode(size, output, units)}
    for (int tap = 0; tap < ${POOL_SIDE * POOL_SIDE}; tap++) {
      int y = py * ${POOL_SIDE} + tap / ${POOL_SIDE};
      int x = px * ${POOL_SIDE} + tap % ${POOL_SIDE};
      if (y < ${grid.height} && x < ${grid.width}) {
        mat4 h = block(H, ${place});
        if (tap == 0) result = h;
        else { ${eachRow((i) => `takeLarger(result[${i}], h[${i}]);`)} }
      }
    }`,
  };
};

/** D (gradient by what was pooled), H, M (the largest values) to the gradient by h: it goes to the first largest of each window. */
export const poolGradient = (size: LayerSize): KernelCode => {
  const { grid, output, units } = size.layer;
  const window = `${rowAt(size, `py / ${POOL_SIDE}`, 'images', output)}, ${columnAt(size, `px / ${POOL_SIDE}`, 'column', output, units)}`;
  const earlier = (y: string, x: string) =>
    `block(H, ${rowAt(size, y, 'images', grid)}, ${columnAt(size, x, 'column', grid, units)})`;
  const unlessIn = (block: string) =>
    `{ mat4 other = ${block}; ${eachRow((i) => `result[${i}] *= vec4(notEqual(other[${i}], most[${i}]));`)} }`;
  return {
    name: 'gradient of max pooling',
    inputs: ['D', 'H', 'M'],
    shape: shapeAt(size, grid, units),
    code: `
    ${placeCode(size, grid, units)}
    mat4 d = block(D, ${window});
    mat4 most = block(M, ${window});
    mat4 h = block(H, at.x, at.y);
    ${eachRow((i) => `result[${i}] = d[${i}] * vec4(equal(h[${i}], most[${i}]));`)}
    bool isLower = py % ${POOL_SIDE} == 1;
    bool isRight = px % ${POOL_SIDE} == 1;
    if (isRight) ${unlessIn(earlier('py', 'px - 1'))}
    if (isLower) ${unlessIn(earlier('py - 1', 'px'))}
    if (isLower && isRight) ${unlessIn(earlier('py - 1', 'px - 1'))}
    if (isLower && !isRight && px + 1 < ${grid.width}) ${unlessIn(earlier('py - 1', 'px + 1'))}`,
  };
};
