import '@mantine/core/styles.css';
import '../../src/page/ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createPageStore, type PageStore } from '../../src/page/store/page-store.ts';
import { PageStoreContext } from '../../src/page/store/use-page-store.ts';
import { ChartCursorProvider } from '../../src/page/ui/charts/ChartCursor.tsx';
import { createChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { makePicture } from '../../src/page/ui/charts/pictures/save-picture.tsx';
import { LandscapePanel } from '../../src/page/ui/landscape/LandscapePanel.tsx';
import { StepSizePanel } from '../../src/page/ui/landscape/StepSizePanel.tsx';
import { PageCommandsContext } from '../../src/page/ui/page-commands-context.ts';
import { fixtureRibbon, fixtureStepSizes } from '../fixtures/landscape.ts';
import { fixtureConfig, fixtureRecord } from '../fixtures/record.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { soon } from '../fixtures/soon.ts';
import { pageAt } from '../unit/page/samples.ts';

let host: HTMLElement;
let root: Root;
let store: PageStore;

beforeEach(() => {
  host = document.createElement('div');
  host.style.width = '900px';
  document.body.append(host);
  root = createRoot(host);
});
afterEach(() => {
  root.unmount();
  host.remove();
});

function show(record: RunRecord | null, link = '') {
  store = createPageStore(pageAt(link));
  const config = fixtureConfig({});
  root.render(
    <MantineProvider forceColorScheme="light">
      <PageStoreContext value={store}>
        <PageCommandsContext value={createPageCommands(store, silentClient([]))}>
          <ChartCursorProvider>
            <StepSizePanel record={record} config={config} />
            <LandscapePanel record={record} config={config} />
          </ChartCursorProvider>
        </PageCommandsContext>
      </PageStoreContext>
    </MantineProvider>,
  );
}

const measured = (): RunRecord => ({
  ...fixtureRecord({ step: 200 }),
  stepSizes: [fixtureStepSizes(100), fixtureStepSizes(200)],
  ribbons: [fixtureRibbon(100), fixtureRibbon(200)],
});
const says = (text: string) => soon(() => expect(host.textContent).toContain(text));
const line = (name: string) =>
  soon(() => {
    const found = host.querySelector<HTMLElement>(`[role="slider"][aria-label="${name}"]`);
    if (found === null) throw new Error(`There is no ${name}`);
    return found;
  });
const ratesAsked = () => store.getState().asked.arms.map(({ rate }) => rate);

test('without a run nothing can be probed, and the panels say so', async () => {
  show(null);
  await says('Press Probe now in a run');
  await says('There is no run yet: press Start or Step first.');
  await says('Off until it is asked for');
  const probe = Array.from(host.querySelectorAll('button')).find(
    ({ textContent }) => textContent === 'Probe now',
  );
  expect(probe?.disabled).toBe(true);
});

test('a probe says what the rate does to the loss, and where the best size lies', async () => {
  show(measured());
  await says('measured at step 200');
  await says('At its rate of 0.1 a step takes the loss of A on this batch to');
  await says('the best size probed, 1,');
  await says('from 10 on the network breaks');
  await soon(() => expect(host.querySelectorAll('[data-drawn="stepsize"]')).toHaveLength(1));
});

test('arrow keys move the rate of all arms where they are one, and of one arm where they are not', async () => {
  show(measured());
  const press = (element: HTMLElement, key: string, shiftKey = false) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
  press(await line('Rate line of all arms'), 'ArrowRight');
  await soon(() => expect(ratesAsked()).toEqual([0.11, 0.11]));
  press(await line('Rate line of all arms'), 'ArrowLeft', true);
  await soon(() => expect(ratesAsked()).toEqual([0.062, 0.062]));
  show(measured(), 'arms=bn:0.1,plain:0.5');
  press(await line('Rate line of B'), 'ArrowDown');
  await soon(() => expect(ratesAsked()).toEqual([0.1, 0.45]));
});

test('a line that is dragged is the rate when it is let go, and not before; Escape gives up', async () => {
  show(measured());
  const own = await line('Rate line of all arms');
  own.setPointerCapture = () => undefined;
  const plot = own.parentElement?.getBoundingClientRect() ?? new DOMRect();
  const send = (type: string, share: number) =>
    own.dispatchEvent(
      new PointerEvent(type, { clientX: plot.left + share * plot.width, pointerId: 1, bubbles: true }),
    );
  send('pointerdown', 0.66);
  await soon(() => expect(own.dataset['dragged']).toBe('true'));
  send('pointermove', 5 / 6);
  await soon(() => expect(own.getAttribute('aria-valuetext')).toBe('learning rate 1'));
  expect(ratesAsked()).toEqual([0.1, 0.1]);
  send('pointerup', 5 / 6);
  await soon(() => expect(ratesAsked()).toEqual([1, 1]));
  send('pointerdown', 5 / 6);
  await soon(() => expect(own.dataset['dragged']).toBe('true'));
  send('pointermove', 0.5);
  own.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await soon(() => expect(own.dataset['dragged']).toBeUndefined());
  send('pointerup', 0.5);
  expect(ratesAsked()).toEqual([1, 1]);
});

test('the landscape tells its smoothness, its cost, and draws three charts', async () => {
  show(measured());
  await says('At step 200 the effective β-smoothness is A 1, B 10: 10 times apart.');
  await says('0.5 s each');
  await soon(() => {
    for (const quantity of ['loss', 'change', 'smoothness'])
      expect(host.querySelectorAll(`[data-drawn="${quantity}"]`)).toHaveLength(1);
  });
});

test.each(['stepsize', 'landscape', 'all'] as const)('%s becomes a picture', async (what) => {
  const record = measured();
  const view = createChartStore().getState();
  const source = { record, config: record.config, view, scheme: 'light' } as const;
  const image = await createImageBitmap(await makePicture(what, source, new Date(2026, 1, 3)));
  expect(image.width).toBeGreaterThan(1800);
});
