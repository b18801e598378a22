import {
  channelsOf,
  type ExperimentConfig,
  hiddenLayers,
  IMAGE_SIDE,
} from '../../../common/experiment/config.ts';
import { normOf } from '../../../common/experiment/norm.ts';

/** The settings that a sketch of a network shows. */
export type SketchedNet = Pick<ExperimentConfig, 'kind' | 'depth' | 'blocks' | 'channels' | 'widen'>;

/** Feature maps of a block as they are drawn: how many one behind the other, and how large, 1 for the image. */
export interface SketchedBlock {
  readonly maps: number;
  readonly size: number;
}

/** Most maps that are drawn for a block. */
const MOST_MAPS = 6;
/** No map is drawn smaller than this share of the image. */
const SMALLEST = 0.2;

/** Less than 1: sizes differ less than they do, so that deep blocks can still be seen. */
const FLATTER = 0.7;

/** The blocks of a convolutional net: maps halve from block to block, and there are more of them where there are more channels. */
export function sketchedBlocks(net: SketchedNet): readonly SketchedBlock[] {
  let side: number = IMAGE_SIDE;
  return channelsOf(net).map((channels) => {
    side = Math.ceil(side / 2);
    const maps = Math.min(MOST_MAPS, Math.max(1, Math.round(Math.log2(channels))));
    return { maps, size: Math.max(SMALLEST, (side / IMAGE_SIDE) ** FLATTER) };
  });
}

/** The hidden layers, from 1, that an arm normalises; none where normalization is off. */
export function normalisedLayers(
  net: SketchedNet,
  arm: Parameters<typeof normOf>[0] & { bn: boolean },
): readonly number[] {
  const count = hiddenLayers(net);
  const layers = Array.from({ length: count }, (_, layer) => layer + 1);
  if (!arm.bn) return [];
  return normOf(arm).where === 'last' ? layers.slice(-1) : layers;
}
