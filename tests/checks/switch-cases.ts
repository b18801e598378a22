import type { Norm } from '../../src/common/experiment/norm.ts';
import type { NetworkShape } from '../../src/training/engine/network-shape.ts';
import { type Case, conv, dense, pooling } from './case.ts';
import { type Choice, pairwise, product } from './pairwise.ts';

/** The switches of normalization that tell in training, and the layers they are in. */
const SWITCHES = {
  layer: ['dense', 'stride', 'pool'],
  kind: ['batch', 'layer', 'noisy'],
  place: ['before', 'after'],
  where: ['all', 'last'],
  parameters: ['channel', 'activation'],
  centre: [true, false],
  scale: [true, false],
  affine: [true, false],
  through: [true, false],
} as const;

/** What else is paired with them. */
export const FACTORS = {
  ...SWITCHES,
  activation: ['tanh', 'sigmoid', 'relu', 'linear'],
  epsilon: [1e-5, 0.1],
  momentum: [0.1, 0.5],
} as const;

export type Switches = Choice<typeof FACTORS>;
type Few = Choice<typeof SWITCHES>;

/** Whether every switch has something to act on. */
const isTold = ({ affine, centre, layer, parameters, scale, through }: Few): boolean =>
  (parameters === 'channel' || (layer !== 'dense' && affine)) && (through || centre || scale);

/** Where ReLU's zeros are normalized after it, those of a pooled window are equal, and the loss has a kink there. */
const hasTies = ({ activation, layer, place }: Pick<Switches, 'activation' | 'layer' | 'place'>): boolean =>
  layer === 'pool' && activation === 'relu' && place === 'after';

export const makesSense = (choice: Switches): boolean =>
  isTold(choice) &&
  !hasTies(choice) &&
  (choice.epsilon === 1e-5 || choice.scale) &&
  (choice.momentum === 0.1 || choice.kind !== 'layer');

/** Two of them meet odd sizes: three blocks. */
const shapes = {
  dense,
  stride: (patch: Partial<NetworkShape>) =>
    conv(patch.activation === 'tanh' ? { ...patch, blocks: 3, widen: 'double' } : patch),
  pool: (patch: Partial<NetworkShape>) =>
    pooling(patch.activation === 'sigmoid' ? { ...patch, ...ODD_POOLING } : patch),
} as const;
const ODD_POOLING = { blocks: 3, channels: 1, widen: 'double', batch: 5 } as const;

function caseOf({ activation, layer, ...norm }: Switches): Case {
  const usual: Partial<Norm> = Object.fromEntries(
    Object.entries(FACTORS).map(([name, values]) => [name, values[0]]),
  );
  const names = Object.entries(norm)
    .filter(([name, value]) => usual[name as keyof Norm] !== value)
    .map(([name, value]) => `${name} ${value}`);
  const init = activation === 'relu' ? 'he' : 'glorot';
  return {
    name: [`${layer}, ${activation}`, ...names].join(', '),
    shape: shapes[layer]({ activation, init }),
    norm,
    bn: true,
    rate: 0.2,
  };
}

/** The same net without normalization, whose other switches then have no effect. */
const plain = (own: Case): Case => ({
  ...own,
  name: `${own.name}, off`,
  bn: false,
});

export const PAIRS: readonly Switches[] = pairwise(FACTORS, makesSense);

/**
 * Every pair of values of the switches, and each kind of layer and each activation also without normalization. Where sizes are odd there
 * is batch normalization as well whose running variance is mostly of the last few batches, so that its m / (m - 1) tells.
 */
export const SWITCH_CASES: readonly Case[] = PAIRS.map(caseOf).flatMap((own, place, all) => {
  const isFirst = (is: (other: Case) => boolean) => all.findIndex(is) === place;
  const isOdd = own.shape.kind === 'conv' && own.shape.blocks === 3;
  const isFirstOdd = isOdd && isFirst(({ shape }) => shape.blocks === 3 && shape.reduce === own.shape.reduce);
  const isFirstOfAll = isFirst(({ shape }) => shape.activation === own.shape.activation);
  return [
    own,
    ...(isFirstOdd || isFirstOfAll ? [plain(own)] : []),
    ...(isFirstOdd
      ? [
          {
            ...own,
            name: `${own.shape.reduce}, ${own.shape.activation}, only momentum 0.5`,
            norm: { momentum: 0.5 },
          },
        ]
      : []),
  ];
});

// Of a sigmoid near 0.5 single precision leaves ties in a pooled window, and variances that are nearly nothing.
const TAKING_TURNS = {
  dense: FACTORS.activation,
  stride: ['tanh', 'relu', 'linear'],
  pool: ['tanh', 'linear'],
} as const;

/** All switches with all, while the values of what else is paired with them take turns. Few of them are stable at a high rate. */
export const ALL_SWITCH_CASES: readonly Case[] = product(SWITCHES, isTold).map((own, place) => {
  const inTurn = <T>(values: readonly T[], every: number) =>
    values[Math.floor(place / every) % values.length] as T;
  const one = caseOf({
    ...own,
    activation: inTurn<Switches['activation']>(TAKING_TURNS[own.layer], 1),
    epsilon: own.scale ? inTurn(FACTORS.epsilon, 3) : 1e-5,
    momentum: own.kind !== 'layer' ? inTurn(FACTORS.momentum, 5) : 0.1,
  });
  return { ...one, rate: 0.01 };
});
