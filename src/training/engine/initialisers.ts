import { createRng, type Rng } from '../../common/lib/rng.ts';
import { FILTER_TAPS, layerShapes } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';

/** The first weights of every linear layer, row-major [in, out], the output layer last; the same for every arm. */
export function initialWeights(shape: NetworkShape): readonly Float32Array[] {
  return layerShapes(shape).map(({ fanIn, index, kind, units }) => {
    const rng = createRng(shape.seed, 'weights', index);
    // A filter's output is read at nine places by the next filters.
    const fanOut = kind === 'conv' ? units * FILTER_TAPS : units;
    const draw = initialisers[shape.init](rng, fanIn, fanOut, shape.initSigma);
    return Float32Array.from({ length: fanIn * units }, draw);
  });
}

const initialisers: Readonly<
  Record<NetworkShape['init'], (rng: Rng, fanIn: number, fanOut: number, sigma: number) => () => number>
> = {
  /** Glorot & Bengio 2010, equation 16: uniform within sqrt(6 / (in + out)). */
  glorot: (rng, fanIn, fanOut) => {
    const limit = Math.sqrt(6 / (fanIn + fanOut));
    return () => (2 * rng.uniform() - 1) * limit;
  },
  /** He et al. 2015, equation 10: normal with variance 2 / in. */
  he: (rng, fanIn) => {
    const sigma = Math.sqrt(2 / fanIn);
    return () => rng.normal() * sigma;
  },
  gaussian: (rng, _fanIn, _fanOut, sigma) => () => rng.normal() * sigma,
};
