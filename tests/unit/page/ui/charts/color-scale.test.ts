import { interpolateViridis } from 'd3-scale-chromatic';
import { expect, test } from 'vitest';
import { colorIndex, createRamp, placeOnScale } from '../../../../../src/page/ui/charts/color-scale.ts';

const log = { kind: 'log', domain: [1e-6, 1], ticks: [] } as const;
const linear = { kind: 'linear', domain: [0, 0.5], ticks: [] } as const;

test('figures lie evenly on a logarithmic scale', () => {
  expect([1e-6, 1e-3, 1].map((figure) => placeOnScale(log, figure))).toEqual([0, expect.closeTo(0.5, 12), 1]);
  expect([0, 0.25, 0.5].map((figure) => placeOnScale(linear, figure))).toEqual([0, 0.5, 1]);
});

test('what lies beyond the scale, 0 too, has the colour of its end', () => {
  expect([0, 1e-30, 7].map((figure) => placeOnScale(log, figure))).toEqual([0, 0, 1]);
  expect(placeOnScale(linear, 0.9)).toBe(1);
});

test('what is not finite has no colour', () => {
  for (const figure of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect([placeOnScale(log, figure), colorIndex(log, figure)]).toEqual([null, null]);
  }
});

test('a ramp’s pixels are its colours, opaque', () => {
  const { colors, pixels } = createRamp(interpolateViridis);
  expect([colors.length, colors[0], colors[255]]).toEqual([256, '#440154', '#fde725']);
  expect(Array.from(new Uint8Array(pixels.buffer).slice(0, 4))).toEqual([0x44, 0x01, 0x54, 255]);
});
