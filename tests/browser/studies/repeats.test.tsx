import '../../../src/page/ui/app.css';
import '../../../src/page/ui/controls/controls.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { StudyRecord } from '../../../src/common/studies/study-record.ts';
import { createPageCommands } from '../../../src/page/client/page-commands.ts';
import { createTrainerClient } from '../../../src/page/client/trainer-client.ts';
import { PALETTES } from '../../../src/page/export/palette.ts';
import { readPngLink } from '../../../src/page/export/png-text.ts';
import { studyLink } from '../../../src/page/export/study-text.ts';
import { settingsChanged } from '../../../src/page/store/actions.ts';
import { createPageStore, type PageStore } from '../../../src/page/store/page-store.ts';
import type { StudyState } from '../../../src/page/store/study-state.ts';
import { createChartStore } from '../../../src/page/ui/charts/chart-store.ts';
import { RepeatsPanel } from '../../../src/page/ui/studies/RepeatsPanel.tsx';
import { makeRepeatsPicture } from '../../../src/page/ui/studies/repeats-picture.tsx';
import { fakeKeeping } from '../../fixtures/keeping.ts';
import { countPixels, readPng } from '../../fixtures/pixels.ts';
import { soon } from '../../fixtures/soon.ts';
import { createStage } from '../../fixtures/stage.tsx';
import { fixtureStudy, fixtureStudyConfig, type MemberCurve } from '../../fixtures/study.ts';
import { FakeWorker } from '../../unit/page/client/fakes.ts';
import { pageAt } from '../../unit/page/samples.ts';

const NB = '\u202f';
const SEEDS = [1, 2, 3, 4, 5];
/** Of batch normalization: mean 96.5 %, so far apart that every kind of band looks its own. */
const FINALS = [0.95, 0.96, 0.965, 0.97, 0.98];

/** A curve that reaches 90 % at a test, and ends a little above. */
const rising = (reached: number, final: number): MemberCurve => ({
  accuracy: [
    [0, 0.1],
    [100, reached === 100 ? 0.9 : 0.4],
    ...(reached === 100 ? [] : ([[reached, 0.9]] as const)),
    [3000, final],
  ],
});

/** BN reaches 90 % after 100 steps; the plain net takes 4 or 5 times as many: 4.4, 3.8 to 5.1. */
const curveOf = (row: number, column: number): MemberCurve =>
  row === 0 ? rising(100, FINALS[column] ?? 0) : rising(column < 3 ? 400 : 500, 0.93 - 0.004 * column);

/** The repeats that the controls ask for, so that nothing differs from them. */
const config = fixtureStudyConfig('repeats', SEEDS, { steps: 3000, target: 0 });
const whole = fixtureStudy(config, curveOf);
const broken = fixtureStudy(config, (row, column) =>
  row === 1 && column < 2
    ? {
        accuracy: [
          [0, 0.1],
          [100, 0.3],
        ],
        divergedAt: 150,
      }
    : curveOf(row, column),
);

const stage = createStage(900);

afterEach(() => void vi.restoreAllMocks());

