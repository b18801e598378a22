import '../../src/page/ui/controls/controls.css';
import '../../src/page/ui/panels/panels.css';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createTrainerClient } from '../../src/page/client/trainer-client.ts';
import { runStarted, settingsChanged } from '../../src/page/store/actions.ts';
import type { PageState } from '../../src/page/store/page-state.ts';
import { createPageStore, type PageStore } from '../../src/page/store/page-store.ts';
import { selectRecord, selectShownConfig } from '../../src/page/store/selectors.ts';
import { usePageStore } from '../../src/page/store/use-page-store.ts';
import { CurvePlot } from '../../src/page/ui/charts/CurvePlot.tsx';
import { CurvesPanel } from '../../src/page/ui/charts/CurvesPanel.tsx';
import { createChartStore } from '../../src/page/ui/charts/chart-store.ts';
import { createCurveModeller } from '../../src/page/ui/charts/curve-model.ts';
import { ghostCurves } from '../../src/page/ui/charts/ghost-curves.ts';
import { makePicture } from '../../src/page/ui/charts/pictures/save-picture.tsx';
import { useGhosts } from '../../src/page/ui/charts/use-ghosts.ts';
import { PinnedRuns } from '../../src/page/ui/panels/PinnedRuns.tsx';
import { VerdictPanel } from '../../src/page/ui/panels/VerdictPanel.tsx';
import { fixtureGhost } from '../fixtures/ghosts.ts';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { readPng } from '../fixtures/pixels.ts';
import { fixtureEnvironment, fixtureRecord, fixtureTelemetry } from '../fixtures/record.ts';
import { createStage } from '../fixtures/stage.tsx';
import { FakeWorker } from '../unit/page/client/fakes.ts';
import { pageAt, withEvents } from '../unit/page/samples.ts';

const stage = createStage(1100);

function Curves() {
  const record = usePageStore(selectRecord);
  const config = usePageStore(selectShownConfig);
  return <CurvesPanel record={record} config={config} ghosts={useGhosts()} />;
}

function show(state: PageState) {
  const store = createPageStore(state);
  const commands = createPageCommands(
    store,
    createTrainerClient(store, () => new FakeWorker()),
    fakeKeeping(),
  );
  stage.show(
    store,
    commands,
    <>
      <VerdictPanel />
      <Curves />
      <PinnedRuns />
    </>,
  );
  return { store, commands };
}

