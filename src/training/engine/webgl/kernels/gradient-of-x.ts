import { FILTER_PADDING, FILTER_SIDE } from '../../layer-shape.ts';
import { blocksOf } from '../gpu/matrix.ts';
import type { KernelCode } from '../gpu/programs.ts';
import { columnAt, isDot, type LayerSize, placeCode, rowAt, shapeAt } from './sizes.ts';

/** D, W to D W^T: the gradient by the input of a layer, at every place of it. */
export const gradientOfX = (size: LayerSize): KernelCode => ({
  name: 'gradient of x',
  inputs: ['D', 'W'],
  shape: shapeAt(size, size.layer.input, size.layer.channels),
  code: `
    ${placeCode(size, size.layer.input, size.layer.channels)}
    int entry = column - arm * ${blocksOf(size.layer.channels)};
    ${size.layer.kind === 'conv' ? filters(size) : dense(size)}`,
});

function dense({ layer: { channels, input, units } }: LayerSize): string {
  const outputs = blocksOf(units);
  const place = isDot(input) ? 'entry' : `(py * ${input.width} + px) * ${blocksOf(channels)} + entry`;
  return `
    for (int k = 0; k < ${outputs}; k++) {
      result += transpose(block(W, ${place}, arm * ${outputs} + k)) * block(D, images, arm * ${outputs} + k);
    }`;
}

/** The places whose filters read this one: out row y reads in row y * stride - padding + tap row. */
function filters(size: LayerSize): string {
  const { channels, grid, stride, units } = size.layer;
  const [inputs, outputs] = [blocksOf(channels), blocksOf(units)];
  const unit = `arm * ${outputs} + k`;
  const bound = (count: number) => count * stride;
  const whole = stride === 1 ? '' : `&& y % ${stride} == 0 && x % ${stride} == 0`;
  return `
    for (int tap = 0; tap < ${FILTER_SIDE * FILTER_SIDE}; tap++) {
      int y = py + ${FILTER_PADDING} - tap / ${FILTER_SIDE};
      int x = px + ${FILTER_PADDING} - tap % ${FILTER_SIDE};
      if (y >= 0 && y < ${bound(grid.height)} && x >= 0 && x < ${bound(grid.width)} ${whole}) {
        for (int k = 0; k < ${outputs}; k++) {
          result += transpose(block(W, tap * ${inputs} + entry, ${unit}))
            * block(D, ${rowAt(size, `y / ${stride}`, 'images', grid)}, ${columnAt(size, `x / ${stride}`, unit, grid, units)});
        }
      }
    }`;
}
