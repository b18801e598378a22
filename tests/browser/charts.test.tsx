import '@mantine/core/styles.css';
import '../../src/page/ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import { emptySeries, values } from '../../src/common/lib/series.ts';
import { ChartCursorProvider } from '../../src/page/ui/charts/ChartCursor.tsx';
import { CurvesPanel } from '../../src/page/ui/charts/CurvesPanel.tsx';
import { LayersPanel } from '../../src/page/ui/charts/LayersPanel.tsx';
import { MIXED_ARMS } from '../fixtures/arms.ts';
import { fixtureConfig, fixtureRecord } from '../fixtures/record.ts';
import { soon } from '../fixtures/soon.ts';

const config = fixtureConfig({});

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
});

function show(record: RunRecord): void {
  root.render(
    <MantineProvider forceColorScheme="light">
      <ChartCursorProvider>
        <CurvesPanel record={record} config={config} />
        <LayersPanel record={record} config={config} />
      </ChartCursorProvider>
    </MantineProvider>,
  );
}

const slider = (chart: string) =>
  soon(() => {
    const found = host.querySelector<HTMLElement>(
      `[role="slider"][aria-label="Step cursor, ${chart} chart"]`,
    );
    if (found === null || host.querySelector('[data-drawn]') === null)
      throw new Error('Nothing is drawn yet');
    return found;
  });

const press = (element: HTMLElement, key: string) =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

const centre = (element: Element | null | undefined) => {
  const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
  return [left + width / 2, top + height / 2] as const;
};

test('a key in one chart moves the step cursor of both', async () => {
  const record = fixtureRecord({ step: 500 });
  const [latest, before] = Array.from(values(record.arms[0]?.testStep ?? emptySeries)).reverse();
  show(record);
  const [accuracy, loss] = [await slider('accuracy'), await slider('loss')];
  press(accuracy, 'ArrowLeft');
  await soon(() => {
    expect(accuracy.getAttribute('aria-valuetext')).toContain(`step ${latest}: A 9`);
    expect(loss.getAttribute('aria-valuetext')).toContain(`step ${latest}: A 0.`);
  });
  expect(accuracy.textContent).toContain(`step ${latest}`);
  press(accuracy, 'ArrowLeft');
  await soon(() => expect(loss.getAttribute('aria-valuenow')).toBe(`${before}`));
  press(accuracy, 'Escape');
  await soon(() => expect(loss.getAttribute('aria-valuetext')).toBe('off'));
});

test.each(['', 'log x'])('the cursor’s markers lie on the lines (%s)', async (toggle) => {
  show(fixtureRecord({ step: 500 }));
  const overlay = await slider('loss');
  if (toggle !== '') host.querySelector<HTMLElement>(`[aria-label="${toggle}, loss chart"]`)?.click();
  press(overlay, 'End');
  await soon(() => expect(overlay.querySelectorAll('svg path').length).toBe(3));
  const lines = host.querySelectorAll('[data-drawn="loss"] > g[data-markers]');
  for (const arm of [0, 1]) {
    const marker = Array.from(lines[arm]?.querySelectorAll('path[transform]') ?? []).at(-1);
    const [x, y] = centre(overlay.querySelectorAll('svg path')[arm + 1]);
    expect(Math.hypot(x - centre(marker)[0], y - centre(marker)[1])).toBeLessThan(1);
  }
});

test('the pointer finds the step under it', async () => {
  show(fixtureRecord({ step: 3000 }));
  const overlay = await slider('accuracy');
  const { left, width, top } = overlay.getBoundingClientRect();
  overlay.dispatchEvent(
    new PointerEvent('pointermove', { clientX: left + width / 3, clientY: top + 10, bubbles: true }),
  );
  await soon(() => expect(overlay.getAttribute('aria-valuenow')).toBe('1000'));
});

