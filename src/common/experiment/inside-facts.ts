import { figuresOf, isConstant, type LayerSnapshot } from './layer-snapshot.ts';

/** What one arm's layers show at one step, in the figures by which nets fail. */
export interface InsideFacts {
  readonly step: number;
  /** Norm of the gradient that reaches layer 1, and the same over that at the last layer; NaN for one layer. */
  readonly firstGradient: number;
  readonly gradientRatio: number;
  /** The first layer from which on, up to the last, every unit is constant across images; null for none. */
  readonly constantFrom: number | null;
  /** The layer with most saturated activations, and their share. */
  readonly saturated: LayerShare;
  /** The layer with most units that are 0 for every image, and their share. */
  readonly dead: LayerShare;
  /** The largest finite value before activation, whatever its sign. */
  readonly largest: number;
  readonly layers: number;
}

export interface LayerShare {
  readonly layer: number;
  readonly share: number;
}

const NO_SHARE: LayerShare = { layer: 0, share: 0 };

/** Null where the snapshot has nothing of the arm. */
export function insideFacts(snapshot: LayerSnapshot, arm: number): InsideFacts | null {
  if (!snapshot.arms[arm]) return null;
  const { layers, step } = snapshot;
  let [constantFrom, saturated, dead, largest]: [number | null, LayerShare, LayerShare, number] = [
    null,
    NO_SHARE,
    NO_SHARE,
    0,
  ];
  for (let layer = 1; layer <= layers; layer++) {
    const activation = figuresOf(snapshot, arm, layer, 'activation');
    const z = figuresOf(snapshot, arm, layer, 'z');
    if (activation === null || z === null) return null;
    constantFrom = isConstant(activation) ? (constantFrom ?? layer) : null;
    saturated = larger(saturated, { layer, share: activation.saturated / activation.count });
    dead = larger(dead, { layer, share: activation.deadUnits / activation.units });
    largest = Math.max(largest, ...[z.min, z.max].filter(Number.isFinite).map(Math.abs));
  }
  const normAt = (layer: number) => figuresOf(snapshot, arm, layer, 'gradient')?.norm ?? Number.NaN;
  return {
    step,
    firstGradient: normAt(1),
    gradientRatio: layers > 1 ? normAt(1) / normAt(layers) : Number.NaN,
    constantFrom,
    saturated,
    dead,
    largest,
    layers,
  };
}

const larger = (one: LayerShare, other: LayerShare): LayerShare => (other.share > one.share ? other : one);
