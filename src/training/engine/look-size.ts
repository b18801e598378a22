import { type LayerShape, layerShapes, placesOf } from './layer-shape.ts';
import type { NetworkShape } from './network-shape.ts';

/** A look reads about this many values of each probe, in all layers of all arms together: more would cost too much training. */
const VALUES = 240_000;
/** Fewer images or inputs than this tell too little of a unit. */
const FEWEST = 8;
/** Counts of a histogram are 16 bits wide. */
const MOST_IN_A_LAYER = 65_535;
/** Units followed one by one, in all layers of all arms together, and in a layer at least. */
const FOLLOWED = 4096;
const FEWEST_FOLLOWED = 8;
/** Weights are sampled by so many inputs side by side, as they lie on a GPU. */
export const INPUT_GROUP = 4;

/** How much of a network a look reads: all of it where that is little, else a sample. */
export interface LookSize {
  /** Images of the batch, of a hidden layer: the first ones. A convolution is read at all places of each. */
  readonly images: (layer: LayerShape) => number;
  /** Groups of inputs whose weights are read, of a layer; null for all inputs. */
  readonly inputGroups: (layer: LayerShape) => number | null;
  /** Which units are followed one by one; a layer that has no such unit has none there. */
  readonly units: Uint16Array<ArrayBuffer>;
}

export function lookSize(shape: NetworkShape, arms: number): LookSize {
  const hidden = layerShapes(shape).slice(0, -1);
  const cell = Math.min(MOST_IN_A_LAYER, VALUES / (arms * hidden.length));
  const followed = Math.max(FEWEST_FOLLOWED, Math.floor(FOLLOWED / (arms * hidden.length)));
  const most = ({ units }: LayerShape) => Math.max(FEWEST, Math.floor(cell / units));
  const widest = Math.max(...hidden.map(({ units }) => units));
  return {
    images: (layer) => Math.min(shape.batch, Math.max(1, Math.floor(most(layer) / placesOf(layer)))),
    inputGroups: (layer) => (most(layer) >= layer.fanIn ? null : Math.floor(most(layer) / INPUT_GROUP)),
    units: evenly(widest, Math.min(widest, followed)),
  };
}

/** The groups chosen, of all whole ones: evenly spread, by whole numbers, so that a GPU finds the same. */
export const groupAt = (index: number, groups: number, fanIn: number): number =>
  Math.floor(((2 * index + 1) * Math.floor(fanIn / INPUT_GROUP)) / (2 * groups));

/** The inputs whose weights are read. */
export function sampledInputs(fanIn: number, groups: number | null): Uint32Array<ArrayBuffer> {
  if (groups === null) return Uint32Array.from({ length: fanIn }, (_, input) => input);
  return Uint32Array.from({ length: groups * INPUT_GROUP }, (_, place) => {
    const group = Math.floor(place / INPUT_GROUP);
    return groupAt(group, groups, fanIn) * INPUT_GROUP + (place % INPUT_GROUP);
  });
}

const evenly = (count: number, chosen: number): Uint16Array<ArrayBuffer> =>
  Uint16Array.from({ length: chosen }, (_, index) => Math.floor(((index + 0.5) * count) / chosen));
