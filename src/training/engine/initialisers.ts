import { CLASSES, type ExperimentConfig, PIXELS } from '../../common/experiment/config.ts';
import { createRng, type Rng } from '../../common/lib/rng.ts';

/** The parts of a config that decide the network and its first weights. */
export type NetworkShape = Pick<
  ExperimentConfig,
  'depth' | 'width' | 'activation' | 'init' | 'initSigma' | 'seed' | 'batch'
>;

/** Features that enter and leave each linear layer, the output layer last. */
export function layerSizes({ depth, width }: NetworkShape): readonly (readonly [number, number])[] {
  const sizes = [PIXELS, ...Array.from({ length: depth }, () => width), CLASSES];
  return sizes.slice(1).map((out, layer) => [sizes[layer] as number, out] as const);
}

/** The first weights of every linear layer, row-major [in, out], the output layer last; the same for every arm. */
export function initialWeights(shape: NetworkShape): readonly Float32Array[] {
  return layerSizes(shape).map(([fanIn, fanOut], layer) => {
    const rng = createRng(shape.seed, 'weights', layer);
    const draw = initialisers[shape.init](rng, fanIn, fanOut, shape.initSigma);
    return Float32Array.from({ length: fanIn * fanOut }, draw);
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
