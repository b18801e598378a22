import { atDepth } from '../depth.ts';
import { type Case, conv, dense, pooling } from './case.ts';

const called = (name: string, shape: Case['shape'], norm: Case['norm'], rate: number): Case => ({
  name,
  shape,
  norm,
  bn: true,
  rate,
});
const withPlain = (own: Case): Case[] => [own, { ...own, name: `${own.name}, plain`, bn: false }];
// In a few steps most of the running variance is then of these batches, so that its m / (m - 1) tells.
const quick = { momentum: 0.5 };

/** Convolutions: odd channels, one to four blocks, both ways to halve, with normalization and without. */
export const CONVOLUTION_CASES: readonly Case[] = [
  called(
    'three blocks of 1, 2 and 4 channels, pooled, sigmoid',
    pooling({ blocks: 3, channels: 1, widen: 'double', batch: 5 }),
    quick,
    0.1,
  ),
  called(
    'three blocks of 3 and 6 channels, stride, tanh',
    conv({ blocks: 3, widen: 'double', activation: 'tanh' }),
    quick,
    0.1,
  ),
  called('one block of 5 channels, stride, sigmoid', conv({ blocks: 1, channels: 5 }), {}, 0.1),
  called('two blocks of 3 channels, stride, ReLU', conv({ activation: 'relu', init: 'he' }), {}, 0.1),
  called(
    'four blocks of 3 channels, pooled, ReLU',
    pooling({ blocks: 4, channels: 3, batch: 5, activation: 'relu', init: 'he' }),
    {},
    0.1,
  ),
].flatMap(withPlain);

const RATES = { sgd: 0.2, momentum: 0.05, nesterov: 0.05, rmsprop: 0.003, adam: 0.003 } as const;
/** Up over three steps, and down to 0.3 times after the fifth. */
const SCHEDULE = { weightDecay: 0.05, warmup: 3, dropEvery: 5, dropFactor: 0.3 } as const;

/** Each optimizer with weight decay and a schedule, in full also alone, and two of them in convolutions. */
export const OPTIMIZER_CASES: readonly Case[] = [
  ...(['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam'] as const).flatMap((optimizer) => {
    const own = { optimizer, momentum: 0.8, activation: 'tanh' } as const;
    const rate = RATES[optimizer];
    return [
      ...atDepth([], [called(optimizer, dense(own), {}, rate)]),
      ...withPlain(called(`${optimizer}, decay, schedule`, dense({ ...own, ...SCHEDULE }), {}, rate)),
    ];
  }),
  called(
    'adam, decay, schedule, in convolutions',
    conv({ optimizer: 'adam', batch: 3, ...SCHEDULE }),
    { parameters: 'activation' },
    RATES.adam,
  ),
  called(
    'nesterov, decay, in pooled convolutions',
    pooling({ optimizer: 'nesterov', weightDecay: 0.05 }),
    {},
    RATES.nesterov,
  ),
];
