import '@mantine/core/styles.css';
import '../../src/page/ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hiddenLayers } from '../../src/common/experiment/config.ts';
import { unitFiguresOf } from '../../src/common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import { ChartCursorProvider } from '../../src/page/ui/charts/ChartCursor.tsx';
import { type ChartStore, useChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { DepthPanel } from '../../src/page/ui/charts/DepthPanel.tsx';
import { GradientPanel } from '../../src/page/ui/charts/GradientPanel.tsx';
import { UnitPanel } from '../../src/page/ui/charts/UnitPanel.tsx';
import { CONV, MIXED_ARMS } from '../fixtures/arms.ts';
import { type FixtureOptions, fixtureConfig, fixtureRecord } from '../fixtures/record.ts';
import { soon } from '../fixtures/soon.ts';

let host: HTMLElement;
let root: Root;
let store: ChartStore;

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

function Spy() {
  store = useChartStore();
  return null;
}

function show(options: FixtureOptions | null): RunRecord | null {
  const record = options && fixtureRecord(options);
  const config = fixtureConfig(options ?? {});
  root.render(
    <MantineProvider forceColorScheme="light">
      <ChartCursorProvider>
        <Spy />
        <GradientPanel record={record} config={config} />
        <DepthPanel record={record} config={config} />
        <UnitPanel record={record} config={config} />
      </ChartCursorProvider>
    </MantineProvider>,
  );
  return record;
}

const found = <E extends Element = HTMLElement>(selector: string, number = 0) =>
  soon(() => {
    const element = host.querySelectorAll<E>(selector)[number];
    if (element === undefined) throw new Error(`There is no ${selector}`);
    return element;
  });
const press = (element: Element, key: string) =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

/** The colour of a heat map where a layer of ten lies, in the middle of the steps done, as [r, g, b]. */
async function colorAt(map: number, layer: number): Promise<number[]> {
  const canvas = await found<HTMLCanvasElement>('[aria-labelledby="chart-depth"] canvas', map);
  return soon(() => {
    const place = [canvas.width / 8, ((10 - layer + 0.5) / 10) * canvas.height] as const;
    const pixel = canvas.getContext('2d')?.getImageData(...place, 1, 1).data ?? new Uint8ClampedArray(4);
    if (pixel[3] !== 255) throw new Error('Nothing is drawn yet');
    return Array.from(pixel.slice(0, 3));
  });
}

const far = (one: readonly number[], other: readonly number[]) =>
  Math.hypot(...one.map((channel, index) => channel - (other[index] ?? 0)));

test('before a run every panel says what will be there', async () => {
  show(null);
  await soon(() => expect(host.textContent?.match(/Press Start/g)?.length).toBe(3));
});

test('the depth profile shows the layers of the plain net darken, and those of the normalized one alike', async () => {
  show({ step: 1500 });
  const [a1, a10] = [await colorAt(0, 1), await colorAt(0, 10)];
  const [b1, b10] = [await colorAt(1, 1), await colorAt(1, 10)];
  expect(far(a1, a10)).toBeLessThan(20);
  expect(far(b1, b10)).toBeGreaterThan(120);
  const sum = (color: readonly number[]) => color.reduce((total, channel) => total + channel, 0);
  expect(sum(b10)).toBeLessThan(sum(b1));
});

test('keys move over steps and layers of a heat map, and say the figures; Enter holds the step', async () => {
  show({ step: 500 });
  const map = await found('[aria-labelledby="chart-depth"] [role="slider"]', 1);
  press(map, 'ArrowUp');
  await soon(() => expect(map.getAttribute('aria-valuetext')).toContain('layer 2: '));
  press(map, 'Home');
  await soon(() => expect(map.getAttribute('aria-valuetext')).toMatch(/^step 0, layer 2: .*\d/));
  press(map, 'Enter');
  await soon(() => expect(store.getState().pinned).toBe(0));
});

test('the gradient chart says which net’s gradient vanishes, and by how much', async () => {
  show({ step: 500 });
  await soon(() => {
    const text = host.querySelector('[aria-labelledby="chart-gradient"]')?.textContent;
    expect(text).toMatch(/B vanishes: × \de-8 by layer 1/);
    expect(text).toMatch(/A: × [\d.]+, steady/);
  });
});

test('a unit’s numbers at the shown step are those recorded, and stand in the formula', async () => {
  const record = show({ step: 500 });
  const formula = await found('[aria-labelledby="chart-unit"] .katex-mathml');
  expect(formula.textContent).toContain('γ');
  store.setState({ pinned: 0, unit: { layer: 4, unit: 7 } });
  const figures = record?.snapshots[0] && unitFiguresOf(record.snapshots[0], 0, 4, 7);
  await soon(() => {
    const text = host.querySelector('[aria-labelledby="chart-unit"]')?.textContent ?? '';
    expect(text).toContain('step 0');
    expect(text.replaceAll('−', '-')).toContain(figures?.mean.toPrecision(4));
  });
});

test.each(['gradient', 'depth', 'unit'] as const)('the %s chart is a table on demand', async (chart) => {
  show({ step: 300 });
  const section = await found(`[aria-labelledby="chart-${chart}"]`);
  const toggle = await found(`[aria-labelledby="chart-${chart}"] button[aria-pressed="false"]`);
  toggle.click();
  const table = await found(`[aria-labelledby="chart-${chart}"] table[aria-label]`);
  await soon(() => expect(table.querySelectorAll('tbody tr').length).toBeGreaterThan(5));
  expect(table.querySelectorAll('thead th').length).toBeGreaterThan(2);
  expect(section.querySelector('canvas')).toBeNull();
});

test.each([
  { step: 300, divergedAt: [null, 41] },
  { step: 300, divergedAt: [3, 41] },
  { step: 0 },
  { step: 300, config: { depth: 1 } },
  {
    step: 60,
    config: { depth: 20, arms: Array.from({ length: 8 }, (_, arm) => ({ bn: arm % 2 === 0, rate: 0.1 })) },
  },
  { step: 300, config: { arms: [{ bn: true, rate: 0.1 }] } },
  { step: 60, config: { ...CONV, arms: MIXED_ARMS } },
  { step: 300, config: { activation: 'relu' as const } },
  { step: 300, config: { activation: 'linear' as const } },
])('nothing breaks with %j', async (options) => {
  const failed = vi.spyOn(console, 'error');
  show(options);
  await found('[data-drawn="gradient"]');
  await found('[data-drawn^="unit"]');
  await soon(() => {
    const maps = host.querySelectorAll<HTMLCanvasElement>('[aria-labelledby="chart-depth"] canvas');
    const depth = hiddenLayers(fixtureConfig(options));
    expect(Array.from(maps, ({ height }) => height)).toEqual(Array(maps.length).fill(depth));
    expect(maps.length).toBeGreaterThan(0);
  });
  for (const path of host.querySelectorAll('path'))
    expect(path.getAttribute('d')).not.toMatch(/NaN|Infinity/);
  expect(failed).not.toHaveBeenCalled();
});