function show(record: StudyRecord | null, phase: StudyState['phase'] = 'finished'): PageStore {
  const study: StudyState = {
    id: 1,
    key: 'repeats-1',
    phase,
    wants: phase === 'finished' ? 'paused' : 'on',
    compiled: null,
    message: null,
    config: record?.config ?? config,
    checkpoint: null,
    savedAt: null,
    record,
  };
  const state = pageAt('steps=3000');
  const store = createPageStore({
    ...state,
    studies: { ladder: null, repeats: record === null ? null : study },
  });
  const commands = createPageCommands(
    store,
    createTrainerClient(store, () => new FakeWorker()),
    fakeKeeping(),
  );
  stage.show(store, commands, <RepeatsPanel />);
  return store;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
/** Chooses one of a few words; their radio buttons are out of sight. */
const choose = async (name: string) =>
  (await soon(() => page.getByRole('radio', { name }).element() as HTMLElement)).click();
const drawn = (what: string) => stage.host.querySelectorAll(`[data-drawn="repeats"] [data-${what}]`);
const bands = () =>
  soon(() => {
    const paths = Array.from(drawn('band'), (path) => path.getAttribute('d') ?? '');
    expect(paths).toHaveLength(2);
    return paths;
  });

test('before the first repeats it is said what they will be', async () => {
  show(null);
  await expect.element(button('Repeat over seeds')).toBeVisible();
  expect(stage.host.textContent).toContain('One run is no evidence');
  expect(stage.host.textContent).toContain('This trains 10 networks for 3,000 steps each');
  expect(stage.host.textContent).toContain('Seeds 1, 2, 3, 4, 5');
  expect(stage.host.textContent).toContain('Learning rates: A Batch normalization 0.1 · B Plain 0.1.');
  expect(stage.host.querySelector('[data-drawn]')).toBeNull();
});

test('the number of seeds is typed; what cannot be used is named and the number stays', async () => {
  const store = show(null);
  const field = page.getByRole('textbox', { name: 'Seeds, how many' });
  await field.fill('3');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => store.getState().studySettings.repeats).toBe(3);
  await expect.poll(() => stage.host.textContent).toContain('This trains 6 networks');
  await field.fill('1');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('“1” is not a whole number from 2 to 32. It stays at 3.');
  expect(store.getState().studySettings.repeats).toBe(3);
});

test('the verdict speaks with its interval', async () => {
  show(whole);
  const headline = `Batch normalization reaches 90${NB}% 4.4 times sooner; 95${NB}% interval 3.8 to 5.1 (5 seeds).`;
  await expect.element(page.getByRole('heading', { name: headline })).toBeVisible();
  expect(stage.host.textContent).toContain('Intervals are t intervals over seeds');
  const table = page.getByRole('table', { name: 'Each arm over the seeds: table' });
  await expect.element(table).toHaveTextContent('440 (400 to 500)');
});

test('the band is chosen, and the legend says what it is', async () => {
  show(whole);
  const seen = new Set<string>();
  for (const [label, words] of [
    ['Min–max', 'lowest to highest seed'],
    ['SD', 'mean ± standard deviation over seeds'],
    ['SE', 'mean ± its standard error'],
    [`95${NB}% interval`, `95${NB}% t interval of the mean`],
  ] as const) {
    await choose(label);
    await expect.poll(() => stage.host.textContent).toContain(`band: ${words}`);
    for (const path of await bands()) seen.add(path);
  }
  expect(seen.size).toBe(8);
});

test('single curves come on demand', async () => {
  show(whole);
  await bands();
  expect(drawn('single')).toHaveLength(0);
  await button('single curves, over seeds').click();
  await soon(() => expect(drawn('single')).toHaveLength(10));
  expect(stage.host.textContent).toContain('single seeds');
  await button('single curves, over seeds').click();
  await soon(() => expect(drawn('single')).toHaveLength(0));
});

test('loss in nats, and steps on a logarithmic axis', async () => {
  show(whole);
  const [before] = await bands();
  await choose('Loss');
  await expect.element(page.getByRole('heading', { name: 'Test loss over seeds' })).toBeVisible();
  await expect
    .poll(() => stage.host.querySelector('svg.recharts-surface')?.textContent)
    .toContain('test loss (nats)');
  await button('log x, over seeds').click();
  await soon(async () => expect((await bands())[0]).not.toBe(before));
});

test('networks that broke down are crossed, counted and out of the mean', async () => {
  show(broken);
  await soon(() => expect(drawn('broken')).toHaveLength(2));
  expect(stage.host.textContent).toContain('2 of 5 seeds broke down');
  const headline = page.getByRole('heading', { name: /The plain net broke down in 2 of 5 seeds\.$/ });
  await expect.element(headline).toBeVisible();
});

