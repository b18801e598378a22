import { channelsOf, type ExperimentConfig, IMAGE_SIDE } from './config.ts';

type Sized = Pick<ExperimentConfig, 'kind' | 'width' | 'blocks' | 'channels' | 'widen' | 'reduce'>;

/**
 * Units of a hidden layer; of a convolutional one its channels.
 *
 * @param layer 1 is the layer next to the pixels
 */
export const unitsOfLayer = (config: Sized, layer: number): number =>
  config.kind === 'conv' ? (channelsOf(config)[layer - 1] ?? 0) : config.width;

/** What the units of a layer are called: those of a convolution are its channels. */
export const unitsWord = ({ kind }: Pick<Sized, 'kind'>): 'units' | 'channels' =>
  kind === 'conv' ? 'channels' : 'units';

/** "100 units", "8 channels", "1 channel". */
export function unitsText(config: Sized, layer: number): string {
  const units = unitsOfLayer(config, layer);
  const word = config.kind === 'conv' ? 'channel' : 'unit';
  return `${units} ${word}${units === 1 ? '' : 's'}`;
}

/**
 * Rows, and columns, of places at which a layer's units are: 1 in a dense layer. Each convolutional block halves the image, and rounds
 * up, until it is one place; where pooling does so, the block's units are at the places before it.
 */
export function sideOfLayer({ kind, reduce }: Sized, layer: number): number {
  if (kind !== 'conv') return 1;
  const halvings = reduce === 'stride' ? layer : layer - 1;
  let side = IMAGE_SIDE;
  for (let done = 0; done < halvings; done++) side = Math.ceil(side / 2);
  return side;
}
