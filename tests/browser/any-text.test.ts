import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { cleanText } from '../../src/common/lib/clean-text.ts';
import { takeChart } from '../../src/page/export/chart-svg.ts';
import { composeFigure } from '../../src/page/export/figure.ts';
import { createMeasure } from '../../src/page/export/figure-font.ts';
import { createChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { makePicture } from '../../src/page/ui/charts/pictures/save-picture.tsx';
import { propertyCases } from '../depth.ts';
import { fixtureGhost } from '../fixtures/ghosts.ts';
import { readPng } from '../fixtures/pixels.ts';
import { fixtureConfig, fixtureRecord } from '../fixtures/record.ts';

const HOSTILE = [
  'var(--x)',
  'var(--ns-nothing',
  '</text></svg><script>',
  ']]>&amp;&#0;<!--',
  '"><image href="x"/>',
  'a\u0000\u0001\u001f\u007f\u0085b',
  '\ud800 \udc00x\ud83d',
  '\u202eabc\u200f אבג',
  '👩‍🔬🏳️‍🌈🇩🇪',
  '\ufffe\uffff\ufeff',
  `${'e'}${'\u0301'.repeat(200)}`,
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...HOSTILE, ...'<>&"\'()'), { maxLength: 6 }).map((parts) => parts.join('')),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((codes) => String.fromCharCode(...codes)),
);

const parsed = (svg: string) => {
  const found = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(found.querySelector('parsererror')?.textContent ?? null).toBeNull();
  return found;
};

const NS = 'http://www.w3.org/2000/svg';

/** A chart as React leaves it on the page, with a text and a name for screen readers. */
function drawnChart(text: string): SVGSVGElement {
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('width', '300');
  svg.setAttribute('height', '100');
  const label = document.createElementNS(NS, 'text');
  label.setAttribute('aria-label', text);
  label.setAttribute('fill', 'var(--ns-ink)');
  label.textContent = text;
  svg.append(label);
  return svg;
}

test('any text in a picture is drawn literally or cleaned, and the picture is well-formed', () => {
  const measure = createMeasure();
  fc.assert(
    fc.property(anyText, (text) => {
      const chart = takeChart(drawnChart(text));
      const texts = {
        title: text,
        subtitle: text,
        legend: [{ text, line: { color: 'var(--ns-bn)', dash: undefined, marker: 'M0 0' } }],
        facts: [['Data', text] as const],
      };
      const look = { width: 960, scheme: 'light', fontFace: '' } as const;
      const figure = composeFigure([[{ kind: 'curve', title: 'Loss', chart }]], texts, look, measure);
      // What cannot be encoded cannot be drawn.
      const found = parsed(decodeURIComponent(encodeURIComponent(figure.svg)));
      const shown = Array.from(found.querySelectorAll('text'), (one) => one.textContent);
      expect(shown).toContain(cleanText(text));
      expect(found.querySelectorAll('script, image')).toHaveLength(0);
      expect(found.querySelector('svg text')?.getAttribute('fill')).toMatch(/^#/);
    }),
    propertyCases(3000),
  );
});

test('runs with such names in all places can be exported', async () => {
  const view = createChartStore().getState();
  const config = fixtureConfig({});
  const source = vi.spyOn(HTMLImageElement.prototype, 'src', 'set');
  const cases = [
    [HOSTILE.join(' '), 'loss'],
    [HOSTILE.toReversed().join(' '), 'gradient'],
    ['👩‍🔬x'.repeat(2500), 'loss'],
  ] as const;
  for (const [name, what] of cases) {
    const record = fixtureRecord({ step: 60 });
    const arms = record.config.arms.map((arm) => ({ ...arm, name: name.slice(0, 60) }));
    const environment = { ...record.environment, data: name, renderer: name, appVersion: name };
    const ghosts = [{ ...fixtureGhost(1, { step: 40 }, name), name }];
    const named = { ...record, environment, config: { ...record.config, arms } };
    const blob = await makePicture(
      what,
      { record: named, config, view, ghosts, scheme: 'light' },
      new Date(),
    );
    expect((await readPng(blob)).width).toBeGreaterThan(1900);
    const [, svg = ''] = `${source.mock.lastCall?.[0]}`.split(/,(.*)/s);
    parsed(decodeURIComponent(svg));
  }
  vi.restoreAllMocks();
});
