import {
  type ArmLayers,
  emptyArmLayers,
  type LayerSnapshot,
  setProbe,
  UNIT_FIGURES,
} from '../../common/experiment/layer-snapshot.ts';
import { giveWay } from '../lib/yield-to-event-loop.ts';
import { layerShapes } from './layer-shape.ts';
import { lookSize } from './look-size.ts';
import type { NetworkShape } from './network-shape.ts';
import type { Activation, LayerValues } from './operations.ts';
import { followUnits } from './unit-figures.ts';
import { describeValues } from './value-figures.ts';

/** Beyond these bounds a sigmoid's or a tanh's slope is under a fifth of the steepest: h (1 - h) < 0.05, 1 - h^2 < 0.2. */
const SATURATED: Readonly<Record<Activation, readonly [below: number, above: number] | null>> = {
  sigmoid: [(1 - Math.sqrt(0.8)) / 2, (1 + Math.sqrt(0.8)) / 2],
  tanh: [-Math.sqrt(0.8), Math.sqrt(0.8)],
  relu: null,
  linear: null,
};

/** Makes of what was read of all layers, `[layer][arm]`, the snapshot of a step. @param breathe awaited between layers */
export async function takeSnapshot(
  layers: readonly (readonly (LayerValues | null)[])[],
  shape: NetworkShape,
  { landmark, step }: { readonly step: number; readonly landmark: boolean },
  breathe: () => Promise<unknown> = giveWay,
): Promise<LayerSnapshot> {
  const arms = layers[0]?.length ?? 0;
  const { images, units } = lookSize(shape, arms);
  const hidden = layerShapes(shape).slice(0, -1);
  const summaries: (ArmLayers | null)[] = [];
  for (let arm = 0; arm < arms; arm++) {
    const own = layers.map((layer) => layer[arm] ?? null).filter((values) => values !== null);
    const isWhole = own.length === layers.length;
    summaries.push(isWhole ? await summariseArm(own, shape.activation, units, breathe) : null);
  }
  return {
    step,
    layers: layers.length,
    images: Math.min(...hidden.map(images)),
    units,
    arms: summaries,
    landmark,
  };
}

async function summariseArm(
  layers: readonly LayerValues[],
  activation: Activation,
  followed: Uint16Array,
  breathe: () => Promise<unknown>,
): Promise<ArmLayers> {
  const own = emptyArmLayers(layers.length, followed.length);
  for (const [index, values] of layers.entries()) {
    const units = values.gamma.length;
    const lists = {
      z: values.z,
      y: values.y ?? afterNorm(values),
      activation: values.h,
      gradient: values.gradient,
      weights: values.weights,
      update: values.update,
    };
    for (const probe of Object.keys(lists) as (keyof typeof lists)[]) {
      const { counts, figures } = describeValues(lists[probe], units);
      const saturated = probe === 'activation' ? saturatedIn(values.h, activation) : 0;
      setProbe(own, index + 1, probe, { ...figures, saturated }, counts);
    }
    const unitColumns = followed.length * UNIT_FIGURES.length;
    const ofLayer = own.units.subarray(index * unitColumns, (index + 1) * unitColumns);
    followUnits(values, followed, activation, ofLayer);
    await breathe();
  }
  return own;
}

/** y = gamma * (z - mean) * inverse + beta. */
function afterNorm({ beta, gamma, inverse, mean, z }: LayerValues): Float32Array {
  const y = new Float32Array(z.length);
  const images = z.length / gamma.length;
  for (let unit = 0; unit < gamma.length; unit++) {
    const [scale, shift] = [gamma[unit] as number, beta[unit] as number];
    const [centre, by] = [mean[unit] as number, inverse[unit] as number];
    for (let at = unit * images; at < (unit + 1) * images; at++) {
      y[at] = scale * (((z[at] as number) - centre) * by) + shift;
    }
  }
  return y;
}

function saturatedIn(h: Float32Array, activation: Activation): number {
  const bounds = SATURATED[activation];
  if (bounds === null) return 0;
  const [below, above] = bounds;
  let count = 0;
  for (let at = 0; at < h.length; at++) {
    const value = h[at] as number;
    if (value < below || value > above) count += 1;
  }
  return count;
}
