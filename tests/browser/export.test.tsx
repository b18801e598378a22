import '@mantine/core/styles.css';
import '../../src/page/ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { last } from '../../src/common/lib/series.ts';
import { shortestText } from '../../src/page/export/number-text.ts';
import { PALETTES, type Scheme } from '../../src/page/export/palette.ts';
import { PATIENCE_MS, PictureProblem } from '../../src/page/export/picture-problem.ts';
import { readPngLink } from '../../src/page/export/png-text.ts';
import { rasterise } from '../../src/page/export/rasterise.ts';
import { repeatLink } from '../../src/page/export/run-text.ts';
import { ChartCursorProvider } from '../../src/page/ui/charts/ChartCursor.tsx';
import { CurvesPanel } from '../../src/page/ui/charts/CurvesPanel.tsx';
import { createChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { ExportMenu } from '../../src/page/ui/charts/ExportMenu.tsx';
import { LayersPanel } from '../../src/page/ui/charts/LayersPanel.tsx';
import { makePicture } from '../../src/page/ui/charts/pictures/save-picture.tsx';
import { atDepth } from '../depth.ts';
import { CONV, MIXED_ARMS } from '../fixtures/arms.ts';
import { countPixels, readPng } from '../fixtures/pixels.ts';
import { type FixtureOptions, fixtureConfig, fixtureRecord } from '../fixtures/record.ts';
import { soon } from '../fixtures/soon.ts';

const options: FixtureOptions = {
  step: 600,
  divergedAt: [null, 410],
  changes: [{ kind: 'rate', step: 300, arm: 0, rate: 0.2 }],
};
const record = fixtureRecord(options);
const config = fixtureConfig(options);
const view = createChartStore().getState();

let host: HTMLElement;
let root: Root;

beforeEach(() => {
  host = document.createElement('div');
  host.style.width = '1100px';
  document.body.append(host);
  root = createRoot(host);
});

afterEach(() => {
  root.unmount();
  host.remove();
  vi.restoreAllMocks();
});

const EVERYTHING = ['menu', 'curves', 'layers'];

function show(shown: typeof record | null, scheme: Scheme = 'light', parts = EVERYTHING): void {
  root.render(
    <MantineProvider forceColorScheme={scheme}>
      <ChartCursorProvider>
        {parts.includes('menu') && <ExportMenu record={shown} config={config} />}
        {parts.includes('curves') && <CurvesPanel record={shown} config={config} />}
        {parts.includes('layers') && <LayersPanel record={shown} config={config} />}
      </ChartCursorProvider>
    </MantineProvider>,
  );
}

const button = (name: string) =>
  soon(() => {
    const found = document.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]:enabled`);
    if (found === null) throw new Error(`There is no button ${name}`);
    return found;
  });

/** Opens a chart's export menu and chooses a format. */
async function chooseExport(chart: string, format: 'PNG picture' | 'CSV file'): Promise<void> {
  (await button(`Export ${chart} as PNG or CSV`)).click();
  const item = await soon(() => {
    const items = Array.from(document.querySelectorAll<HTMLElement>('[role="menuitem"]'));
    const found = items.find(({ textContent }) => textContent === format);
    if (found === undefined) throw new Error(`The menu has no ${format}`);
    return found;
  });
  item.click();
}

const schemes: readonly Scheme[] = ['light', 'dark'];
const cases = (['accuracy', 'loss', 'layers', 'all'] as const).flatMap((what, index) =>
  atDepth([schemes[index % 2] ?? 'light'], schemes).map((scheme) => ({ what, scheme })),
);

test.each(cases)(
  'the picture of $what on $scheme is a PNG at 2x, with both colours on its ground',
  async (one) => {
    const { what, scheme } = one;
    const blob = await makePicture(what, { record, config, view, scheme }, new Date(2026, 1, 3));
    expect(blob.type).toBe('image/png');
    const png = await readPng(blob);
    expect(png.width).toBe(what === 'accuracy' || what === 'loss' ? 1920 : 2560);
    const area = png.width * png.height;
    const { card, ink, bn, plain } = PALETTES[scheme];
    expect(countPixels(png, card) / area).toBeGreaterThan(0.6);
    expect(countPixels(png, card) / area).toBeLessThan(0.99);
    expect(countPixels(png, bn)).toBeGreaterThan(2000);
    expect(countPixels(png, plain)).toBeGreaterThan(what === 'layers' ? 300 : 1000);
    expect(countPixels(png, ink)).toBeGreaterThan(500);
    const other = PALETTES[scheme === 'light' ? 'dark' : 'light'];
    expect(countPixels(png, other.bn)).toBe(0);
  },
);

test('a picture carries the link that repeats its run, and can be read where it is', async () => {
  const blob = await makePicture('accuracy', { record, config, view, scheme: 'light' }, new Date(2026, 1, 3));
  const read = readPngLink(new Uint8Array(await blob.arrayBuffer()));
  expect(read).toEqual({ query: repeatLink(record) });
  expect(repeatLink(record)).toContain('changes=300.A.rate:0.2');
  expect((await readPng(blob)).width).toBe(1920);
});

test('a picture has its title, legend, axes and settings, and names with signs of markup as they are', async () => {
  const source = vi.spyOn(HTMLImageElement.prototype, 'src', 'set');
  const name = '<b>R&D "1"</b>';
  const arms = [
    { bn: true, rate: 0.1, name },
    { bn: false, rate: 0.2 },
  ];
  const named = fixtureRecord({ step: 60, config: { arms } });
  await makePicture(
    'accuracy',
    { record: named, config: named.config, view, scheme: 'light' },
    new Date(2026, 1, 3),
  );
  const [, svg = ''] = `${source.mock.lastCall?.[0]}`.split(/,(.*)/s);
  const drawn = new DOMParser().parseFromString(decodeURIComponent(svg), 'image/svg+xml');
  const texts = Array.from(drawn.querySelectorAll('text'), ({ textContent }) => textContent);
  const legend = [`A: ${name}, batch normalization, learning rate 0.1`, 'B: plain, learning rate 0.2'];
  const axes = ['training step', '500', 'accuracy', '25\u202f%'];
  const settings =
    'Dense, 10 hidden layers of 100 units · activation Sigmoid · initial weights Glorot uniform';
  for (const words of ['Accuracy', ...legend, ...axes, settings]) expect(texts).toContain(words);
});

// The other pictures show the layers mirrored.
test.each(atDepth(['overlay', 'time'] as const, ['mirror', 'overlay', 'time'] as const))(
  'the picture shows the view %s, with two probes',
  async (layersView) => {
    const layers = { ...view.layers, view: layersView, beside: 'z' } as const;
    const source = { record, config, view: { ...view, layers }, scheme: 'dark' } as const;
    const png = await readPng(await makePicture('layers', source, new Date(2026, 1, 3)));
    expect(png.width).toBe(2560);
    expect(countPixels(png, PALETTES.dark.bn)).toBeGreaterThan(1000);
    expect(countPixels(png, PALETTES.dark.plain)).toBeGreaterThan(300);
    expect(countPixels(png, PALETTES.light.bn)).toBe(0);
  },
);

test('the picture of all charts has the colours of every kind of arm, and of those given by hand', async () => {
  const mixed = fixtureRecord({ step: 60, config: { ...CONV, arms: MIXED_ARMS } });
  const layers = { ...view.layers, arms: [2, 3, 4, 7], view: 'overlay' } as const;
  const source = { record: mixed, config: mixed.config, view: { ...view, layers }, scheme: 'light' } as const;
  const png = await readPng(await makePicture('all', source, new Date(2026, 1, 3)));
  for (const tone of ['bn', 'plain', 'layer', 'noisy', 'own2', 'own5'] as const) {
    expect([tone, countPixels(png, PALETTES.light[tone]) > 200]).toEqual([tone, true]);
  }
});

test('before a run there is nothing to export, and the charts are drawn empty', async () => {
  show(null);
  await soon(() => expect(host.querySelectorAll('[data-drawn]').length).toBe(12));
  const disabled = host.querySelectorAll<HTMLButtonElement>('button[aria-label^="Export"]:disabled');
  expect(disabled.length).toBe(3);
  expect(host.textContent).toContain('Press Start');
});

test.each([
  ['accuracy chart', 'normscope-accuracy-deep-mlp-seed1-step600.png', 'curves'],
  ['loss chart', 'normscope-loss-deep-mlp-seed1-step600.png', 'curves'],
  ['layer histograms', 'normscope-layers-deep-mlp-seed1-step600.png', 'layers'],
])('the export of %s saves %s in the page’s scheme', async (chart, file, part) => {
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  show(record, 'dark', [part]);
  await chooseExport(chart, 'PNG picture');
  await soon(() => expect(saved).toHaveBeenCalledOnce());
  const [link] = saved.mock.contexts as HTMLAnchorElement[];
  expect(link?.download).toBe(file);
  const png = await readPng(await (await fetch(link?.href ?? '')).blob());
  expect(countPixels(png, PALETTES.dark.card)).toBeGreaterThan(0);
  expect(countPixels(png, PALETTES.light.card)).toBe(0);
});

test('a chart’s figures are saved as CSV, every training step of them', async () => {
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  show(record, 'light', ['curves']);
  await chooseExport('loss chart', 'CSV file');
  await soon(() => expect(saved).toHaveBeenCalledOnce());
  const [link] = saved.mock.contexts as HTMLAnchorElement[];
  expect(link?.download).toBe('normscope-loss-deep-mlp-seed1-step600.csv');
  const blob = await (await fetch(link?.href ?? '')).blob();
  expect(blob.type).toBe('text/csv;charset=utf-8');
  const lines = (await blob.text()).split('\r\n');
  expect(lines).toHaveLength(1 + 601 + 1);
  expect(lines[0]).toBe(
    'step,A test loss (nats),A training loss (nats),B test loss (nats),B training loss (nats),settings,source',
  );
  const { testLoss, trainLoss } = record.arms[0] ?? {};
  const newest = [testLoss, trainLoss].map((series) => series && shortestText(last(series)));
  expect(lines[601]).toBe(`600,${newest.join(',')},,,,`);
  expect(lines[1]).toContain(`"?${repeatLink(record)}"`);
});

test('the header’s menu saves the figures of a chart too', async () => {
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  show(record, 'light', ['menu']);
  const menu = await soon(() => {
    const found = Array.from(host.querySelectorAll('button')).find(
      ({ textContent }) => textContent === 'Export',
    );
    if (found === undefined) throw new Error('There is no Export button');
    return found;
  });
  menu.click();
  const item = await soon(() => {
    const found = document.querySelector<HTMLElement>('[role="menuitem"][aria-label="Accuracy (CSV)"]');
    if (found === null) throw new Error('The menu is not open');
    return found;
  });
  item.click();
  await soon(() => expect(saved).toHaveBeenCalledOnce());
  const [link] = saved.mock.contexts as HTMLAnchorElement[];
  expect(link?.download).toBe('normscope-accuracy-deep-mlp-seed1-step600.csv');
});

test('a chart turns into a table of its figures and back', async () => {
  show(record, 'light', ['curves']);
  (await button('table, loss chart')).click();
  const region = await soon(() => {
    const found = host.querySelector<HTMLElement>('section[aria-label="Loss: table"]');
    if (found === null) throw new Error('There is no table');
    return found;
  });
  expect(region.tabIndex).toBe(0);
  expect(host.querySelector('[data-drawn="loss"]')).toBeNull();
  const rows = Array.from(region.querySelectorAll('tbody tr'), ({ children }) =>
    Array.from(children, ({ textContent }) => textContent),
  );
  expect(rows.map(([step]) => step)).toContain('500');
  expect(rows.at(-1)?.[0]).toBe('600');
  expect(rows.at(-1)?.slice(3)).toEqual(['–', '–']);
  const toggle = await button('table, loss chart');
  expect(toggle.getAttribute('aria-pressed')).toBe('true');
  toggle.click();
  await soon(() => expect(host.querySelector('[data-drawn="loss"]')).not.toBeNull());
});

test('a failed export is said on the page, with the chart’s name and a remedy', async () => {
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(null));
  show(record, 'light', ['curves']);
  await chooseExport('loss chart', 'PNG picture');
  await soon(() => {
    const alert = document.querySelector('[role="alert"]')?.textContent;
    expect(alert).toContain('The picture of “Loss” could not be saved.');
    expect(alert).toContain('Export the charts one by one');
  });
  (await button('Close this message')).click();
  await soon(() => expect(document.querySelector('[role="alert"]')).toBeNull());
});

test('a picture that no canvas holds is refused with its size', async () => {
  const figure = { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>', width: 9000, height: 10 };
  await expect(rasterise(figure, 2, '')).rejects.toThrow(PictureProblem);
  await expect(rasterise(figure, 2, '')).rejects.toThrow('18000 × 20 pixels');
});

test('a picture whose PNG never comes is given up with a message, and other exports do not wait for it', async () => {
  const after = window.setTimeout.bind(window);
  const toBlob = vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockReturnValue();
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  let giveUp: (() => void) | undefined;
  vi.spyOn(window, 'setTimeout').mockImplementation(((work: () => void, ms?: number) => {
    if (ms === PATIENCE_MS && toBlob.mock.calls.length > 0) giveUp = work;
    return after(work, ms);
  }) as typeof window.setTimeout);
  show(record, 'light', ['menu', 'curves']);
  await chooseExport('loss chart', 'PNG picture');
  await soon(() => expect(giveUp).toBeDefined());
  expect(saved).not.toHaveBeenCalled();
  await chooseExport('loss chart', 'CSV file');
  await soon(() => expect(saved).toHaveBeenCalledOnce());
  giveUp?.();
  await soon(() => {
    const alert = document.querySelector('[role="alert"]')?.textContent;
    expect(alert).toContain(
      'The picture of “Loss” could not be saved. Writing the picture as a PNG took more',
    );
  });
  toBlob.mockRestore();
  await chooseExport('loss chart', 'PNG picture');
  await soon(() => expect(saved).toHaveBeenCalledTimes(2));
});
