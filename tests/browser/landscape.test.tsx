import { expect, test } from 'vitest';
import type { ExperimentConfig } from '../../src/common/experiment/config.ts';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createPageStore, type PageStore } from '../../src/page/store/page-store.ts';
import { createChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { makePicture } from '../../src/page/ui/charts/pictures/save-picture.tsx';
import { LandscapePanel } from '../../src/page/ui/landscape/LandscapePanel.tsx';
import { StepSizePanel } from '../../src/page/ui/landscape/StepSizePanel.tsx';
import { atDepth } from '../depth.ts';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { fixtureRibbon, fixtureStepSizes } from '../fixtures/landscape.ts';
import { fixtureConfig, fixtureRecord } from '../fixtures/record.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { soon } from '../fixtures/soon.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt } from '../unit/page/samples.ts';

let store: PageStore;

const stage = createStage(900);

function show(record: RunRecord | null, link = '') {
  store = createPageStore(pageAt(link));
  const config = fixtureConfig({});
  stage.show(
    store,
    createPageCommands(store, silentClient([]), fakeKeeping()),
    <>
      <StepSizePanel record={record} config={config} />
      <LandscapePanel record={record} config={config} />
    </>,
  );
}

const measured = (config: Partial<ExperimentConfig> = {}): RunRecord => ({
  ...fixtureRecord({ step: 200, config }),
  stepSizes: [fixtureStepSizes(100), fixtureStepSizes(200)],
  ribbons: [fixtureRibbon(100), fixtureRibbon(200)],
});
const says = (text: string) => soon(() => expect(stage.host.textContent).toContain(text));
const line = (name: string) =>
  soon(() => {
    const found = stage.host.querySelector<HTMLElement>(`[role="slider"][aria-label="${name}"]`);
    if (found === null) throw new Error(`There is no ${name}`);
    return found;
  });
const ratesAsked = () => store.getState().asked.arms.map(({ rate }) => rate);

test('without a run nothing can be probed, and the panels say so', async () => {
  show(null);
  await says('Press Probe now in a run');
  await says('There is no run yet: press Start or Step first.');
  await says('Off until it is asked for');
  const probe = Array.from(stage.host.querySelectorAll('button')).find(
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
  await soon(() => expect(stage.host.querySelectorAll('[data-drawn="stepsize"]')).toHaveLength(1));
});

test('arrow keys move the rate of all arms where they are one, and of one arm where they are not', async () => {
  show(measured());
  const tell = (element: HTMLElement, type: string, key: string, shiftKey: boolean) =>
    element.dispatchEvent(new KeyboardEvent(type, { key, shiftKey, bubbles: true, cancelable: true }));
  const press = (element: HTMLElement, key: string, shiftKey = false) => {
    tell(element, 'keydown', key, shiftKey);
    tell(element, 'keyup', key, shiftKey);
  };
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
      expect(stage.host.querySelectorAll(`[data-drawn="${quantity}"]`)).toHaveLength(1);
  });
});

test.each(['stepsize', 'landscape', 'all'] as const)('%s becomes a picture', async (what) => {
  const record = measured({ depth: atDepth(2, 10) });
  const view = createChartStore().getState();
  const source = { record, config: record.config, view, scheme: 'light' } as const;
  const image = await createImageBitmap(await makePicture(what, source, new Date(2026, 1, 3)));
  expect(image.width).toBeGreaterThan(1800);
});
