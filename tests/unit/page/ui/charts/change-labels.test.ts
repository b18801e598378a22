import { expect, test } from 'vitest';
import { placeLabels } from '../../../../../src/page/ui/charts/change-labels.ts';

const plot = { x: 40, y: 60, width: 500, height: 200 };
const label = (place: number, text = 'B: batch normalization on') => ({ place, text });

test('a label stands right of its line, above the plot', () => {
  const [placed] = placeLabels([label(100)], plot);
  expect(placed).toMatchObject({ text: 'B: batch normalization on', anchor: 'start' });
  expect(placed?.x).toBeGreaterThan(100);
  expect(placed?.y).toBeLessThan(plot.y);
});

test('near the right edge it stands left of its line', () => {
  expect(placeLabels([label(530)], plot)[0]).toMatchObject({ anchor: 'end' });
});

test('labels that would run into each other stand in different rows', () => {
  const placed = placeLabels([label(100), label(110), label(120)], plot);
  expect(new Set(placed.map((one) => one?.y)).size).toBe(3);
});

test('where three rows are full, the fourth is left out', () => {
  const labels = [100, 110, 120, 130].map((place) => label(place));
  expect(placeLabels(labels, plot)[3]).toBeNull();
});

test('a label too long for the plot is abbreviated, and left out when that does not help', () => {
  const narrow = { ...plot, width: 100 };
  expect(placeLabels([label(45)], narrow)[0]?.text).toBe('B: BN on');
  expect(placeLabels([label(45, 'x'.repeat(60))], narrow)).toEqual([null]);
});
