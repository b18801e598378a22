import type { KernelCode } from '../gpu/programs.ts';
import { settingsCode } from '../settings.ts';
import { clearPadding, eachRow } from './code.ts';
import {
  drawNoise,
  imageInput,
  type NormSize,
  noisyShift,
  normHelpers,
  parametersAt,
  statisticsOfPlace,
  xhatOf,
} from './normalise-code.ts';
import { placeCode, shapeAt } from './sizes.ts';

/** Z, V (statistics), P (gamma and beta in its first rows), S (and R) to the activation, the shape of Z; or to y, before it. */
export const normaliseActivate = (size: NormSize, to: 'h' | 'y' = 'h'): KernelCode => {
  const [row, column] = parametersAt(size);
  const { grid, units } = size.layer;
  const activated = size.features.after ? '(after ? y : activate(y))' : 'activate(y)';
  return {
    name: to === 'h' ? 'normalise activate' : 'normalise',
    inputs: ['Z', 'V', 'P', 'S', ...imageInput(size)],
    shape: shapeAt(size, grid, units),
    helpers: normHelpers(size),
    code: `
    ${placeCode(size, grid, units)}
    ${usesSettings(size) ? settingsCode : ''}
    mat4 z = block(Z, at.x, at.y);
    ${statisticsOfPlace(size)}
    vec4 gamma = line(P, ${row}, ${column}, 0);
    vec4 beta = line(P, ${row}, ${column}, 1);
    ${to === 'h' ? drawNoise(size) : ''}
    vec4 y;
    // Some drivers' exp makes a number of a NaN; a net that has broken down must not look alive.
    ${eachRow(
      (i) => `
      y = ${xhatOf(size, i, `entering(z[${i}], after)`)} * gamma + beta;
      ${to === 'h' ? noisyShift(size, i, 'y') : ''}
      result[${i}] = ${to === 'h' ? `mix(${activated}, y, isnan(y))` : 'y'};`,
    )}
    ${clearPadding(size.rows, units, 'images', 'column')}`,
  };
};

/** A program that is told nothing of the arms reads nothing of them. */
const usesSettings = ({ features }: NormSize): boolean => features.after || features.noise;
