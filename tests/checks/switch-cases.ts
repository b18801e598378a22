import type { Norm } from '../../src/common/experiment/norm.ts';
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

export const makesSense = (choice: Switches): boolean =>
  isTold(choice) &&
  (choice.epsilon === 1e-5 || choice.scale) &&
  (choice.momentum === 0.1 || choice.kind !== 'layer');

const shapes = { dense, stride: conv, pool: pooling } as const;

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

/** Every pair of values of the switches, and each kind of layer and each activation also without normalization. */
export const SWITCH_CASES: readonly Case[] = PAIRS.map(caseOf).flatMap((own, place, all) => {
  const { activation } = own.shape;
  const isFirst = all.findIndex(({ shape }) => shape.activation === activation) === place;
  return isFirst ? [own, plain(own)] : [own];
});

/** All switches with all, while the values of what else is paired with them take turns. */
export const ALL_SWITCH_CASES: readonly Case[] = product(SWITCHES, isTold).map((own, place) => {
  const inTurn = <T>(values: readonly T[], every: number) =>
    values[Math.floor(place / every) % values.length] as T;
  return caseOf({
    ...own,
    activation: inTurn(FACTORS.activation, 1),
    epsilon: own.scale ? inTurn(FACTORS.epsilon, 3) : 1e-5,
    momentum: own.kind !== 'layer' ? inTurn(FACTORS.momentum, 5) : 0.1,
  });
});
