import { interpolateViridis } from 'd3-scale-chromatic';
import { expect, test } from 'vitest';
import { colorIndex, createRamp } from '../../../../../src/page/ui/charts/color-scale.ts';
import { paintCells } from '../../../../../src/page/ui/charts/heat-cells.ts';
import { cellByKey } from '../../../../../src/page/ui/charts/heat-keys.ts';
import { heatHeight, heatPlot } from '../../../../../src/page/ui/charts/heat-layout.ts';
import { layerTicks } from '../../../../../src/page/ui/charts/layer-ticks.ts';
import { shownArms } from '../../../../../src/page/ui/charts/shown-arms.ts';

const ramp = createRamp(interpolateViridis);
const scale = { kind: 'log', domain: [1e-4, 1], ticks: [] } as const;

test('each cell has the colour of its figure, layer 1 lowest; clear where there is none', () => {
  const figures = [Float64Array.of(1e-4, 1, 0.01), null, Float64Array.of(Number.NaN, 0, 1)];
  const cells = paintCells(Int32Array.of(0, 0, 1, 2, -1), figures, 3, scale, ramp);
  const words = Array.from(new Uint32Array(cells.buffer));
  const color = (figure: number) => ramp.pixels[colorIndex(scale, figure) ?? -1];
  expect(words).toEqual([
    ...[color(0.01), color(0.01), 0, color(1), 0],
    ...[color(1), color(1), 0, color(0), 0],
    ...[color(1e-4), color(1e-4), 0, 0, 0],
  ]);
});

test('keys lead from snapshot to snapshot and from layer to layer, and stop at the edges', () => {
  const size = { snapshots: 30, layers: 4 };
  const press = (key: string, index: number, layer: number) => {
    const cell = cellByKey(key, { index, layer }, size);
    return cell && [cell.index, cell.layer];
  };
  expect(press('ArrowLeft', 5, 2)).toEqual([4, 2]);
  expect(press('ArrowLeft', 0, 2)).toEqual([0, 2]);
  expect(press('ArrowRight', 29, 2)).toEqual([29, 2]);
  expect(press('PageUp', 5, 2)).toEqual([15, 2]);
  expect(press('PageDown', 5, 2)).toEqual([0, 2]);
  expect(press('Home', 5, 2)).toEqual([0, 2]);
  expect(press('End', 5, 2)).toEqual([29, 2]);
  expect(press('ArrowUp', 5, 2)).toEqual([5, 3]);
  expect(press('ArrowUp', 5, 4)).toEqual([5, 4]);
  expect(press('ArrowDown', 5, 1)).toEqual([5, 1]);
  expect(press('r', 5, 1)).toBeUndefined();
});

test('every layer has the same whole number of pixels', () => {
  for (const layers of [1, 2, 7, 10, 20]) {
    const plot = heatPlot(300.6, layers);
    expect(Number.isInteger(plot.height / layers)).toBe(true);
    expect(plot.x + plot.width).toBeLessThan(300);
    expect(heatHeight(plot)).toBeGreaterThan(plot.y + plot.height);
  }
});

test('layers are labelled as far as there is room', () => {
  expect(layerTicks(5, 100, 19)).toEqual([1, 2, 3, 4, 5]);
  expect(layerTicks(20, 200, 19)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  expect(layerTicks(20, 100, 19)).toEqual([1, 5, 10, 15, 20]);
});

test('the arms shown are the chosen ones that there are, or the first few', () => {
  expect(shownArms(8, null, 2)).toEqual([0, 1]);
  expect(shownArms(8, [5, 3], 2)).toEqual([5, 3]);
  expect(shownArms(2, [5], 2)).toEqual([0, 1]);
  expect(shownArms(1, [], 2)).toEqual([0]);
});
