import { NOISE } from '../../common/experiment/norm.ts';

/**
 * The noise of a noisy batch norm, told from where it is wanted and from nothing else, so that every backend draws the same and the
 * backward pass needs no memory of the forward one. Whole numbers of 32 bits, mixed by "lowbias32" (Wellons 2018); GLSL has the same
 * operations, see `webgl/kernels/noise-code.ts`.
 */
export const mixed = (value: number): number => {
  let state = value >>> 0;
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b);
  return (state ^ (state >>> 16)) >>> 0;
};

/** In [0, 1), of 24 bits: single precision holds all of them. */
const uniform = (state: number): number => (mixed(state) >>> 8) / 2 ** 24;

/** Spreads updates, layers and units over the numbers. */
export const STRIDES = { update: 0x9e3779b9, layer: 65_537, image: 4, images: 16 } as const;

/** What one unit (or channel) draws in one update, for all images. */
export interface UnitNoise {
  readonly shift: number;
  readonly scale: number;
  readonly state: number;
}

export function unitNoise(seed: number, update: number, layer: number, unit: number): UnitNoise {
  const ofUpdate = mixed(seed + Math.imul(STRIDES.update, update));
  const state = mixed(ofUpdate + layer * STRIDES.layer + unit);
  return {
    shift: NOISE.shift * (2 * uniform(state + 1) - 1),
    scale: 1 + (NOISE.scale - 1) * uniform(state + 2),
    state,
  };
}

/** What is made of y for one image (in a convolution at every place of it): scale * y + shift. */
export function imageNoise(
  { scale, shift, state }: UnitNoise,
  image: number,
): { shift: number; scale: number } {
  const own = mixed(state + STRIDES.images + image * STRIDES.image);
  const radius = Math.sqrt(-2 * Math.log(1 - uniform(own + 2)));
  return {
    shift: shift + NOISE.shiftOwn * (2 * uniform(own + 1) - 1),
    scale: scale + NOISE.scaleOwn * radius * Math.cos(2 * Math.PI * uniform(own + 3)),
  };
}
