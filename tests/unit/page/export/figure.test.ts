import { expect, test } from 'vitest';
import { composeFigure, type FigureTexts } from '../../../../src/page/export/figure.ts';
import type { LayerPart } from '../../../../src/page/export/layer-cell.ts';
import { layerCardHeight } from '../../../../src/page/export/layer-figure.ts';
import type { LayersPicture, Picture } from '../../../../src/page/export/picture.ts';
import { escapeXml, wrapText } from '../../../../src/page/export/svg-text.ts';

/** Every character half as wide as it is high. */
const measure = (text: string, size: number) => 0.5 * size * text.length;
const tenWide = (text: string) => 10 * text.length;

const texts: FigureTexts = {
  title: 'Accuracy',
  subtitle: 'A < B & "so on"',
  legend: [
    { text: 'A: batch normalization', line: { color: 'var(--ns-bn)', dash: undefined, marker: 'M0 0' } },
    { text: 'B: plain', line: { color: 'var(--ns-plain)', dash: '7 4', marker: 'M0 0' } },
    { text: 'bold: test set', line: null },
  ],
  facts: [['Link', `#${'depth=10&width=100&'.repeat(20)}`]],
};
const look = { width: 960, scheme: 'light', fontFace: '' } as const;
const curve: Picture = {
  kind: 'curve',
  title: 'Accuracy',
  chart: { width: 904, height: 400, markup: '<path stroke="var(--ns-hair)"/>' },
};

const chart = { width: 200, height: 76, markup: '<path/>' };
const part: LayerPart = {
  name: 'Activation',
  axes: [{ letter: null, tone: null, min: '−1.5e-6', mid: '0.7', max: '+1.5e-6' }],
  heads: ['mean ± sd', 'images', 'units'],
  rows: [
    {
      letter: 'A',
      tone: 'bn',
      words: 'batch normalization',
      main: '0.50 ± 0.26',
      images: '0.21',
      units: '0.15',
      imageShare: 0.66,
      constant: false,
    },
    {
      letter: 'B',
      tone: 'plain',
      words: 'plain',
      main: '0.69 ± 0.20',
      images: '7e-7',
      units: '0.20',
      imageShare: 0,
      constant: true,
    },
  ],
  notes: [{ text: 'B: each unit is constant', tone: 'warn' }],
};
const card = { cell: { title: 'Layer 1', units: '100 units', parts: [part] }, charts: [chart] };

const shown = (svg: string) => Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), ([, text]) => text);

test('a figure is one SVG document with title, legend, chart and facts, and no colour left open', () => {
  const { svg, width, height } = composeFigure([[curve]], texts, look, measure);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="960" height="\d+"/);
  expect(svg).not.toContain('var(');
  expect(svg).toContain('stroke="#eef1f5"');
  expect(shown(svg)).toEqual(
    expect.arrayContaining(['Accuracy', 'A: batch normalization', 'B: plain', 'bold: test set']),
  );
  expect([width, height > 500]).toEqual([960, true]);
});

test('texts are escaped', () => {
  expect(shown(composeFigure([[curve]], texts, look, measure).svg)).toContain(
    'A &lt; B &amp; &quot;so on&quot;',
  );
  expect(escapeXml('<&">')).toBe('&lt;&amp;&quot;&gt;');
});

test('the scheme decides the colours', () => {
  const dark = composeFigure([[curve]], texts, { ...look, scheme: 'dark' }, measure).svg;
  expect(dark).toContain('#62a8ff');
  expect(dark).not.toContain('#1668c7');
});

test('a long link is wrapped within the figure, and nothing of it is lost', () => {
  const { svg } = composeFigure([[curve]], texts, look, measure);
  const lines = shown(svg).filter((line) => line?.includes('depth=10'));
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join('').replaceAll('&amp;', '&')).toBe(texts.facts[0]?.[1]);
});

test('the font is embedded when there is one', () => {
  expect(composeFigure([[curve]], texts, { ...look, fontFace: '@font-face{}' }, measure).svg).toContain(
    '<style>@font-face{}</style>',
  );
});

