import { placesOf } from '../../layer-shape.ts';
import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { float } from './code.ts';
import type { NormSize } from './normalise-code.ts';
import { type OptimizerSettings, optimizerCode } from './optimizer-code.ts';
import { isDot, widthOf } from './sizes.ts';
import { weightParts } from './update-weights.ts';

/** Rows of the parameters: gamma, beta, running mean and variance, and in four more what the optimizer remembers of the first two. */
export const parameterRows = (settings: OptimizerSettings): number =>
  weightParts(settings) === 1 ? BLOCK : 2 * BLOCK;

/** At how many places a layer's parameters lie: in many only where an arm has them by activation. */
export const hasPlaces = ({ features, layer }: NormSize): boolean =>
  features.perActivation && !isDot(layer.grid);

/**
 * P, G (sums), V, S (and A, the sums of places) to the parameters after a step: gamma and beta down their gradients where they learn
 * (without normalization beta, the bias, does), running mean and variance towards the batch's, the variance with Algorithm 2's
 * m / (m - 1). Second block of rows: first moments of gamma and beta, second moments of both.
 */
export const updateParameters = (size: NormSize, settings: OptimizerSettings): KernelCode => {
  const { grid, units } = size.layer;
  const rows = parameterRows(settings);
  const places = hasPlaces(size);
  const m = size.rows * placesOf(size.layer);
  const [row, column] = places ? [`py * ${rows / BLOCK}`, 'at.y'] : ['0', 'at.y'];
  const hasMoments = rows > BLOCK;
  const place = places
    ? `
    int py = at.x / ${rows / BLOCK};
    int part = at.x - py * ${rows / BLOCK};
    int column = at.y % ${size.arms * blocksOf(units)};`
    : 'int part = at.x; int column = at.y;';
  const sums = `line(G, 0, column, 0); vec4 dbeta = line(G, 0, column, 1);`;
  const placeSums = places
    ? `if (perActivation) { dgamma = line(A, py, at.y, 0); dbeta = line(A, py, at.y, 1); }`
    : '';
  return {
    name: 'update parameters',
    inputs: ['P', 'G', 'V', 'S', ...(places ? ['A'] : [])],
    shape: places ? [grid.height * rows, grid.width * widthOf(size)] : [rows, widthOf(size)],
    helpers: optimizerCode(settings),
    code: `
    ${place}
    int arm = column / ${blocksOf(units)};
    ${settingsCode}
    mat4 own = block(P, ${row}, ${column});
    mat4 moments ${hasMoments ? `= block(P, ${row} + 1, ${column})` : '= mat4(0.)'};
    vec4 dgamma = ${sums}
    ${placeSums}
    if (!stands) {
      if (learns.x) optimise(own[0], moments[0], moments[2], dgamma, rate, parameterCorrections);
      if (learns.y) optimise(own[1], moments[1], moments[3], dbeta, rate, parameterCorrections);
      if (byBatch) {
        own[2] = mix(own[2], line(V, 0, column, 0), momentum);
        own[3] = mix(own[3], line(V, 0, column, 2) * ${float(m / (m - 1))}, momentum);
      }
    }
    result = part == 0 ? own : moments;`,
  };
};
