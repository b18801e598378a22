import '@mantine/core/styles.css';
import '../../src/page/ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import { PALETTES } from '../../src/page/export/palette.ts';
import { ChartCursorProvider } from '../../src/page/ui/charts/ChartCursor.tsx';
import { type ChartStore, createChartStore, useChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { makePicture } from '../../src/page/ui/charts/pictures/save-picture.tsx';
import { UnitPanel } from '../../src/page/ui/charts/UnitPanel.tsx';
import { figuresOfUnit, typicalUnit } from '../../src/page/ui/charts/unit-model.ts';
import { CONV, MIXED_ARMS } from '../fixtures/arms.ts';
import { countPixels, readPng } from '../fixtures/pixels.ts';
import { fixtureConfig, fixtureRecord } from '../fixtures/record.ts';
import { soon } from '../fixtures/soon.ts';

const options = { step: 300, config: { depth: 3, width: 12 } };
const config = fixtureConfig(options);

let host: HTMLElement;
let root: Root;
let store: ChartStore;

beforeEach(() => {
  host = document.createElement('div');
  host.style.width = '1000px';
  document.body.append(host);
  root = createRoot(host);
});

afterEach(() => {
  root.unmount();
  host.remove();
});

/** Frames are slow where several things run at once. */
const until = (check: () => void) => soon(check);

function TakeStore() {
  store = useChartStore();
  return null;
}

function show(record: RunRecord | null): void {
  root.render(
    <MantineProvider forceColorScheme="light">
      <ChartCursorProvider>
        <TakeStore />
        <UnitPanel record={record} config={config} />
      </ChartCursorProvider>
    </MantineProvider>,
  );
}

async function shown(record: RunRecord): Promise<void> {
  show(record);
  await until(() => expect(host.querySelectorAll('[data-drawn^="unit"]')).toHaveLength(3));
}

const find = <E extends HTMLElement>(selector: string): E => {
  const found = host.querySelector<E>(selector);
  if (found === null) throw new Error(`There is no ${selector}`);
  return found;
};

const slider = () => find('[role="slider"][aria-label="Step cursor, Before BN (z)"]');
const press = (key: string) =>
  slider().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

/** React follows a choice only when it comes through the element's own setter. */
function choose(label: string, value: string): void {
  const select = find<HTMLSelectElement>(`select[aria-label="${label}"]`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

test('before a run, and before the first look, the panel says what is to come', async () => {
  show(null);
  await until(() => expect(host.textContent).toContain('Press Start'));
  show({ ...fixtureRecord(options), snapshots: [] });
  await until(() => expect(host.textContent).toContain('have not been looked at yet'));
  expect(host.querySelector('select')).toBeNull();
});

test('layer and unit are chosen; arrows go from unit to unit, and round', async () => {
  const record = fixtureRecord(options);
  const [first] = record.snapshots;
  await shown(record);
  const typical = first === undefined ? -1 : typicalUnit(first, 3);
  expect(host.textContent).toContain(`Unit ${typical + 1} (typical)`);
  choose('Unit', '11');
  await until(() => expect(store.getState().unit.unit).toBe(11));
  find('[aria-label="Next unit"]').click();
  await until(() => expect(store.getState().unit.unit).toBe(0));
  find('[aria-label="Previous unit"]').click();
  await until(() => expect(store.getState().unit.unit).toBe(11));
  choose('Layer of the unit', '1');
  await until(() => expect(find('[role="img"]').getAttribute('aria-label')).toContain('Unit 12 of layer 1:'));
  choose('Unit', 'typical');
  await until(() => expect(store.getState().unit).toEqual({ layer: 1, unit: null }));
});

test('a key moves the step of all charts, and the panel says what was recorded at it', async () => {
  const record = fixtureRecord(options);
  await shown(record);
  store.setState({ unit: { layer: 2, unit: 5 } });
  press('Home');
  press('ArrowRight');
  const second = record.snapshots[1];
  const figures = second && figuresOfUnit(second, 0, { layer: 2, unit: 5 });
  if (second === undefined || !figures) throw new Error('The fixture has snapshots');
  await until(() => {
    expect(store.getState().cursor).toBe(second.step);
    expect(slider().getAttribute('aria-valuetext')).toContain(`step ${second.step}:`);
    expect(find('article').textContent).toContain(`batch mean μ${figures.mean.toPrecision(4)}`);
  });
  expect(slider().getAttribute('aria-valuenow')).toBe(`${second.step}`);
  press('Enter');
  press('Escape');
  await until(() => expect(store.getState()).toMatchObject({ cursor: null, pinned: second.step }));
  expect(find('article').textContent).toContain(`step ${second.step}`);
});

test('the pointer finds the nearest look, and a click keeps it', async () => {
  await shown(fixtureRecord(options));
  const { left, top, width } = slider().getBoundingClientRect();
  const place = { clientX: left + (width * 47) / 3000, clientY: top + 20, bubbles: true };
  slider().dispatchEvent(new PointerEvent('pointermove', place));
  await until(() => expect(store.getState().cursor).toBe(40));
  await until(() => expect(slider().querySelectorAll('svg path')).toHaveLength(3));
  store.setState({ playing: true });
  slider().click();
  expect(store.getState()).toMatchObject({ pinned: 40, playing: false });
});

test('formulas are set by KaTeX, with MathML for those who listen', async () => {
  await shown(fixtureRecord(options));
  await until(() => expect(host.querySelectorAll('article math')).toHaveLength(4));
  const [symbols, numbers] = Array.from(
    host.querySelectorAll('article annotation'),
    (one) => one.textContent,
  );
  expect(symbols).toContain(String.raw`\frac{z - \mu}{\sqrt{\sigma^2 + \epsilon}}`);
  expect(numbers).toMatch(/y = 1\.00 \\cdot \\frac\{z - .*10\^\{-5\}\}\} \+ 0/);
  expect(host.querySelector('.katex-error')).toBeNull();
});

test('an arm that has diverged is shown until its end, and said to have diverged', async () => {
  await shown(fixtureRecord({ ...options, divergedAt: [null, 41] }));
  expect(host.querySelector('[class*="legend"]')?.textContent).toContain('B');
  expect(host.querySelector('[class*="legend"]')?.textContent).toContain('diverged at step 41');
  expect(host.querySelectorAll('article')[1]?.textContent).toContain('B diverged at step 41');
  press('Home');
  await until(() => expect(host.querySelectorAll('article')[1]?.textContent).toContain('bias b'));
});

test('figures that are not finite, and a single look, break no chart', async () => {
  const record = fixtureRecord({ ...options, step: 0 });
  const broken = record.snapshots.map((snapshot) => ({
    ...snapshot,
    arms: snapshot.arms.map((own, arm) =>
      own && arm === 1 ? { ...own, units: own.units.fill(Number.NaN) } : own,
    ),
  }));
  await shown({ ...record, snapshots: broken });
  expect(host.querySelectorAll('[data-band]').length).toBeGreaterThan(0);
  for (const path of host.querySelectorAll('path')) {
    expect(`${path.getAttribute('d')} ${path.getAttribute('transform')}`).not.toMatch(/NaN|Infinity/);
  }
  expect(host.textContent).toContain('NaN');
});

test('the panel turns into a table, and its picture has both colours', async () => {
  const record = fixtureRecord(options);
  await shown(record);
  find('[aria-label="table, unit over training"]').click();
  await until(() => expect(host.querySelectorAll('tbody tr')).toHaveLength(record.snapshots.length));
  const view = createChartStore().getState();
  const png = await readPng(
    await makePicture('unit', { record, config, view, scheme: 'light' }, new Date(2026, 1, 3)),
  );
  expect(png.width).toBe(2560);
  expect(countPixels(png, PALETTES.light.bn)).toBeGreaterThan(1000);
  expect(countPixels(png, PALETTES.light.plain)).toBeGreaterThan(500);
});

test('arms of every kind have the formula of what they do, in layers of different numbers of channels', async () => {
  await shown(fixtureRecord({ step: 40, config: { ...CONV, arms: MIXED_ARMS } }));
  store.setState(({ layers }) => ({ layers: { ...layers, arms: [2, 3, 4, 5, 6] } }));
  const formulas = await soon(() => {
    const set = Array.from(host.querySelectorAll('annotation'), (one) => one.textContent);
    // Of five arms, three have no second formula with numbers.
    expect(set).toHaveLength(7);
    return set;
  });
  const [layer, noisy, own, filled, after, last, lastFilled] = formulas;
  expect(layer).toContain(String.raw`\mu_i`);
  expect(noisy).toContain('s_i');
  expect([own, filled]).toEqual([
    String.raw`y = \gamma\,\frac{z}{\sqrt{\sigma^2 + \epsilon}} + \beta`,
    expect.stringContaining('+ 0.00100}'),
  ]);
  expect(after).toBe(String.raw`y = \gamma\,\left(f(z) - \mu\right) + \beta`);
  expect(last).toMatch(/^y = .frac/);
  expect(lastFilled).toContain('10^{-5}');
  expect(host.textContent).toContain('E · no centre');
  expect(host.textContent).toContain('median over images and places');
});
