import { keepsBias, type Norm } from '../../../common/experiment/norm.ts';
import type { LayerShape } from '../layer-shape.ts';
import type { ArmSwitch } from '../operations.ts';
import { adamCorrections } from '../optimizers.ts';
import type { Gpu } from './gpu/gpu.ts';
import { BLOCK, type Matrix } from './gpu/matrix.ts';

/** Rows of settings; see `settingsCode`. */
const ROWS = 8;

/** What the programs read of the arms: in all hidden layers, or all but the last one, whose settings then are apart. */
export interface ArmSettings {
  readonly all: Matrix;
  readonly last: Matrix | null;
}

/** Which arms' normalization is in the last hidden layer only matters where some arm's is, or was. */
export function putSettings(gpu: Gpu, arms: readonly ArmSwitch[]): ArmSettings {
  const put = (isLast: boolean) => {
    const has = ({ norm }: ArmSwitch) => isLast || norm.where === 'all';
    return gpu.upload(settingsOf(arms, has), arms.length * BLOCK);
  };
  const isSplit = arms.some(
    ({ bn, norm, normUpdate, update }) => norm.where === 'last' && (bn || normUpdate !== update),
  );
  return { all: put(false), last: isSplit ? put(true) : null };
}

/** The settings of a layer, the output layer's included. */
export const settingsFor = ({ all, last }: ArmSettings, { isLastHidden }: LayerShape): Matrix =>
  isLastHidden && last !== null ? last : all;

/** A block of four columns an arm: four settings a row. */
function settingsOf(arms: readonly ArmSwitch[], has: (arm: ArmSwitch) => boolean): Float32Array {
  const settings = new Float32Array(ROWS * arms.length * BLOCK);
  for (const [index, arm] of arms.entries()) {
    for (const [row, values] of rowsOf(arm, has(arm)).entries()) {
      settings.set(values, (row * arms.length + index) * BLOCK);
    }
  }
  return settings;
}

function rowsOf(
  { bn, fresh, frozen, norm, normUpdate, rate, seed, update }: ArmSwitch,
  has: boolean,
): readonly (readonly number[])[] {
  const on = bn && has;
  const { affine, centre, epsilon, kind, momentum, place, scale, through } = norm;
  const flag = (value: boolean) => Number(on && value);
  return [
    [flag(kind !== 'layer'), flag(kind === 'layer'), rate, Number(frozen)],
    [Number(centre), Number(scale), flag(centre && through), flag(scale && through)],
    [epsilon, fresh ? 1 : momentum, on ? Number(affine) : 0, on ? Number(affine) : 1],
    [...adamCorrections(update), flag(place === 'after'), flag(kind === 'noisy')],
    // In two parts: single precision holds no more than 24 bits of a whole number.
    [update, flag(isPerActivation(norm)), Math.floor(seed / SEED_PART), seed % SEED_PART],
    [...adamCorrections(has ? normUpdate : update), flag(keepsBias(norm))],
  ];
}

const SEED_PART = 2 ** 15;

const isPerActivation = ({ parameters }: Norm): boolean => parameters === 'activation';

/**
 * Code that names the settings of an arm, S:
 *
 * - `byBatch`, `byImage`: normalised by statistics over the batch, or over the units of an image; `rate`; `stands`: still, for good
 * - `centre`, `scale`: of the normalisation; `through`: the same two in its gradient
 * - `epsilon`; `momentum` of the running statistics; `learns`: gamma, beta
 * - `corrections`: Adam's, and those of gamma, beta and a bias beside them; `learnsBias`: whether there is one; `after` the activation; `noisy`; `update` of the optimizer; `perActivation`; `seed` of the noise
 */
export const settingsCode = `
    vec4 settings = line(S, 0, arm, 0);
    bool byBatch = settings.x > 0.;
    bool byImage = settings.y > 0.;
    float rate = settings.z;
    bool stands = settings.w > 0.;
    settings = line(S, 0, arm, 1);
    float centre = settings.x;
    bool scale = settings.y > 0.;
    vec2 through = settings.zw;
    settings = line(S, 0, arm, 2);
    float epsilon = settings.x;
    float momentum = settings.y;
    bvec2 learns = greaterThan(settings.zw, vec2(0.));
    settings = line(S, 0, arm, 3);
    vec2 corrections = settings.xy;
    bool after = settings.z > 0.;
    bool noisy = settings.w > 0.;
    settings = line(S, 1, arm, 0);
    float update = settings.x;
    bool perActivation = settings.y > 0.;
    uint seed = uint(settings.z) * ${SEED_PART}u + uint(settings.w);
    settings = line(S, 1, arm, 1);
    vec2 parameterCorrections = settings.xy;
    bool learnsBias = settings.z > 0.;`;