test('a legend that is too wide takes more lines', () => {
  const many = { ...texts, legend: Array.from({ length: 8 }, () => ({ text: 'x'.repeat(60), line: null })) };
  expect(composeFigure([[curve]], many, look, measure).height).toBeGreaterThan(
    composeFigure([[curve]], texts, look, measure).height,
  );
});

test('all charts stand in one figure, each with its title, the layers with every figure', () => {
  const layers: LayersPicture = {
    kind: 'layers',
    title: 'Inside the layers',
    subtitle: 'step 9',
    cards: Array(10).fill(card),
  };
  const wide = { ...look, width: 1280 };
  const figure = composeFigure([[curve, { ...curve, title: 'Loss' }], [layers]], texts, wide, measure);
  expect(shown(figure.svg)).toEqual(
    expect.arrayContaining(['Loss', 'Inside the layers', 'step 9', '0.69 ± 0.20', '7e-7', '0.7', '+1.5e-6']),
  );
  expect(shown(figure.svg).filter((text) => text === 'B: each unit is constant')).toHaveLength(10);
  const alone = composeFigure([[curve]], texts, look, measure);
  expect(figure.height).toBeGreaterThan(alone.height + 2 * layerCardHeight(card.cell, card.charts, 200));
});

test('a card with two probes names both and is higher; a long subtitle takes more lines', () => {
  const layers = (subtitle: string, cards: LayersPicture['cards']): LayersPicture => {
    return { kind: 'layers', title: 'Inside the layers', subtitle, cards };
  };
  const second = { ...part, name: 'Gradient', heads: ['norm', 'images', 'units'] as const };
  const two = { cell: { ...card.cell, parts: [part, second] }, charts: [chart, chart] };
  const both = composeFigure([[layers('step 9', [two])]], texts, look, measure);
  expect(shown(both.svg)).toEqual(expect.arrayContaining(['Activation', 'Gradient', 'norm']));
  expect(both.svg.match(/<svg /g)).toHaveLength(3);
  const one = composeFigure([[layers('step 9', [card])]], texts, look, measure);
  expect(both.height).toBeGreaterThan(one.height + 2 * chart.height);
  const long = composeFigure([[layers('word '.repeat(100), [card])]], texts, look, measure);
  expect(long.height).toBeGreaterThan(one.height + 16);
});

test('lines break at spaces, after commas and ampersands, and inside a word only when it must be', () => {
  expect(wrapText('one two three', 80, tenWide)).toEqual(['one two', 'three']);
  expect(wrapText('a=1&b=2&c=3', 80, tenWide)).toEqual(['a=1&b=2&', 'c=3']);
  expect(wrapText('abcdefghij', 40, tenWide)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrapText('', 40, tenWide)).toEqual([]);
});

test('a long legend entry is broken into lines, the others are moved below it', () => {
  const line = {
    color: 'var(--ns-ink)',
    dash: undefined,
    marker: null,
    strokeWidth: 1.3,
    strokeOpacity: 0.4,
  };
  const words = Array.from({ length: 40 }, (_, index) => `Setting ${index} 1 → 2`).join(' · ');
  const legend = [...texts.legend, { text: `Run 1: ${words}`, line }, { text: 'Run 2: same settings', line }];
  const { svg, height } = composeFigure([[curve]], { ...texts, legend }, look, measure);
  const short = composeFigure([[curve]], texts, look, measure);
  const told = shown(svg).filter((text) => /Setting|same settings/.test(text ?? ''));
  expect(told.length).toBeGreaterThan(3);
  expect(told.at(-1)).toBe('Run 2: same settings');
  expect(told.slice(0, -1).join(' ')).toBe(`Run 1: ${words}`);
  for (const text of told) expect(38 + measure(text ?? '', 12)).toBeLessThanOrEqual(960 - 56);
  expect(height - short.height).toBe(22 * told.length);
  expect(svg).toContain('stroke-width="1.3" stroke-opacity="0.4"');
});