test('figures that are not finite break no chart', async () => {
  const record = fixtureRecord({ step: 300, divergedAt: [3, 1] });
  const broken = record.arms.map((arm) => ({
    ...arm,
    testLoss: {
      length: arm.testLoss.length,
      storage: arm.testLoss.storage.map(() => Number.POSITIVE_INFINITY),
    },
  }));
  show({ ...record, arms: broken });
  await slider('loss');
  expect(host.textContent).toContain('A diverged at step 3');
  expect(host.textContent).toContain('B diverged at step 1');
  for (const path of host.querySelectorAll('path')) {
    expect(`${path.getAttribute('d')} ${path.getAttribute('transform')}`).not.toMatch(/NaN|Infinity/);
  }
});

test('a loss far above the others is cut off at the edge, and so is the mark of its divergence', async () => {
  const record = fixtureRecord({ step: 150, divergedAt: [null, 12] });
  const [a, b] = record.arms;
  if (a === undefined || b === undefined) throw new Error('The fixture has two arms');
  const trainLoss = {
    length: b.trainLoss.length,
    storage: b.trainLoss.storage.map((loss, step) => (step < 11 ? 2.3 * 900 ** step : loss)),
  };
  show({ ...record, arms: [a, { ...b, trainLoss }] });
  await slider('loss');
  const drawn = host.querySelector('[data-drawn="loss"]');
  const top = drawn?.querySelector('clipPath rect')?.getAttribute('y');
  const marks = Array.from(drawn?.querySelectorAll('path') ?? [], (path) => path.getAttribute('d') ?? '');
  const [, mark] = marks.map((d) => /^M-4.5 (.*)l9 9/.exec(d)).find((found) => found !== null) ?? [];
  expect(Number(mark) + 4.5).toBeCloseTo(Number(top) + 2, 0);
  const labels = Array.from(
    host.querySelectorAll('[aria-labelledby="chart-loss"] .recharts-yAxis-tick-labels text'),
  );
  for (const { textContent } of labels) expect(Number(textContent)).toBeLessThan(30);
  expect(labels.length).toBeGreaterThan(2);
  for (const line of drawn?.querySelectorAll('path[stroke-opacity]') ?? []) {
    const clip = line.closest('[clip-path]')?.getAttribute('clip-path') ?? '';
    expect(clip).toMatch(/^url\(#clip-loss-\w+\)$/);
    expect(document.querySelector(clip.slice(4, -1))).not.toBeNull();
  }
});

test('eight arms of every kind: each has its letter, its colour and its place in the legend, and one a second curve', async () => {
  show(fixtureRecord({ step: 500, config: { arms: MIXED_ARMS } }));
  await slider('accuracy');
  for (const name of ['accuracy', 'loss']) {
    const drawn = host.querySelector(`[data-drawn="${name}"]`);
    expect(drawn?.querySelectorAll('[data-by-batch]').length).toBe(1);
    expect(drawn?.querySelectorAll('[data-markers]').length).toBe(8);
    const ends = Array.from(drawn?.querySelectorAll('text') ?? []).filter((text) =>
      /^[A-H]$/.test(text.textContent),
    );
    expect(ends.map(({ textContent }) => textContent)).toEqual([...'ABCDEFGH']);
    const heights = ends.map((text) => Number(text.getAttribute('y'))).sort((a, b) => a - b);
    for (const [index, y] of heights.slice(1).entries()) {
      expect(y - (heights[index] ?? 0)).toBeGreaterThanOrEqual(11.9);
    }
    const colors = new Set(ends.map((text) => getComputedStyle(text).fill));
    expect(colors.size).toBe(6);
    const legend = host.querySelector(`[aria-labelledby="chart-${name}"] ul`);
    expect(legend?.querySelectorAll('li').length).toBe(10);
    expect(legend?.textContent).toContain('E · no centre');
    expect(legend?.textContent).toContain('batch statistics');
    expect(legend?.scrollWidth).toBeLessThanOrEqual(legend?.clientWidth ?? 0);
  }
});

test('without a second curve there is no word of it', async () => {
  show(fixtureRecord({ step: 100 }));
  await slider('accuracy');
  expect(host.querySelector('[data-by-batch]')).toBeNull();
  expect(host.textContent).not.toContain('batch statistics');
});
