import type { Activation } from '../../operations.ts';
import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import { activationCode } from './activation-code.ts';
import { noiseCode } from './noise-code.ts';
import { columnAt, isDot, type LayerSize } from './sizes.ts';

/** What programs need to know of a layer to normalise in it. */
export interface NormSize extends LayerSize {
  readonly activation: Activation;
  /** Row blocks of the parameters at one place. */
  readonly parameterBlocks: number;
}

/** Inputs of a program that normalises: of images' own statistics only where an arm has them. */
export const imageInput = ({ features }: NormSize): readonly string[] => (features.image ? ['R'] : []);

/** Helpers of programs that normalise. `entering(z)` is what is normalised: z, or f(z). */
export const normHelpers = ({ activation, features }: NormSize): string => `
    ${activationCode[activation]}
    ${features.after ? 'vec4 entering(vec4 z, bool after) { return after ? activate(z) : z; }' : '#define entering(z, after) (z)'}
    ${features.noise ? noiseCode : ''}`;

/** Block row and block column of the parameters of a place: the same for all places, but where an arm has them by activation. */
export const parametersAt = (size: NormSize): readonly [string, string] => {
  const { grid, units } = size.layer;
  if (!size.features.perActivation || isDot(grid)) return ['0', 'column'];
  return [`py * ${size.parameterBlocks}`, columnAt(size, 'px', 'column', grid, units)];
};

/** Code that reads the batch's statistics, V, and the images', R: `mean`, `inverse`, `centreOf`, and by row those of an image. */
export const statisticsOfPlace = ({ features }: NormSize): string => `
    vec4 mean = line(V, 0, column, 0);
    vec4 inverse = line(V, 0, column, 1);
    ${features.image ? 'mat4 own = block(R, images, arm);' : ''}`;

/** xhat of row i, from what enters, u. */
export const xhatOf = ({ features }: NormSize, i: number, u: string): string =>
  features.image ? `(${u} - mean - own[${i}].x) * inverse * own[${i}].y` : `(${u} - mean) * inverse`;

/** Code that draws the noise of a block: 16 scales and shifts. */
export const drawNoise = ({ features, layer }: NormSize): string =>
  features.noise
    ? `if (noisy) drawNoise(seed, update, ${layer.index}, (column - arm * ${blocksOf(layer.units)}) * ${BLOCK}, images * ${BLOCK});`
    : '';

/** y or the gradient by it, row i, made noisy. */
const noisyScale = ({ features }: NormSize, i: number, name: string): string =>
  features.noise ? `if (noisy) ${name} *= noiseScales[${i}];` : '';
export const noisyShift = ({ features }: NormSize, i: number, name: string): string =>
  features.noise ? `if (noisy) ${name} = ${name} * noiseScales[${i}] + noiseShifts[${i}];` : '';

/** Row i of D (by h) and H to dy, the gradient by gamma * xhat + beta. */
export const gradientOfY = (size: NormSize, i: number): string => {
  const slope = size.features.after
    ? `(after ? d[${i}] : d[${i}] * slope(h[${i}]))`
    : `d[${i}] * slope(h[${i}])`;
  return `dy = ${slope}; ${noisyScale(size, i, 'dy')}`;
};
