import {
  CLASSES,
  channelsOf,
  type ExperimentConfig,
  IMAGE_SIDE,
  PIXELS,
} from '../../common/experiment/config.ts';
import type { NetworkShape } from './network-shape.ts';

/** Rows and columns of an image, or of what a convolution makes of it; 1 x 1 for a dense layer. */
export interface Grid {
  readonly height: number;
  readonly width: number;
}

/** Side of a filter, and what is put around an image so that a filter at its edge has something to read: zeros. */
export const FILTER_SIDE = 3;
export const FILTER_TAPS = FILTER_SIDE * FILTER_SIDE;
export const FILTER_PADDING = 1;
/** Side of a window of max pooling; windows do not overlap, and the last one may stick out of an odd image. */
export const POOL_SIDE = 2;

/** A linear layer, and what comes after it. */
export interface LayerShape {
  readonly kind: 'dense' | 'conv';
  /** From 0; the output layer is last. */
  readonly index: number;
  readonly isOutput: boolean;
  /** Whether it is the hidden layer before the output. */
  readonly isLastHidden: boolean;
  /** Channels it reads, and where; a dense layer reads each (channel, row, column) by a weight of its own. */
  readonly channels: number;
  readonly input: Grid;
  /** Weights of a unit: all inputs of a dense layer, 9 a channel of a convolution, (channel, row, column) in that order. */
  readonly fanIn: number;
  /** Units, or channels, it makes, each at every place of `grid`. */
  readonly units: number;
  readonly grid: Grid;
  /** Of the filters: out row y reads in rows y * stride - 1 to y * stride + 1. */
  readonly stride: 1 | 2;
  /** Whether 2 x 2 max pooling comes after the activation. */
  readonly pools: boolean;
  /** What the next layer reads of it: `grid`, pooled or not. */
  readonly output: Grid;
}

const DOT: Grid = { height: 1, width: 1 };
const halved = ({ height, width }: Grid): Grid => ({
  height: Math.ceil(height / 2),
  width: Math.ceil(width / 2),
});
const sizeOf = ({ height, width }: Grid): number => height * width;

/** Places where a layer's units are: rows of a batch norm are images times these. */
export const placesOf = ({ grid }: LayerShape): number => sizeOf(grid);

/** Every linear layer from the pixels on, the output layer last. */
export function layerShapes(shape: NetworkShape): readonly LayerShape[] {
  const hidden = shape.kind === 'conv' ? convBlocks(shape) : denseLayers(shape);
  const last = hidden.at(-1);
  const [channels, input] = [last?.units ?? PIXELS, last?.output ?? DOT];
  const base = {
    kind: 'dense',
    index: hidden.length,
    isOutput: true,
    isLastHidden: false,
    stride: 1,
    pools: false,
  } as const;
  const fanIn = channels * sizeOf(input);
  return [...hidden, { ...base, channels, input, fanIn, units: CLASSES, grid: DOT, output: DOT }];
}

const denseLayers = ({ depth, width }: NetworkShape): LayerShape[] =>
  Array.from({ length: depth }, (_, index) => {
    const channels = index === 0 ? PIXELS : width;
    const base = { kind: 'dense', index, isOutput: false, stride: 1, pools: false } as const;
    const isLastHidden = index === depth - 1;
    return {
      ...base,
      isLastHidden,
      channels,
      input: DOT,
      fanIn: channels,
      units: width,
      grid: DOT,
      output: DOT,
    };
  });

/** `conv 3x3 -> (BN) -> activation`, halved by the filters' stride or by pooling, until an image is one place. */
function convBlocks(shape: Pick<ExperimentConfig, 'blocks' | 'channels' | 'widen' | 'reduce'>): LayerShape[] {
  let [channels, input]: [number, Grid] = [1, { height: IMAGE_SIDE, width: IMAGE_SIDE }];
  return channelsOf(shape).map((units, index) => {
    const canHalve = input.height > 1;
    const pools = canHalve && shape.reduce === 'pool';
    const stride = canHalve && shape.reduce === 'stride' ? 2 : 1;
    const grid = stride === 2 ? halved(input) : input;
    const output = pools ? halved(grid) : grid;
    const base = { kind: 'conv', index, isOutput: false, fanIn: channels * FILTER_TAPS } as const;
    const isLastHidden = index === shape.blocks - 1;
    const layer: LayerShape = { ...base, isLastHidden, channels, input, units, grid, stride, pools, output };
    [channels, input] = [units, output];
    return layer;
  });
}
