import { expect, test } from 'vitest';
import { sideOfLayer, unitsOfLayer, unitsText } from '../../../../src/common/experiment/layer-size.ts';
import { PRESETS } from '../../../../src/common/experiment/presets.ts';
import { layerShapes } from '../../../../src/training/engine/layer-shape.ts';

const preset = PRESETS['deep-mlp'];

test.each([
  { kind: 'conv', blocks: 6, channels: 8, widen: 'double', reduce: 'stride' },
  { kind: 'conv', blocks: 6, channels: 5, widen: 'same', reduce: 'pool' },
  { kind: 'conv', blocks: 1, channels: 64, widen: 'double', reduce: 'pool' },
  { kind: 'dense', depth: 3, width: 40 },
] as const)('units and places of each layer are those that are trained: %o', (some) => {
  const config = { ...preset, ...some };
  for (const { grid, index, isOutput, units } of layerShapes(config)) {
    if (isOutput) continue;
    expect(unitsOfLayer(config, index + 1)).toBe(units);
    expect(sideOfLayer(config, index + 1)).toBe(grid.height);
  }
});

test('a convolution has channels, a dense layer units', () => {
  const conv = { ...preset, kind: 'conv', blocks: 2, channels: 1, widen: 'double' } as const;
  expect([unitsText(conv, 1), unitsText(conv, 2)]).toEqual(['1 channel', '2 channels']);
  expect(unitsText(preset, 1)).toBe('100 units');
});