test('the cursor goes from test to test by keys, and says mean, band and how many seeds', async () => {
  show(broken);
  const cursor = page.getByRole('slider', { name: 'Step cursor, chart over seeds' });
  await bands();
  (cursor.element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}{ArrowRight}');
  await expect
    .element(cursor)
    .toHaveAttribute('aria-valuetext', expect.stringContaining(`step 100: A 90.0${NB}%`));
  await userEvent.keyboard('{End}');
  await expect
    .element(cursor)
    .toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/^step 3,000: A 96\.5.*; B 91\.8.*, 3 of 5 seeds$/),
    );
  await userEvent.keyboard('{Escape}');
  await expect.element(cursor).toHaveAttribute('aria-valuetext', 'off');
});

test('what a finger taps is told after the finger has left', async () => {
  show(whole);
  await bands();
  const chart = page.getByRole('slider', { name: 'Step cursor, chart over seeds' }).element();
  const { left, top, width } = chart.getBoundingClientRect();
  const finger = { pointerType: 'touch', clientX: left + 0.9 * width, clientY: top + 20, bubbles: true };
  for (const type of ['pointerdown', 'pointerup', 'pointerout', 'click'])
    chart.dispatchEvent(new PointerEvent(type, { ...finger, relatedTarget: document.body }));
  await soon(() => expect(stage.host.textContent).toContain('step 3,000'));
});

test('a tooltip does not widen a narrow page', async () => {
  stage.host.style.width = '360px';
  show(broken);
  await bands();
  const cursor = page.getByRole('slider', { name: 'Step cursor, chart over seeds' });
  await cursor.hover();
  await soon(() => expect(stage.host.textContent).toContain('step 500'));
  expect(stage.host.scrollWidth).toBeLessThanOrEqual(360);
});

test('the figures are there as a table', async () => {
  show(whole);
  await button('table, over seeds').click();
  const table = page.getByRole('table', { name: 'Test accuracy over seeds: table' });
  await expect.element(table).toHaveTextContent('A mean test accuracy (%)');
  expect(stage.host.querySelector('[data-drawn="repeats"]')).toBeNull();
});

test('a study in the middle says how many seeds are trained', async () => {
  const part = fixtureStudy(config, (row, column) => (column < 2 ? curveOf(row, column) : null));
  show(part, 'training');
  await expect
    .element(page.getByRole('heading', { name: /\(2 of 5 seeds\)|in each of 2 seeds/ }))
    .toBeVisible();
  expect(stage.host.textContent).toContain('2 of 5 seeds are trained.');
});

test('what has changed since is named', async () => {
  const store = show(whole);
  await bands();
  expect(stage.host.textContent).not.toContain('Measured with other settings');
  store.setState((state) => settingsChanged(state, { batch: 20 }));
  await expect
    .poll(() => stage.host.textContent)
    .toContain('Measured with other settings: Batch 100, now 20.');
});

test.each([
  ['PNG picture', 'normscope-repeats-deep-mlp-seeds1to5.png'],
  ['CSV file', 'normscope-repeats-deep-mlp-seeds1to5.csv'],
])('the menu saves a %s', async (item, file) => {
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  show(whole);
  await button('Export the seeds as PNG, CSV or JSON').click();
  await page.getByRole('menuitem', { name: item }).click();
  await soon(() => expect(saved).toHaveBeenCalledOnce());
  const [link] = saved.mock.contexts as HTMLAnchorElement[];
  expect(link?.download).toBe(file);
});

test.each(['light', 'dark'] as const)('the picture on %s has both colours', async (scheme) => {
  const view = { ...createChartStore().getState().repeats, singles: true };
  const blob = await makeRepeatsPicture(broken, view, scheme, new Date(2026, 1, 3));
  expect(readPngLink(new Uint8Array(await blob.arrayBuffer()))).toEqual({ query: studyLink(broken.config) });
  const png = await readPng(blob);
  expect(png.width).toBe(1920);
  for (const tone of ['bn', 'plain', 'ink'] as const) {
    expect([tone, countPixels(png, PALETTES[scheme][tone]) > 500]).toEqual([tone, true]);
  }
});
