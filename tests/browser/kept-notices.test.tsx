import '../../src/page/ui/app.css';
import '../../src/page/ui/controls/controls.css';
import '../../src/page/ui/panels/panels.css';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import type { PageState } from '../../src/page/store/page-state.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { OfferNotice } from '../../src/page/ui/kept/OfferNotice.tsx';
import { RescueNotice } from '../../src/page/ui/kept/RescueNotice.tsx';
import { StoreNotice } from '../../src/page/ui/kept/StoreNotice.tsx';
import { RunCard } from '../../src/page/ui/panels/RunCard.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { keptCommands, keptRun, keptRuns } from '../fixtures/kept-runs.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt, runOf, training } from '../unit/page/samples.ts';

const stage = createStage(296);

function show(state: PageState) {
  const store = createPageStore(state);
  const commands = keptCommands();
  stage.show(
    store,
    { ...createPageCommands(store, silentClient([]), fakeKeeping()), ...commands },
    <>
      <RunCard />
      <OfferNotice />
      <RescueNotice />
      <StoreNotice />
    </>,
  );
  return { store, commands };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const offered = () => page.getByRole('status', { name: 'Your last run is kept' });
const rescued = () => page.getByRole('status', { name: 'Training was interrupted' });
const problem = () => page.getByRole('alert', { name: 'A problem with past runs' });

test('the last run is offered, and can be opened or left', async () => {
  const { commands } = show({ ...pageAt(), kept: keptRuns([keptRun(2), keptRun(1)], { offer: 'key-2' }) });
  await expect.element(offered()).toHaveTextContent(/Run 2 · Deep MLP · step 1,240 of 2,000 · 3 February/);
  await button('Open it').click();
  expect(commands.openKept).toHaveBeenCalledExactlyOnceWith('key-2');
  await button('Not now').click();
  expect(commands.dismissOffer).toHaveBeenCalledOnce();
});

test('nothing is offered that is gone, damaged beyond use, in another tab, or on the page', async () => {
  const { store } = show({ ...pageAt(), kept: keptRuns([keptRun(1)], { offer: 'key-1' }) });
  await expect.element(offered()).toBeVisible();
  const lists = [[], [keptRun(1, { arms: [], damage: 'x' })], [keptRun(1, { elsewhere: true })]];
  for (const list of lists) {
    store.setState((before) => ({ ...before, kept: keptRuns(list, { offer: 'key-1' }) }));
    await expect.element(offered()).not.toBeInTheDocument();
    store.setState((before) => ({ ...before, kept: keptRuns([keptRun(1)], { offer: 'key-1' }) }));
    await expect.element(offered()).toBeVisible();
  }
  const { run } = training();
  store.setState((before) => ({ ...before, run: run && { ...run, key: 'key-1' } }));
  await expect.element(offered()).not.toBeInTheDocument();
});

test('a problem of the store is said, with the way to the runs, until it is put away', async () => {
  const { store, commands } = show({
    ...training(),
    kept: keptRuns([], { problem: 'The store is full; the run trains on.' }),
  });
  await expect.element(problem()).toHaveTextContent('The store is full; the run trains on.');
  await button('Dismiss').click();
  expect(commands.dismissStoreProblem).toHaveBeenCalledOnce();
  await button('See past runs').click();
  expect(store.getState().view).toBe('kept');
  await expect.element(button('See past runs')).not.toBeInTheDocument();
  await expect.element(problem()).toBeVisible();
});

test('a rescue says what happened, that it is going on, and then how; only then it can be put away', async () => {
  const cause = 'The worker ended at step 1,240.';
  const { store, commands } = show({ ...training(), rescue: { cause, outcome: null } });
  await expect.element(rescued()).toHaveTextContent(`${cause} Going on …`);
  await expect.element(button('Dismiss')).not.toBeInTheDocument();
  const outcome = 'It went on from step 1,200; 40 steps were repeated.';
  store.setState((before) => ({ ...before, rescue: { cause, outcome } }));
  await expect.element(rescued()).toHaveTextContent(`${cause}${outcome}`);
  await button('Dismiss').click();
  expect(commands.dismissRescue).toHaveBeenCalledOnce();
});

test('what training does in a hidden tab is chosen, and explained; on a phone it is folded', async () => {
  await page.viewport(390, 844);
  const { store, commands } = show(pageAt());
  const choice = page.getByRole('combobox', { name: 'While this tab is hidden' });
  await page.getByText('Stops after 3,000 steps').click();
  await expect.element(choice).toHaveValue('train');
  await userEvent.selectOptions(choice, 'Wait');
  expect(commands.setWhenHidden).toHaveBeenCalledExactlyOnceWith('pause');
  store.setState((before) => ({ ...before, whenHidden: 'pause' }));
  await expect.element(choice).toHaveValue('pause');
  await page.getByRole('button', { name: 'What it means' }).last().click();
  await expect.element(page.getByText(/“Wait” spares the battery/)).toBeVisible();
});

test('what comes and goes in the card of the run does not change its height', async () => {
  const { store } = show(pageAt());
  const data = { ...pageAt().data, status: 'ready' } as const;
  const card = () => page.getByRole('region', { name: 'Run' }).element().getBoundingClientRect().height;
  const ends = {
    1440: page.getByRole('combobox', { name: 'While this tab is hidden' }),
    390: page.getByText(/^Stops after/),
  };
  for (const width of [1440, 390] as const) {
    await page.viewport(width, 900);
    store.setState({ ...pageAt(), data, run: null });
    await expect.element(ends[width]).toBeVisible();
    await expect.element(page.getByText('Getting the backend ready …')).toBeVisible();
    const height = card();
    store.setState({ ...training(), data, kept: keptRuns([], { savedAt: null }) });
    await expect.element(page.getByText('Not saved yet')).toBeVisible();
    expect(card(), `training at ${width} px`).toBe(height);
    const run = { ...runOf(training()), phase: 'testing' as const };
    store.setState({ ...training(), data, run, kept: keptRuns([], { savedAt: '2026-11-28T21:53:07.000Z' }) });
    await expect.element(page.getByText(/^Testing on/)).toBeVisible();
    await expect.element(page.getByText(/^Saved at/)).toBeVisible();
    expect(card(), `testing at ${width} px`).toBe(height);
  }
});

test('when the run was saved is said near it, outside of what is announced', async () => {
  const savedAt = new Date(2026, 10, 28, 21, 53, 7).toISOString();
  const { store } = show({ ...training(), kept: keptRuns([], { savedAt }) });
  const line = page.getByText('Saved at 21:53:07');
  await expect.element(line).toBeVisible();
  expect(line.element().closest('[role="status"], [aria-live]')).toBeNull();
  store.setState((before) => ({ ...before, kept: keptRuns([], { status: 'unavailable' }) }));
  await expect.element(page.getByText('Not saved', { exact: true })).toBeVisible();
});
