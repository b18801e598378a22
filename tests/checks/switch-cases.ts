import { type Norm, normOf } from '../../src/common/experiment/norm.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import type { ReferenceArm } from './reference-net.ts';
import { tinyShape } from './tiny-problem.ts';

/** One arm of a net of some shape. */
export interface Case {
  readonly name: string;
  readonly shape: NetworkShape;
  readonly norm: Partial<Norm>;
  readonly bn?: boolean;
}

const dense = (patch: Partial<NetworkShape> = {}) => tinyShape({ width: 7, batch: 6, ...patch });
/** Odd channels, and images of 28, 14 and 7 places a side: windows and strides meet an odd one in the third block. */
const conv = (patch: Partial<NetworkShape> = {}) =>
  tinyShape({ kind: 'conv', blocks: 2, channels: 3, widen: 'same', batch: 5, ...patch });
const pooling = (patch: Partial<NetworkShape> = {}) => conv({ reduce: 'pool', channels: 2, ...patch });

const called = (name: string, shape: NetworkShape, norm: Partial<Norm>): Case => ({ name, shape, norm });

/** Every switch once in a dense net and once in a convolutional one at least, in pairs rather than all with all. */
export const SWITCH_CASES: readonly Case[] = [
  called('dense, layer norm', dense({ activation: 'tanh' }), { kind: 'layer' }),
  called('dense, layer norm after, not through', dense(), { kind: 'layer', place: 'after', through: false }),
  called('dense, noisy', dense({ activation: 'tanh' }), { kind: 'noisy' }),
  called('dense, noisy after', dense(), { kind: 'noisy', place: 'after' }),
  called('dense, not centred', dense({ activation: 'tanh' }), { centre: false }),
  called('dense, not scaled', dense(), { scale: false, momentum: 0.5 }),
  called('dense, not affine, epsilon 0.1', dense({ activation: 'relu', init: 'he' }), {
    affine: false,
    epsilon: 0.1,
  }),
  called('dense, not through', dense({ activation: 'tanh' }), { through: false, momentum: 0.3 }),
  called('dense, after', dense({ activation: 'sigmoid' }), { place: 'after' }),
  called('dense, last layer only', dense({ activation: 'tanh' }), { where: 'last' }),
  called('conv, layer norm', conv({ activation: 'tanh' }), { kind: 'layer' }),
  called('conv, layer norm of activations, not centred', pooling(), {
    kind: 'layer',
    parameters: 'activation',
    centre: false,
  }),
  called('conv, noisy', pooling({ activation: 'tanh' }), { kind: 'noisy' }),
  called('conv, not centred, not through', conv(), { centre: false, through: false }),
  called('conv, not scaled, after', conv({ activation: 'tanh' }), { scale: false, place: 'after' }),
  called('conv, not affine, epsilon 0.1, last layer only', pooling({ activation: 'relu', init: 'he' }), {
    affine: false,
    epsilon: 0.1,
    where: 'last',
  }),
  called('conv, after, of activations', pooling({ activation: 'tanh' }), {
    place: 'after',
    parameters: 'activation',
  }),
  called('conv, gamma and beta of activations', conv(), { parameters: 'activation', momentum: 0.5 }),
];

/** Convolutions: odd channels, one to three blocks, both ways to halve, the paper's normalization and none. */
export const CONVOLUTION_CASES: readonly Case[] = [
  called('one block of 5 channels, stride, sigmoid', conv({ blocks: 1, channels: 5 }), {}),
  called('two blocks of 3 channels, stride, ReLU', conv({ activation: 'relu', init: 'he' }), {}),
  called(
    'three blocks of 1, 2 and 4 channels, pooled, sigmoid',
    pooling({ blocks: 3, channels: 1, widen: 'double' }),
    {},
  ),
  called(
    'four blocks of 3 channels, pooled, ReLU',
    pooling({ blocks: 4, channels: 3, activation: 'relu', init: 'he' }),
    {},
  ),
  called(
    'three blocks of 3 and 6 channels, stride, tanh',
    conv({ blocks: 3, widen: 'double', activation: 'tanh' }),
    {},
  ),
].flatMap((own) => [own, { ...own, name: `${own.name}, plain`, bn: false }]);

export const armOf = ({ bn = true, norm, shape }: Case, rate: number): ReferenceArm => ({
  shape,
  bn,
  norm: normOf({ norm }),
  rate,
});

const RATES = { sgd: 0.2, momentum: 0.05, nesterov: 0.05, rmsprop: 0.003, adam: 0.003 } as const;
/** Up over three steps, and down to 0.3 times after the fifth. */
const SCHEDULE = { weightDecay: 0.05, warmup: 3, dropEvery: 5, dropFactor: 0.3 } as const;

/** Each optimizer alone and with weight decay and a schedule, and two of them in convolutions. */
export const OPTIMIZER_CASES: readonly (Case & { readonly rate: number })[] = [
  ...(['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const).flatMap((optimizer) => {
    const own = { optimizer, momentum: 0.8, depth: 2, activation: 'tanh' } as const;
    const rate = RATES[optimizer];
    return [
      { ...called(optimizer, dense(own), {}), rate },
      { ...called(`${optimizer}, decay, schedule`, dense({ ...own, ...SCHEDULE }), {}), rate, bn: false },
    ];
  }),
  {
    ...called('adam, decay, schedule, in convolutions', conv({ optimizer: 'adam', ...SCHEDULE }), {
      parameters: 'activation',
    }),
    rate: RATES.adam,
  },
  {
    ...called(
      'nesterov, decay, in pooled convolutions',
      pooling({ optimizer: 'nesterov', weightDecay: 0.05 }),
      {},
    ),
    rate: RATES.nesterov,
  },
];
