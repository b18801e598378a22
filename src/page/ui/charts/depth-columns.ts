import { figuresOf, type LayerSnapshot } from '../../../common/experiment/layer-snapshot.ts';

/**
 * What the depth profile shows of every layer:
 *
 * - `spread`: of z across images, the standard deviation of a unit on average
 * - `gradient`: norm of the gradient that reaches the layer
 * - `saturated`: share of the activations that are close to their bounds (sigmoid, tanh)
 * - `dead`: share of the units that are exactly 0 for every image (ReLU)
 */
export const QUANTITIES = ['spread', 'gradient', 'saturated', 'dead'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** Whether a quantity is a part of a whole, 0 to 1. */
export const isShare = (quantity: Quantity): boolean => quantity === 'saturated' || quantity === 'dead';

/** One arm's layers at one step: [layers] of each quantity, layer 1 first. */
export type DepthColumn = Readonly<Record<Quantity, Float64Array>>;

const read = new WeakMap<LayerSnapshot, (DepthColumn | null)[]>();

/** An arm's column of a snapshot, read once; null for an arm that has diverged before. */
export function depthColumn(snapshot: LayerSnapshot, arm: number): DepthColumn | null {
  const columns = read.get(snapshot) ?? [];
  read.set(snapshot, columns);
  const known = columns[arm];
  if (known !== undefined) return known;
  const column = readColumn(snapshot, arm);
  columns[arm] = column;
  return column;
}

function readColumn(snapshot: LayerSnapshot, arm: number): DepthColumn | null {
  if (!snapshot.arms[arm]) return null;
  const empty = () => new Float64Array(snapshot.layers).fill(Number.NaN);
  const column = { spread: empty(), gradient: empty(), saturated: empty(), dead: empty() };
  for (let layer = 1; layer <= snapshot.layers; layer++) {
    const activation = figuresOf(snapshot, arm, layer, 'activation');
    column.spread[layer - 1] = figuresOf(snapshot, arm, layer, 'z')?.imageStd ?? Number.NaN;
    column.gradient[layer - 1] = figuresOf(snapshot, arm, layer, 'gradient')?.norm ?? Number.NaN;
    if (activation === null) continue;
    column.saturated[layer - 1] = activation.saturated / activation.count;
    column.dead[layer - 1] = activation.deadUnits / activation.units;
  }
  return column;
}
