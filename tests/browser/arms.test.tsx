import '@mantine/core/styles.css';
import '../../src/page/ui/theme.css';
import '../../src/page/ui/controls/controls.css';
import '../../src/page/ui/panels/panels.css';
import '../../src/page/ui/panels/arms.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { formatLink, parseLink } from '../../src/common/experiment/link.ts';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createTrainerClient } from '../../src/page/client/trainer-client.ts';
import { createPageStore, type PageStore } from '../../src/page/store/page-store.ts';
import { PageStoreContext } from '../../src/page/store/use-page-store.ts';
import { PageCommandsContext } from '../../src/page/ui/page-commands-context.ts';
import { ArmsCard } from '../../src/page/ui/panels/ArmsCard.tsx';
import { PendingNotice } from '../../src/page/ui/panels/PendingNotice.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { FakeWorker } from '../unit/page/client/fakes.ts';
import { pageAt, runOf, training } from '../unit/page/samples.ts';

let host: HTMLElement;
let root: Root;

beforeEach(() => {
  host = document.createElement('div');
  host.style.width = '300px';
  document.body.append(host);
  root = createRoot(host);
});

afterEach(() => {
  root.unmount();
  host.remove();
});

function show(state = pageAt()): PageStore {
  const store = createPageStore(state);
  const commands = createPageCommands(
    store,
    createTrainerClient(store, () => new FakeWorker()),
    fakeKeeping(),
  );
  root.render(
    <MantineProvider forceColorScheme="light">
      <PageStoreContext value={store}>
        <PageCommandsContext value={commands}>
          <PendingNotice />
          <ArmsCard />
        </PageCommandsContext>
      </PageStoreContext>
    </MantineProvider>,
  );
  return store;
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const arms = () => page.getByRole('group', { name: /^Arm [A-Z]+$/ });
const openSwitches = (letter: string) => button(new RegExp(`^Normalization of ${letter}`)).click();

const stageText = () => document.body.textContent ?? '';

/** The link of the settings, and what is read from it again. */
function linked(store: PageStore) {
  const { asked } = store.getState();
  const link = formatLink(asked);
  expect(parseLink(new URLSearchParams(link)).config).toEqual(asked);
  return link;
}

test('arms are added up to eight, and the new one has the focus', async () => {
  const store = show();
  for (const letter of ['C', 'D', 'E', 'F', 'G', 'H']) {
    await button('Add arm').click();
    await page.getByRole('menuitem', { name: /^An exact copy of [B-G]$/ }).click();
    await expect
      .element(page.getByRole('switch', { name: `Batch normalization of ${letter}` }))
      .toHaveFocus();
  }
  await expect.element(button('Add arm')).toBeDisabled();
  expect(arms().elements()).toHaveLength(8);
  expect(linked(store)).toContain('arms=bn:0.1,plain:0.1,plain:0.1');
});

test('what is added is chosen, by keyboard too, and equal networks are named', async () => {
  const store = show();
  await expect.element(button('Add arm')).toBeVisible();
  expect(stageText()).not.toContain('exactly equal');
  (button('Add arm').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByRole('menuitem', { name: 'Batch normalization', exact: true }))
    .toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await expect.element(page.getByRole('switch', { name: 'Layer normalization of C' })).toHaveFocus();
  expect(linked(store)).toContain('arms=bn:0.1,plain:0.1,ln:0.1');
  expect(stageText()).not.toContain('exactly equal');
  await button('Add arm').click();
  await page.getByRole('menuitem', { name: 'An exact copy of C' }).click();
  await expect
    .element(page.getByText(/^C and D are exactly equal, so their results will be the same/))
    .toBeVisible();
  await button('Remove arm D').click();
  await expect.poll(stageText).not.toContain('exactly equal');
});

test('networks that became equal during the run do not come out alike in it', async () => {
  const state = training(10, 'arms=bn:0.1,bn:0.1');
  const run = runOf(state);
  if (run.record === null) throw new Error('The run has no record.');
  const changes = [{ arm: 1, kind: 'bn', on: true, step: 5 }] as const;
  show({ ...state, run: { ...run, record: { ...run.record, changes } } });
  await expect
    .element(
      page.getByText(/^A and B are exactly equal now, so their results will be the same in a new run\./),
    )
    .toBeVisible();
});

test('an arm is removed, the next one has the focus, and one arm always stays', async () => {
  const store = show(pageAt('arms=bn:0.1,plain:0.2,bn:0.3'));
  await button('Remove arm B').click();
  await expect.element(button('Remove arm B')).toHaveFocus();
  expect(linked(store)).toContain('arms=bn:0.1,bn:0.3');
  await button('Remove arm B').click();
  await expect.element(button('Add arm')).toHaveFocus();
  await expect.element(button('Remove arm A')).not.toBeInTheDocument();
});

test('a name and a colour are given by keyboard, and are in the link', async () => {
  const store = show();
  await button('Name and colour of B').click();
  await page.getByRole('textbox', { name: 'Name of arm B' }).fill('No BN');
  await page.getByRole('radio', { name: 'As its kind' }).click();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.element(page.getByRole('radio', { name: 'Colour 2' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(button('Name and colour of B')).toHaveFocus();
  await expect.element(page.getByRole('group', { name: 'Arm B' })).toHaveTextContent('B · No BN');
  expect(store.getState().asked.arms[1]).toEqual({ bn: false, rate: 0.1, name: 'No BN', color: 2 });
  linked(store);
});

test('switches of normalization reach the settings and the link, and go back to the paper', async () => {
  const store = show();
  await openSwitches('A');
  await page.getByRole('combobox', { name: 'Place for arm A' }).selectOptions('after');
  await page.getByRole('textbox', { name: 'Epsilon for arm A' }).fill('0.001');
  await userEvent.keyboard('{Enter}');
  await page.getByRole('switch', { name: 'Take off the mean for arm A' }).click();
  expect(store.getState().asked.arms[0]?.norm).toEqual({ centre: false, epsilon: 0.001, place: 'after' });
  linked(store);
  await button('As in the paper').click();
  expect(store.getState().asked.arms[0]).toEqual({ bn: true, rate: 0.1 });
});

test('a switch without effect cannot be set, and says why', async () => {
  show();
  await openSwitches('A');
  await page.getByRole('combobox', { name: 'Kind for arm A' }).selectOptions('layer');
  const tested = page.getByRole('combobox', { name: 'Test by for arm A' });
  await expect.element(tested).toBeDisabled();
  await expect.element(tested).toHaveAccessibleDescription(/Each image has statistics of its own/);
  await expect.element(page.getByRole('textbox', { name: 'Epsilon for arm A' })).toBeEnabled();
});

test('what a switch means is told where it stands', async () => {
  show();
  await openSwitches('A');
  const group = page.getByRole('group', { name: 'Normalization of A' });
  const about = group.getByRole('button', { name: 'What it means' }).first();
  await about.click();
  await expect.element(about).toHaveAttribute('aria-expanded', 'true');
  await expect.element(about).toHaveAccessibleDescription(/^Kind for arm A/);
  const words = document.getElementById(about.element().getAttribute('aria-controls') ?? '');
  expect(words?.textContent?.length).toBeGreaterThan(40);
});

test('in a run, arms that come or go wait for the next one, and can be kept', async () => {
  const store = show(training(10, 'arms=bn:0.1,plain:0.2,bn:0.3'));
  await button('Remove arm B').click();
  await expect.element(button('Keep arm B')).toHaveFocus();
  const notice = page.getByRole('region', { name: 'Changed settings' });
  await expect.element(notice).toHaveTextContent(/Arm B.*removed/);
  await page.getByRole('switch', { name: 'Batch normalization of C' }).click();
  expect(store.getState().asked.arms).toEqual([
    { bn: true, rate: 0.1 },
    { bn: false, rate: 0.3 },
  ]);
  await button('Keep arm B').click();
  await expect.element(button('Remove arm B')).toHaveFocus();
  await expect.element(notice).not.toBeInTheDocument();
});