/** The page after one more run that began at a minute of its own, and rests at a step. */
function rested(before: PageState, minute: number, step: number): PageState {
  const startedAt = `2026-01-01T00:0${minute}:00.000Z`;
  return withEvents(
    runStarted(before, minute, 'on'),
    { type: 'run-prepared', runId: minute, environment: { ...fixtureEnvironment, startedAt } },
    { type: 'telemetry', runId: minute, telemetry: fixtureTelemetry({}, 0, step) },
    { type: 'run-state', runId: minute, state: 'paused', reason: null },
  );
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const nameOf = (name: string) => page.getByRole('textbox', { name: `Name of ${name}`, exact: true });
const list = () => page.getByRole('region', { name: 'Pinned runs' });
const namesIn = (store: PageStore) => store.getState().pinned.map(({ name }) => name);
const lines = (name: string) => stage.host.querySelectorAll(`[data-ghost="${name}"]`).length;

/** A page with so many pinned runs, and a present one after them with other settings. */
function showPinned(count: number) {
  const shown = show(rested(pageAt(), 1, 300));
  shown.commands.pinRun();
  for (let minute = 2; minute <= count + 1; minute++) {
    shown.store.setState((before) => rested(settingsChanged(before, { batch: 10 * minute }), minute, 200));
    if (minute <= count) shown.commands.pinRun();
  }
  return shown;
}

test('a run is pinned once it rests, and then drawn behind the next, which it is compared with', async () => {
  const { store } = show(rested(pageAt(), 1, 300));
  store.setState(({ run, ...rest }) => ({ ...rest, run: run && { ...run, phase: 'training' } }));
  await expect.element(button('Pin this run')).toBeDisabled();
  await expect.element(button('Pin this run')).toHaveAttribute('title', expect.stringContaining('finished'));
  store.setState(({ run, ...rest }) => ({ ...rest, run: run && { ...run, phase: 'finished' } }));
  await button('Pin this run').click();
  await expect.element(list()).toHaveTextContent(/300 steps: A [\d.]+.%, B [\d.]+.%this run/);
  await expect.element(button('Pin this run')).toBeDisabled();
  expect(lines('Run 1')).toBe(0);
  store.setState((before) => rested(settingsChanged(before, { batch: 20 }), 2, 100));
  await expect.element(list()).toHaveTextContent('Batch 100 → 20');
  await expect.poll(() => lines('Run 1')).toBe(4);
  await expect.element(page.getByRole('img', { name: /^Accuracy.*Pinned, Run 1: A/ })).toBeInTheDocument();
});

test('after a reset the curves of pinned runs stay in sight', async () => {
  const { commands } = showPinned(1);
  commands.reset();
  await expect.poll(() => lines('Run 1')).toBe(4);
  expect(stage.host.textContent).not.toContain('Press Start');
  await button('Remove Run 1').click();
  await expect.element(page.getByText('Press Start').first()).toBeInTheDocument();
  await expect.element(list()).not.toBeInTheDocument();
});

test('a name is given by Enter or by leaving the field, and Escape keeps the one there was', async () => {
  const { store } = showPinned(1);
  await nameOf('Run 1').fill('too fast');
  await userEvent.keyboard('{Enter}');
  await expect.element(nameOf('too fast')).toHaveFocus();
  expect(namesIn(store)).toEqual(['too fast']);
  await nameOf('too fast').fill('something else');
  await userEvent.keyboard('{Escape}');
  await expect.element(nameOf('too fast')).toHaveValue('too fast');
  await nameOf('too fast').fill('');
  await userEvent.tab();
  await expect.element(nameOf('Run 1')).toHaveValue('Run 1');
  expect(namesIn(store)).toEqual(['Run 1']);
});

test('pinned runs are hidden one by one or all, and shown again', async () => {
  showPinned(2);
  await expect.poll(() => [lines('Run 1'), lines('Run 2')]).toEqual([4, 4]);
  await button('Hide Run 1').click();
  await expect.element(button('Hide Run 1')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => [lines('Run 1'), lines('Run 2')]).toEqual([0, 4]);
  await button('Hide all').click();
  await expect.poll(() => lines('Run 2')).toBe(0);
  await button('Show all').click();
  await expect.poll(() => [lines('Run 1'), lines('Run 2')]).toEqual([4, 4]);
});

test('when one is removed, the focus goes to the next', async () => {
  const { store } = showPinned(3);
  await button('Remove Run 2').click();
  await expect.element(button('Remove Run 3')).toHaveFocus();
  await button('Remove Run 3').click();
  await expect.element(button('Remove Run 1')).toHaveFocus();
  expect(namesIn(store)).toEqual(['Run 1']);
});

test('the run that trains draws no pinned curve anew', async () => {
  const { arms, ...ghost } = ghostCurves(fixtureGhost(1, { step: 600 }), 'accuracy');
  let drawn = 0;
  const watched = {
    ...ghost,
    get arms() {
      drawn++;
      return arms;
    },
  };
  const modeller = createCurveModeller('accuracy', createChartStore().getState().views.accuracy);
  const behind = [watched];
  const newest = () =>
    stage.host.querySelector('[data-markers="0"]')?.lastElementChild?.getAttribute('transform');
  const draw = async (step: number, ghosts: typeof behind) => {
    const [record, before] = [fixtureRecord({ step }), newest()];
    stage.draw(<CurvePlot model={modeller(record, record.config, ghosts)} width={600} height={250} />);
    await expect.poll(newest).not.toBe(before);
  };
  await draw(200, behind);
  const once = drawn;
  expect(once).toBeGreaterThan(0);
  await draw(400, behind);
  expect(drawn).toBe(once);
  await draw(600, [...behind]);
  expect(drawn).toBeGreaterThan(once);
});

test('a picture has them in its chart and its legend', async () => {
  const record = fixtureRecord({ step: 200 });
  const view = createChartStore().getState();
  const source = { record, config: record.config, view, scheme: 'light' } as const;
  const made = async (...ghosts: ReturnType<typeof fixtureGhost>[]) =>
    readPng(await makePicture('accuracy', { ...source, ghosts }, new Date(2026, 1, 3)));
  const without = await made();
  const words = Array.from({ length: 30 }, (_, index) => `Setting ${index} 1 → 2`).join(' · ');
  const behind = await made(fixtureGhost(1, { step: 600 }, words));
  expect(behind.height).toBeGreaterThan(without.height + 3 * 44);
});
