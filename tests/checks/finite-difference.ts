import { keepsBias } from '../../src/common/experiment/norm.ts';
import { layerShapes } from '../../src/training/engine/layer-shape.ts';
import { atDepth } from '../depth.ts';
import { type ReferenceArm, type ReferenceNet, referenceForward } from './reference-net.ts';
import type { Batch } from './tiny-problem.ts';

/** What learns in an arm: the engine's numbers, the reference's, or gradients. */
export interface Learnt {
  readonly layers: readonly Readonly<Record<'w' | 'bias' | 'gamma' | 'beta', ArrayLike<number>>>[];
  readonly output: Readonly<Record<'w' | 'bias', ArrayLike<number>>>;
}

/** One entry of a network and the slope of the loss along it. */
export interface Slope {
  readonly name: string;
  /** The list it is in, and where. */
  readonly read: (net: Learnt) => ArrayLike<number>;
  readonly index: number;
  readonly slope: number;
}

/** Small, so that hardly an activation crosses ReLU’s kink. */
const STEP = 1e-7;

/**
 * Slopes of the loss by central differences in double precision, for some entries of every weight and parameter. Noise is that of the
 * next update. Where the gradient is not to go through mean and variance they are those of the net that was not moved.
 */
export function finiteDifference(net: ReferenceNet, { images, labels }: Batch, arm: ReferenceArm): Slope[] {
  const { passes } = referenceForward(net, images, labels, arm);
  const by = arm.norm.through ? 'training' : passes.map(({ statistics }) => statistics);
  const slopeAt = (entries: Float64Array, index: number, together: number): number => {
    const value = entries[index] as number;
    const first = index - (index % together);
    const lossAt = (moved: number) => {
      entries.fill(moved, first, first + together);
      return referenceForward(net, images, labels, arm, by).loss;
    };
    const slope = (lossAt(value + STEP) - lossAt(value - STEP)) / (2 * STEP);
    entries.fill(value, first, first + together);
    return slope;
  };
  return entriesOf(net, arm).map(({ name, read, index, together }) => ({
    name: `${name}[${index}]`,
    read,
    index,
    slope: slopeAt(read(net) as Float64Array, index, together),
  }));
}

/** An entry of a list, in which `together` entries in a row are one parameter. */
interface Entry extends Omit<Slope, 'slope'> {
  readonly together: number;
}

/** An entry of each list that learns, in full two: near its start and near its end. */
function entriesOf(net: ReferenceNet, { bn, norm, shape }: ReferenceArm): Entry[] {
  const some = (name: string, read: Entry['read'], together = 1): Entry[] => {
    const { length } = read(net);
    return atDepth([0.37], [0.37, 0.81]).map((share) => ({
      name,
      read,
      index: Math.floor(share * length),
      together,
    }));
  };
  const shapes = layerShapes(shape);
  const ofLayers = net.layers.flatMap((_, at) => {
    const has = bn && (norm.where === 'all' || at === net.layers.length - 1);
    const parameters = has ? (['gamma', 'beta'] as const) : (['beta'] as const);
    const weights = has && keepsBias(norm) ? (['w', 'bias'] as const) : (['w'] as const);
    const keys = has && !norm.affine ? weights : [...weights, ...parameters];
    // A bias is its unit's, also where it is written down once for each activation.
    const written = (net.layers[at]?.beta.length ?? 0) / (shapes[at]?.units ?? 1);
    return keys.flatMap((key) =>
      some(
        `layer ${at + 1} ${key}`,
        ({ layers }) => layers[at]?.[key] ?? [],
        key === 'beta' && !has ? written : 1,
      ),
    );
  });
  return [
    ...ofLayers,
    ...some('output w', ({ output }) => output.w),
    ...some('output bias', ({ output }) => output.bias),
  ];
}
