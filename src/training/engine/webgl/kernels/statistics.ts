import { placesOf } from '../../layer-shape.ts';
import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { eachRow, float } from './code.ts';
import { type NormSize, normHelpers } from './normalise-code.ts';
import { columnAt, overPlaces, placeCode, rowAt, widthOf } from './sizes.ts';

/** What is taken off, 1 / sqrt(var + epsilon), the variance, the mean: of an arm normalised over the batch; else (0, 1, 0, 0). */
const finishStatistics = `
    result[0] = byBatch ? centre * mean : vec4(0.);
    result[1] = byBatch && scale ? inversesqrt(variance + epsilon) : vec4(1.);
    result[2] = byBatch ? variance : vec4(0.);
    result[3] = byBatch ? mean : vec4(0.);`;

/** Code that sums what enters over the images of one place, Z's block rows from `from` on: `total`, then `squares` about `mean`. */
function sumsOf(size: NormSize, row: (k: string) => string, column: string): string {
  const [whole, left] = [Math.floor(size.rows / BLOCK), size.rows % BLOCK];
  const add = (i: number) => `total += entering(z[${i}], after);`;
  const addSquares = (i: number) => `d = entering(z[${i}], after) - mean; squares += d * d;`;
  // Padding enters as f(0), which need not be 0.
  const rest = (code: (i: number) => string) =>
    left === 0 ? '' : `z = block(Z, ${row(String(whole))}, ${column}); ${eachRow(code, left)}`;
  const over = (code: (i: number) => string) =>
    `for (int k = 0; k < ${whole}; k++) { z = block(Z, ${row('k')}, ${column}); ${eachRow(code)} } ${rest(code)}`;
  return `
    mat4 z;
    vec4 d;
    vec4 total = vec4(0.);
    ${over(add)}
    vec4 mean = total / ${float(size.rows)};
    vec4 squares = vec4(0.);
    ${over(addSquares)}`;
}

/** Z, S to the statistics of each unit of a dense layer, [4, arms * units]; see `finishStatistics`. */
export const statistics = (size: NormSize): KernelCode => ({
  name: 'statistics',
  inputs: ['Z', 'S'],
  shape: [BLOCK, widthOf(size)],
  helpers: normHelpers(size),
  code: `
    ${placeCode(size, size.layer.grid, size.layer.units)}
    ${settingsCode}
    ${sumsOf(size, (k) => k, 'at.y')}
    vec4 variance = squares / ${float(size.rows)};
    ${finishStatistics}`,
});

/** Z, S to mean and sum of squares about it, over the images of each place: one block of rows a row of places. */
export const placeStatistics = (size: NormSize): KernelCode => {
  const { grid, units } = size.layer;
  return {
    name: 'statistics of places',
    inputs: ['Z', 'S'],
    shape: [grid.height * BLOCK, grid.width * widthOf(size)],
    helpers: normHelpers(size),
    code: `
    ${placeCode({ ...size, rows: 1 }, grid, units)}
    ${settingsCode}
    ${sumsOf(size, (k) => rowAt(size, 'py', k, grid), columnAt(size, 'px', 'column', grid, units))}
    result[0] = mean;
    result[1] = squares;`,
  };
};

/** Q (statistics of places), S to the same as `statistics`, over all places (Chan et al. 1983, equation 2.1). */
export const channelStatistics = (size: NormSize): KernelCode => {
  const { grid, units } = size.layer;
  const place = `py, ${columnAt(size, 'px', 'at.y', grid, units)}`;
  return {
    name: 'statistics of channels',
    inputs: ['Q', 'S'],
    shape: [BLOCK, widthOf(size)],
    code: `
    int column = at.y;
    int arm = column / ${blocksOf(units)};
    ${settingsCode}
    vec4 total = vec4(0.);
    ${overPlaces(grid, `total += line(Q, ${place}, 0);`)}
    vec4 mean = total / ${float(placesOf(size.layer))};
    vec4 squares = vec4(0.);
    vec4 d;
    ${overPlaces(grid, `d = line(Q, ${place}, 0) - mean; squares += line(Q, ${place}, 1) + ${float(size.rows)} * d * d;`)}
    vec4 variance = squares / ${float(size.rows * placesOf(size.layer))};
    ${finishStatistics}`,
  };
};

/** P, S to the same as `statistics`, by running statistics. */
export const runningStatistics = (size: NormSize): KernelCode => ({
  name: 'running statistics',
  inputs: ['P', 'S'],
  shape: [BLOCK, widthOf(size)],
  code: `
    int arm = at.y / ${blocksOf(size.layer.units)};
    ${settingsCode}
    vec4 mean = line(P, 0, at.y, 2);
    vec4 variance = line(P, 0, at.y, 3);
    ${finishStatistics}
    result[0] = byBatch ? mean : vec4(0.);`,
});

/** Z, S to what each image of an arm normalised by image takes off, its 1 / sqrt(var + epsilon) and its mean, [images, 4 * arms]; else (0, 1, 0). */
export const imageStatistics = (size: NormSize): KernelCode => {
  const { grid, units } = size.layer;
  const blocks = blocksOf(units);
  const left = units % BLOCK;
  const count = float(units * placesOf(size.layer));
  const row = rowAt(size, 'py', 'images', grid);
  const column = columnAt(size, 'px', `arm * ${blocks} + k`, grid, units);
  // Columns beyond the units are padding.
  const mask =
    left === 0
      ? ''
      : `k == ${blocks - 1} ? vec4(${[0, 1, 2, 3].map((i) => (i < left ? '1.' : '0.')).join(', ')}) : `;
  const over = (code: (i: number) => string) =>
    overPlaces(
      grid,
      `for (int k = 0; k < ${blocks}; k++) {
        mat4 z = block(Z, ${row}, ${column});
        vec4 counts = ${mask}vec4(1.);
        ${eachRow(code)}
      }`,
    );
  return {
    name: 'statistics of images',
    inputs: ['Z', 'S'],
    shape: [size.rows, size.arms * BLOCK],
    helpers: normHelpers(size),
    code: `
    int images = at.x;
    int arm = at.y;
    ${settingsCode}
    vec4 total = vec4(0.);
    ${over((i) => `total[${i}] += dot(entering(z[${i}], after), counts);`)}
    vec4 mean = total / ${count};
    vec4 squares = vec4(0.);
    vec4 d;
    ${over((i) => `d = (entering(z[${i}], after) - mean[${i}]) * counts; squares[${i}] += dot(d, d);`)}
    vec4 variance = squares / ${count};
    vec4 inverse = scale ? inversesqrt(variance + epsilon) : vec4(1.);
    ${eachRow(
      (i) =>
        `result[${i}] = byImage ? vec4(centre * mean[${i}], inverse[${i}], mean[${i}], 0.) : vec4(0., 1., 0., 0.);`,
    )}`,
  };
};
