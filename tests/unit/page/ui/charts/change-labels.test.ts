import { expect, test } from 'vitest';
import { placeLabels } from '../../../../../src/page/ui/charts/change-labels.ts';

const plot = { x: 40, y: 60, width: 500, height: 200 };
const label = (place: number, text = 'B: batch normalization on') => ({ place, text });

test('a label stands right of its line, above the plot', () => {
  const [placed] = placeLabels([label(100)], plot).labels;
  expect(placed).toMatchObject({ text: 'B: batch normalization on', anchor: 'start' });
  expect(placed?.x).toBeGreaterThan(100);
  expect(placed?.y).toBeLessThan(plot.y);
});

test('near the right edge it stands left of its line', () => {
  expect(placeLabels([label(530)], plot).labels[0]).toMatchObject({ anchor: 'end' });
});

test('labels that would run into each other stand in different rows', () => {
  const { labels, rest } = placeLabels([label(100), label(110), label(120)], plot);
  expect(new Set(labels.map((one) => one?.y)).size).toBe(3);
  expect(rest).toBeNull();
});

test.each([500, 240])('of many changes the newest are written, and the others counted (%i wide)', (width) => {
  const places = Array.from({ length: 20 }, (_, index) => label(plot.x + (0.3 + index / 30) * width));
  const { labels, rest } = placeLabels(places, { ...plot, width });
  const written = labels.filter((one) => one !== null).length;
  expect(written).toBeGreaterThan(0);
  expect(labels.slice(-written)).not.toContain(null);
  expect(rest).toMatchObject({ text: `+${20 - written} earlier`, anchor: 'start', x: plot.x });
});

test('the count runs into no label', () => {
  const crowd = [45, 46, 47, 48, 49].map((place) => label(place));
  const { labels, rest } = placeLabels(crowd, plot);
  const rows = labels.flatMap((one) => (one === null ? [] : [one.y]));
  expect(rows).not.toContain(rest?.y);
  expect(rest?.text).toBe(`+${5 - rows.length} earlier`);
});

test('a label too long for the plot is abbreviated, and counted when that does not help', () => {
  const narrow = { ...plot, width: 100 };
  expect(placeLabels([label(45)], narrow).labels[0]?.text).toBe('B: BN on');
  const { labels, rest } = placeLabels([label(45, 'x'.repeat(60))], narrow);
  expect(labels).toEqual([null]);
  expect(rest?.text).toBe('+1 more');
  const both = label(45, 'A: learning rate 0.001 · B: learning rate 0.001');
  expect(placeLabels([both], narrow).labels[0]?.text).toBe('2 changes');
});
