import { FILTER_TAPS, type Grid, type LayerShape } from '../../layer-shape.ts';
import { BLOCK, blocksOf } from '../gpu/matrix.ts';
import { strideOf } from './code.ts';

/** A linear layer of every arm over the images of a batch, and what its arms have in common. */
export interface LayerSize {
  readonly arms: number;
  /** Images of a batch. */
  readonly rows: number;
  /** Batches of a step: as many arms in a row train on the same. */
  readonly batches: number;
  readonly layer: LayerShape;
  /** What at least one arm has: programs for things that none has are not written. */
  readonly features: Features;
}

/** What of normalization is not as in the paper, in at least one arm. */
export interface Features {
  /** Layer normalization. */
  readonly image: boolean;
  readonly noise: boolean;
  /** Normalization after the activation. */
  readonly after: boolean;
  /** gamma and beta for each activation of a convolution. */
  readonly perActivation: boolean;
  /** A bias beside normalization. */
  readonly bias: boolean;
}

/** Whether the arms' linear part has a bias; that of the output layer is added where its loss is found. */
export const hasBiases = ({ features, layer }: LayerSize): boolean => features.bias && !layer.isOutput;

export const isDot = ({ height, width }: Grid): boolean => height * width === 1;

/** Columns that the units of all arms take at one place. */
export const widthOf = ({ arms, layer }: LayerSize): number => arms * strideOf(layer.units);

/**
 * A matrix of some units of all arms for every image. Where they are at many places its blocks lie as the places do: block row
 * y * (blocks of images) + image block, block column x * (blocks of all arms) + unit block.
 */
export const shapeAt = (
  { arms, rows }: LayerSize,
  { height, width }: Grid,
  units: number,
): readonly [number, number] => {
  const columns = width * arms * strideOf(units);
  return [isDot({ height, width }) ? rows : height * blocksOf(rows) * BLOCK, columns];
};

/** Code for which of a step's batches an arm trains on. */
export const batchOf = ({ arms, batches }: Pick<LayerSize, 'arms' | 'batches'>, arm: string): string =>
  batches === 1 ? '0' : `(${arm}) / ${arms / batches}`;

/** Code that tells what the block `at` of such a matrix is: `py` and `px`, `images` (a block of them), `column` (of units), `arm`. */
export function placeCode({ arms, rows }: LayerSize, grid: Grid, units: number): string {
  const unitBlocks = blocksOf(units);
  if (isDot(grid))
    return `int py = 0; int px = 0; int images = at.x; int column = at.y; int arm = column / ${unitBlocks};`;
  return `
    int py = at.x / ${blocksOf(rows)};
    int images = at.x - py * ${blocksOf(rows)};
    int px = at.y / ${arms * unitBlocks};
    int column = at.y - px * ${arms * unitBlocks};
    int arm = column / ${unitBlocks};`;
}

/** Code for the block row and block column, in a matrix of units at many places, of a place, a block of images and a column. */
export const rowAt = ({ rows }: LayerSize, y: string, images: string, grid: Grid): string =>
  isDot(grid) ? images : `(${y}) * ${blocksOf(rows)} + ${images}`;
export const columnAt = (
  { arms }: LayerSize,
  x: string,
  column: string,
  grid: Grid,
  units: number,
): string => (isDot(grid) ? column : `(${x}) * ${arms * blocksOf(units)} + ${column}`);

/** Code around what is done at each place (`py`, `px`). */
export const overPlaces = ({ height, width }: Grid, code: string): string => `
    for (int py = 0; py < ${height}; py++) { for (int px = 0; px < ${width}; px++) { ${code} } }`;

/** Whether a convolution reads the pixels: they lie [pixels, images], one batch beside the other. */
export const readsPixels = ({ index, kind }: LayerShape): boolean => kind === 'conv' && index === 0;

/** Rows of W on the device: each channel's lie together at every tap or place, and are filled up to whole blocks; see `weight-rows.ts`. */
export function weightRows(layer: LayerShape): number {
  const { channels, input, kind } = layer;
  const taps = kind === 'conv' ? FILTER_TAPS : input.height * input.width;
  return readsPixels(layer) || taps === 1 ? channels * taps : taps * strideOf(channels);
}

/** Every arm's output layer. */
export type OutputSize = Pick<LayerSize, 'arms' | 'rows' | 'batches'>;
