import { expect, test } from 'vitest';
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
