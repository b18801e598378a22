import type { UnitFigures } from '../../../common/experiment/layer-snapshot.ts';
import { keepsBias, type Norm } from '../../../common/experiment/norm.ts';
import { isPerPlace } from './unit-formula.ts';

type Parameter = keyof Pick<
  UnitFigures,
  'mean' | 'variance' | 'gamma' | 'beta' | 'runningMean' | 'runningVariance'
>;

const PLAIN: readonly (readonly [Parameter, string])[] = [
  ['mean', 'batch mean of z'],
  ['variance', 'batch variance of z'],
  ['beta', 'bias b'],
];

/**
 * The numbers of what a layer does to a unit, each with its name: those that its formula has, and the statistics it is tested by.
 *
 * @param norm null in a layer without one
 */
export function unitParameters(norm: Norm | null, places: number): typeof PLAIN {
  if (norm === null) return PLAIN;
  const { affine, centre, kind, scale } = norm;
  const ofBatch = kind !== 'layer';
  const perPlace = isPerPlace(norm, places) ? ', mean over places' : '';
  const told: readonly (readonly [boolean, Parameter, string])[] = [
    [ofBatch && centre, 'mean', 'batch mean μ'],
    [ofBatch && scale, 'variance', 'batch variance σ²'],
    [affine, 'gamma', `scale γ${perPlace}`],
    [affine, 'beta', `shift β${perPlace}`],
    [ofBatch && centre, 'runningMean', 'running mean'],
    [ofBatch && scale, 'runningVariance', 'running variance'],
  ];
  return told.flatMap(([holds, name, label]) => (holds ? [[name, label] as const] : []));
}

/** What a formula's symbols mean where they are not a batch norm's; empty where they are. */
export function symbolWords(norm: Norm | null, places: number): string {
  if (norm === null) return '';
  return [
    ...(norm.kind === 'layer' ? ['μᵢ and σᵢ² are those of image i, over the units of the layer'] : []),
    ...(norm.kind === 'noisy' ? ['sᵢ and tᵢ are noise, drawn anew in each step for each image i'] : []),
    ...(keepsBias(norm) ? ['z is W x + b: here normalization does not take a bias out again'] : []),
    ...(norm.place === 'after' ? ['f is the activation: what it gives is normalised'] : []),
    ...(isPerPlace(norm, places) ? ['γₚ and βₚ are those of place p'] : []),
  ].join('; ');
}
