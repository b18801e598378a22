import '@mantine/core/styles.css';
import '../../src/page/ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { histogramOf } from '../../src/common/experiment/layer-snapshot.ts';
import { newRecord, type RunRecord, recordTelemetry } from '../../src/common/experiment/run-record.ts';
import { ChartCursorProvider } from '../../src/page/ui/charts/ChartCursor.tsx';
import { type ChartStore, useChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { LayersPanel } from '../../src/page/ui/charts/LayersPanel.tsx';
import { atDepth } from '../depth.ts';
import { armWords, axisOfBoth } from '../fixtures/layer-words.ts';
import { fixtureConfig, fixtureEnvironment, fixtureRecord, fixtureTelemetry } from '../fixtures/record.ts';
import { soon } from '../fixtures/soon.ts';

const record = fixtureRecord({ step: 300 });

let host: HTMLElement;
let root: Root;
let store: ChartStore | null = null;

beforeEach(() => {
  host = document.createElement('div');
  host.style.width = '1100px';
  document.body.append(host);
  root = createRoot(host);
});

afterEach(() => {
  root.unmount();
  host.remove();
});

function TakeStore() {
  store = useChartStore();
  return null;
}

function show(shown: RunRecord | null, config = shown?.config ?? fixtureConfig({})): void {
  root.render(
    <MantineProvider forceColorScheme="light">
      <ChartCursorProvider>
        <TakeStore />
        <LayersPanel record={shown} config={config} />
      </ChartCursorProvider>
    </MantineProvider>,
  );
}

const charts = () => {
  if (store === null) throw new Error('Nothing is shown');
  return store;
};

const labels = () =>
  Array.from(host.querySelectorAll('article [role="img"]'), (one) => one.getAttribute('aria-label') ?? '');

const drawn = () => soon(() => expect(host.querySelectorAll('[data-drawn]').length).toBeGreaterThan(0));

const paths = () =>
  Array.from(host.querySelectorAll('[data-drawn="histogram"] path'), (path) => path.getAttribute('d')).join();

async function choose(group: string, choice: string) {
  const found = await soon(() => {
    const items = host.querySelectorAll<HTMLElement>(`[aria-label="${group}"] label`);
    const item = Array.from(items).find(({ textContent }) => textContent?.replace(' probe', '') === choice);
    if (item === undefined) throw new Error(`There is no ${choice}`);
    return item;
  });
  found.click();
}

const press = (label: string) => host.querySelector<HTMLElement>(`button[aria-label="${label}"]`)?.click();

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Shows a record, and waits until the first cards have had their turn: in the first frame after React's effects. */
async function showNow(shown: RunRecord) {
  flushSync(() => show(shown));
  flushSync(() => undefined);
  await nextFrame();
}

test('before a run the cards are empty, and nothing throws in any view', async () => {
  show(null);
  await drawn();
  expect(host.textContent).toContain('Press Start');
  expect(labels()[0]).toBe('Activation histograms of Layer 1, across images: nothing yet');
  await choose('View', 'Over time');
  await choose('View', 'Overlay');
  expect(labels()).toHaveLength(10);
});

test('a probe is chosen, and a second one beside it', async () => {
  show(record);
  await drawn();
  const before = paths();
  await choose('Probe', 'Gradient');
  await soon(() => expect(labels().every((label) => label.startsWith('Gradient'))).toBe(true));
  await soon(() => expect(paths()).not.toBe(before));
  expect(labels()[0]).toContain('A (batch normalization) norm 0.0');
  charts().setState(({ layers }) => ({ layers: { ...layers, beside: 'z' } }));
  await soon(() => expect(labels()).toHaveLength(20));
  expect(labels()[1]).toMatch(/^Before BN histograms of Layer 1,/);
});

test('spread, own range and log counts each change what is drawn', async () => {
  show(record);
  await drawn();
  const seen = [paths()];
  const changed = async () => {
    await soon(() => expect(seen).not.toContain(paths()));
    await soon(() => expect(new Set(labels().map((label) => label.includes(', pooled'))).size).toBe(1));
    seen.push(paths());
  };
  press('log counts, layers');
  await changed();
  press('own range, layers');
  await changed();
  await choose('Spread', 'Pooled');
  await changed();
  await soon(() => expect(labels().every((label) => label.includes(', pooled;'))).toBe(true));
});

test('a plain layer that has collapsed is a thin bar that can be seen, and says how thin', async () => {
  show(record);
  await drawn();
  const deep = host.querySelectorAll('article')[9];
  await soon(() => expect(deep?.querySelector('[data-arm="B"]')?.textContent).toContain('± 6e-7'));
  const bar = deep?.querySelector('[data-arm="B"] path')?.getBoundingClientRect();
  expect(bar?.width).toBeGreaterThanOrEqual(2);
  expect(bar?.width).toBeLessThan(4);
  const wide = deep?.querySelector('[data-arm="A"] path')?.getBoundingClientRect();
  expect(wide?.width).toBeGreaterThan(100);
});

test('overlaid, both arms stand on one foot; over time, each has a strip with the shown step marked', async () => {
  show(record);
  await drawn();
  await choose('View', 'Overlay');
  await soon(() => expect(host.querySelectorAll('article [stroke-dasharray]').length).toBeGreaterThan(9));
  const feet = Array.from(
    host.querySelectorAll('article:first-child g[data-arm] > path:first-child'),
    (path) => Math.round(path.getBoundingClientRect().bottom),
  );
  expect(new Set(feet).size).toBe(1);
  await choose('View', 'Over time');
  await soon(() => expect(host.querySelectorAll('article canvas').length).toBe(20));
  charts().setState({ pinned: 100 });
  await soon(() => expect(host.querySelectorAll('[data-mark="100"]').length).toBe(10));
  const mark = host.querySelector('[data-mark]')?.getBoundingClientRect();
  const strip = host.querySelector('canvas')?.getBoundingClientRect();
  if (mark === undefined || strip === undefined) throw new Error('There is no strip');
  expect((mark.left - strip.left) / strip.width).toBeCloseTo(100 / 300, 1);
  await soon(() => {
    const pixels = host.querySelector('canvas')?.getContext('2d')?.getImageData(0, 20, 4, 20).data;
    expect(pixels?.some((value) => value > 100)).toBe(true);
  });
});

test('scrubbing shows exactly what was recorded, in every card', async () => {
  show(record);
  await drawn();
  for (const [state, step] of [
    [{ pinned: 140 }, 140],
    [{ cursor: 40 }, 40],
    [{ cursor: 55 }, 40],
    [{ cursor: 0 }, 0],
    [{ cursor: null }, 140],
    [{ pinned: null }, 300],
  ] as const) {
    charts().setState(state);
    await soon(() => {
      const all = labels();
      expect(all).toHaveLength(10);
      for (const [index, label] of all.entries()) {
        expect(label).toContain(`A (batch normalization) ${armWords(record, step, index + 1, 0)}`);
        expect(label).toContain(`B (plain) ${armWords(record, step, index + 1, 1)}`);
        expect(label).toContain(axisOfBoth(record, step, index + 1));
      }
    });
    const words = step === 0 ? 'before the first training step' : `training batch at step ${step}`;
    expect(host.textContent).toContain(words);
  }
});

test('bars are as high as the counts that were recorded', async () => {
  show(record);
  await drawn();
  press('own range, layers');
  charts().setState({ pinned: 60 });
  const snapshot = record.snapshots.find(({ step }) => step === 60) ?? null;
  const counts = Array.from(histogramOf(snapshot, 0, 3, 'activation', 'centred')?.counts ?? []);
  const most = Math.max(...counts);
  await soon(() => {
    const d =
      host.querySelectorAll('article')[2]?.querySelector('[data-arm="A"] path')?.getAttribute('d') ?? '';
    const heights = Array.from(
      d.matchAll(/ ([\d.]+)V([\d.]+)H/g),
      ([, foot, top]) => Number(foot) - Number(top),
    );
    const expected = counts.filter((count) => count > 0).map((count) => (count / most) * 36);
    expect(heights).toHaveLength(expected.length);
    for (const [bin, height] of heights.entries()) expect(height).toBeCloseTo(expected[bin] ?? 0, 0);
  });
});

test('while a run goes on, every card ends up with the newest figures; a pinned step stays', async () => {
  let growing = newRecord(record.config, fixtureEnvironment);
  for (let step = 0; step < 300; step += 20) {
    growing = recordTelemetry(growing, fixtureTelemetry({}, step, step + 20));
    show(growing);
    await nextFrame();
  }
  await soon(() => {
    for (const [index, label] of labels().entries())
      expect(label).toContain(armWords(record, 300, index + 1, 0));
    expect(labels()).toHaveLength(10);
  });
  charts().setState({ pinned: 100 });
  await soon(() => {
    for (const [index, label] of labels().entries())
      expect(label).toContain(armWords(record, 100, index + 1, 0));
  });
  let changes = 0;
  const observer = new MutationObserver((records) => {
    changes += records.length;
  });
  for (const card of host.querySelectorAll('article'))
    observer.observe(card, { subtree: true, childList: true, attributes: true });
  await showNow(growing);
  expect(changes).toBe(0);
  growing = recordTelemetry(growing, fixtureTelemetry({}, 300, 320));
  await showNow(growing);
  expect(changes).toBe(0);
  charts().setState({ pinned: null });
  await soon(() => expect(labels()[0]).toContain(armWords(growing, 320, 1, 0)));
  await soon(() => expect(changes).toBeGreaterThan(0));
  observer.disconnect();
});

test('a click on a layer’s name follows its units, and marks its card', async () => {
  show(record);
  await drawn();
  const title = (layer: number) =>
    host.querySelectorAll('article')[layer - 1]?.querySelector<HTMLElement>('h3 button');
  expect(title(10)?.getAttribute('aria-pressed')).toBe('true');
  title(4)?.click();
  await soon(() => expect(title(4)?.getAttribute('aria-pressed')).toBe('true'));
  expect(title(10)?.getAttribute('aria-pressed')).toBe('false');
  expect(charts().getState().unit).toEqual({ layer: 4, unit: null });
});

test('of many arms those chosen are shown, eight at most', async () => {
  const arms = Array.from({ length: 12 }, (_, arm) => ({ bn: arm % 2 === 0, rate: 0.1 }));
  const layers = atDepth(2, 20);
  show(fixtureRecord({ step: 40, config: { arms, depth: layers } }));
  await drawn();
  expect(labels()).toHaveLength(layers);
  expect(labels()[0]).not.toContain('C (');
  for (const letter of 'CDEFGH')
    press(`Arm ${letter}: ${'CEG'.includes(letter) ? 'batch normalization' : 'plain'}, learning rate 0.1`);
  await soon(() => expect(labels().every((label) => label.includes('H (plain)'))).toBe(true));
  expect(host.querySelectorAll('fieldset button:disabled').length).toBe(4);
  press('Arm A: batch normalization, learning rate 0.1');
  await soon(() => expect(labels().some((label) => label.includes('A ('))).toBe(false));
  expect(host.querySelectorAll('fieldset button:disabled').length).toBe(0);
});

test('one layer, one arm, a diverged arm and figures that are not finite break nothing', async () => {
  show(fixtureRecord({ step: 60, divergedAt: [30], config: { depth: 1, arms: [{ bn: false, rate: 3 }] } }));
  await drawn();
  await soon(() => expect(labels()).toEqual([expect.stringContaining('A (plain) diverged at step 30')]));
  const seen = [paths()];
  for (const view of ['Over time', 'Overlay', 'Mirror']) {
    await choose('View', view);
    // Strips have no paths of histograms, and every kind of histogram has its own.
    await soon(() => expect(paths()).not.toBe(seen.at(-1)));
    seen.push(paths());
    for (const path of host.querySelectorAll('path'))
      expect(path.getAttribute('d')).not.toMatch(/NaN|Infinity/);
  }
  charts().setState({ pinned: 20 });
  await soon(() => expect(labels()[0]).toContain('±'));
});

test('on a phone the probes are a list, and nothing is wider than the page', async () => {
  host.style.width = '358px';
  show(record);
  await drawn();
  const select = await soon(() => {
    const found = host.querySelector<HTMLSelectElement>('select');
    if (found === null || found.options.length !== 6) throw new Error('The probes are no list');
    return found;
  });
  expect(select.value).toBe('activation');
  expect(host.scrollWidth).toBeLessThanOrEqual(358);
});

test('the table stands in the place of the cards', async () => {
  show(record);
  await drawn();
  charts().setState({ tables: ['layers'] });
  await soon(() => expect(host.querySelectorAll('article').length).toBe(0));
});
