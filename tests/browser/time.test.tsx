import '@mantine/core/styles.css';
import '../../src/page/ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { figuresOf } from '../../src/common/experiment/layer-snapshot.ts';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import { snapshotAt } from '../../src/common/experiment/snapshots.ts';
import { figureText } from '../../src/page/export/number-text.ts';
import { ChartCursorProvider } from '../../src/page/ui/charts/ChartCursor.tsx';
import { CurvesPanel } from '../../src/page/ui/charts/CurvesPanel.tsx';
import { type ChartStore, useChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { GradientPanel } from '../../src/page/ui/charts/GradientPanel.tsx';
import { TimeBar } from '../../src/page/ui/charts/TimeBar.tsx';
import { PLAY_MS } from '../../src/page/ui/charts/time-steps.ts';
import { fixtureConfig, fixtureRecord } from '../fixtures/record.ts';
import { soon } from '../fixtures/soon.ts';

const config = fixtureConfig({});

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

function show(record: RunRecord | null): void {
  root.render(
    <MantineProvider forceColorScheme="light">
      <ChartCursorProvider>
        <Spy />
        <CurvesPanel record={record} config={config} />
        <TimeBar record={record} config={config} />
        <GradientPanel record={record} config={config} />
      </ChartCursorProvider>
    </MantineProvider>,
  );
}

const found = (selector: string) =>
  soon(() => {
    const element = host.querySelector<HTMLElement>(selector);
    if (element === null) throw new Error(`There is no ${selector}`);
    return element;
  });
const thumb = () => found('[role="slider"][aria-label="Step shown in all charts"]');
const overlay = () => found('[role="slider"][aria-label="Step cursor, accuracy chart"]');
const press = (element: HTMLElement, key: string) =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const says = async (get: () => Promise<HTMLElement>, text: string) =>
  soon(async () => expect((await get()).getAttribute('aria-valuetext')).toContain(text));

test('before a run the time bar says what it is for, and does nothing', async () => {
  show(null);
  const play = await found('button[aria-label="Play back"]');
  expect((play as HTMLButtonElement).disabled).toBe(true);
  expect(host.textContent).toContain('every look inside the layers is kept');
});

test('it follows the run until a step is chosen, and again when told to', async () => {
  show(fixtureRecord({ step: 400 }));
  await says(thumb, 'step 400, newest');
  show(fixtureRecord({ step: 500 }));
  await says(thumb, 'step 500, newest');
  press(await thumb(), 'ArrowLeft');
  await says(thumb, 'step 400');
  show(fixtureRecord({ step: 600 }));
  await says(thumb, 'step 400');
  (await found('button[aria-pressed="false"][title^="Follow the run"]')).click();
  await says(thumb, 'step 600, newest');
});

test('the step chosen is that of the curves and of the panels, with the figures recorded there', async () => {
  const record = fixtureRecord({ step: 500 });
  show(record);
  await says(thumb, 'step 500');
  press(await thumb(), 'Home');
  await says(overlay, 'step 0, held');
  const recorded = snapshotAt(record.snapshots, 0);
  const norm = figuresOf(recorded, 0, 1, 'gradient')?.norm ?? 0;
  await soon(() => {
    const label = host
      .querySelector('[aria-labelledby="chart-gradient"] [role="img"]')
      ?.getAttribute('aria-label');
    expect(label).toContain('before the first training step');
    expect(label).toContain(`${figureText(norm)} at layer 1`);
  });
});

test('a click on a curve holds that step, a second one or Escape lets it go', async () => {
  show(fixtureRecord({ step: 500 }));
  const chart = await overlay();
  const { left, top, width } = chart.getBoundingClientRect();
  // The axis goes on to the end of the run, 3,000 steps.
  const at = { clientX: left + (width * 200) / 3000, clientY: top + 20, bubbles: true };
  chart.dispatchEvent(new PointerEvent('pointermove', at));
  await says(overlay, 'step 200:');
  await soon(() => expect(host.textContent).toContain('step 200 at the cursor'));
  const live = await found('button[title^="Follow the run"]');
  expect(live.getAttribute('aria-pressed')).toBe('false');
  expect((await thumb()).getAttribute('aria-valuetext')).toBe('step 200');
  chart.dispatchEvent(new MouseEvent('click', at));
  chart.dispatchEvent(new PointerEvent('pointerout', { ...at, relatedTarget: document.body }));
  await says(overlay, 'step 200, held');
  await says(thumb, 'step 200');
  press(chart, 'Escape');
  await says(overlay, 'off');
  expect(store.getState().pinned).toBeNull();
});

/** Takes the clock of the playback out of the browser's hands. */
function takePlayClock() {
  const usual = globalThis.setInterval;
  const ticks: (() => void)[] = [];
  const timer = usual(() => undefined, 1_000_000);
  vi.spyOn(globalThis, 'setInterval').mockImplementation((tick, ms) => {
    if (ms !== PLAY_MS) return usual(tick, ms);
    ticks.push(tick);
    return timer;
  });
  const cleared = vi.spyOn(globalThis, 'clearInterval');
  return {
    tick: () => ticks.at(-1)?.(),
    isStopped: () => cleared.mock.calls.some(([own]) => own === timer),
  };
}

test('it plays the run from its beginning, and stays at the end', async () => {
  const clock = takePlayClock();
  show(fixtureRecord({ step: 60 }));
  (await found('button[aria-label="Play back"]:enabled')).click();
  await says(thumb, 'step 0');
  await found('button[aria-label="Stop playing back"]');
  for (const step of [20, 40, 60]) {
    clock.tick();
    await says(thumb, `step ${step}`);
  }
  expect(clock.isStopped()).toBe(false);
  clock.tick();
  await soon(() => expect(store.getState()).toMatchObject({ playing: false, pinned: 60 }));
  await found('button[aria-label="Play back"]');
  await soon(() => expect(clock.isStopped()).toBe(true));
});

test('a range of steps can be chosen', async () => {
  show(fixtureRecord({ step: 500 }));
  await says(thumb, 'step 500');
  (await found('button[title^="Choose the steps"]')).click();
  press(await found('[role="slider"][aria-label="First step of the range"]'), 'ArrowRight');
  await soon(() => expect(store.getState().range).toEqual([20, 500]));
  press(await thumb(), 'Home');
  await says(thumb, 'step 20');
  (await found('button[title^="Choose the steps"]')).click();
  await soon(() => expect(store.getState().range).toBeNull());
});
