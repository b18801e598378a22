import { expect, test } from 'vitest';
import { seriesOf } from '../../src/common/lib/series.ts';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createPageStore, type PageStore } from '../../src/page/store/page-store.ts';
import { App } from '../../src/page/ui/App.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { fixtureRecord } from '../fixtures/record.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { soon } from '../fixtures/soon.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt } from '../unit/page/samples.ts';

const stage = createStage(1280);

/** As if the worker had trained the run on the page. */
const trained = (store: PageStore, step: number) =>
  store.setState((state) => ({
    run: state.run && { ...state.run, phase: 'paused', record: fixtureRecord({ step }) },
  }));

const found = (selector: string) =>
  soon(() => {
    const element = stage.host.querySelector<HTMLElement>(selector);
    if (element === null) throw new Error(`There is no ${selector}`);
    return element;
  });
const thumb = () => found('[role="slider"][aria-label="Step shown in all charts"]');
const press = (element: HTMLElement, key: string) =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

test('a step held and a range chosen in one run are let go when the next begins, whichever tab is open', async () => {
  const store = createPageStore(pageAt(''));
  const commands = createPageCommands(store, silentClient([]), fakeKeeping());
  stage.draw(<App store={store} commands={commands} />);
  commands.start();
  trained(store, 500);
  await soon(async () => expect((await thumb()).getAttribute('aria-valuetext')).toBe('step 500, newest'));
  (await found('button[title^="Choose the steps"]')).click();
  press(await found('[role="slider"][aria-label="First step of the range"]'), 'ArrowRight');
  press(await thumb(), 'Home');
  await soon(async () => expect((await thumb()).getAttribute('aria-valuetext')).toBe('step 20'));
  commands.showView('kept');
  await soon(() => expect(stage.host.querySelector('[aria-label="Step shown in all charts"]')).toBeNull());
  commands.start();
  trained(store, 300);
  commands.showView('run');
  await soon(async () => expect((await thumb()).getAttribute('aria-valuetext')).toBe('step 300, newest'));
  press(await thumb(), 'Home');
  await soon(async () => expect((await thumb()).getAttribute('aria-valuetext')).toBe('step 0'));
});

test('where running statistics lag, the chart of accuracy says so and offers batch statistics', async () => {
  const store = createPageStore(pageAt(''));
  const commands = createPageCommands(store, silentClient([]), fakeKeeping());
  stage.draw(<App store={store} commands={commands} />);
  commands.start();
  const record = fixtureRecord({ step: 60 });
  const [own, ...others] = record.arms;
  if (own === undefined) throw new Error('no network');
  const lagging = {
    ...own,
    trainAccuracy: seriesOf(Array(own.step.length).fill(0.75)),
    testAccuracy: seriesOf(Array(own.testStep.length).fill(0.1)),
  };
  store.setState((state) => ({
    run: state.run && { ...state.run, phase: 'paused', record: { ...record, arms: [lagging, ...others] } },
  }));
  const chart = () => found('[aria-labelledby="chart-accuracy"]');
  await soon(async () =>
    expect((await chart()).textContent).toContain('on the test set with running statistics'),
  );
  const choice = await soon(async () => {
    const all = Array.from((await chart()).querySelectorAll('button'));
    const button = all.find(({ textContent }) => textContent?.startsWith('Evaluate A with batch statistics'));
    if (button === undefined) throw new Error('no choice');
    return button;
  });
  choice.click();
  expect(store.getState().asked.arms[0]?.norm).toEqual({ inference: 'both' });
  await soon(async () =>
    expect((await chart()).textContent).toContain('The next run evaluates A with batch'),
  );
});
