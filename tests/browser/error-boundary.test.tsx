import '../../src/page/ui/app.css';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { APP_VERSION } from '../../src/common/experiment/app-version.ts';
import type { RunRecord } from '../../src/common/experiment/run-record.ts';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import type { PageState } from '../../src/page/store/page-state.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { CHART_TITLES } from '../../src/page/ui/charts/chart-store.ts';
import { ErrorBoundary } from '../../src/page/ui/ErrorBoundary.tsx';
import { Charts } from '../../src/page/ui/panels/Charts.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { fixtureRibbon } from '../fixtures/landscape.ts';
import { fixtureRecord } from '../fixtures/record.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { soon } from '../fixtures/soon.ts';
import { createStage } from '../fixtures/stage.tsx';
import { runOf, training } from '../unit/page/samples.ts';

const stage = createStage(1100);
const broken = () => page.getByRole('alert');

/** A page with a run, whose landscape may be one that no worker sends. */
function show(ribbons: RunRecord['ribbons']) {
  const state = training(60);
  const withRibbons = (own: RunRecord['ribbons']): PageState => ({
    ...state,
    run: { ...runOf(state), record: { ...fixtureRecord({ step: 60 }), ribbons: own } },
  });
  const store = createPageStore(withRibbons(ribbons));
  const commands = createPageCommands(store, silentClient([]), fakeKeeping());
  stage.show(store, commands, <Charts />);
  return { mend: () => store.setState(withRibbons([fixtureRibbon(20)])) };
}

test('a panel that breaks says so, and can be tried again; the others are as they were', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { mend } = show([{ ...fixtureRibbon(20), losses: null as unknown as number[][] }]);
  await expect.element(broken()).toHaveTextContent(`“${CHART_TITLES.landscape}” could not be shown`);
  await expect.element(broken()).toHaveTextContent('Your run is not affected');
  for (const name of [CHART_TITLES.layers, CHART_TITLES.gradient, CHART_TITLES.depth])
    await expect.element(page.getByRole('region', { name })).toBeVisible();
  await expect.element(page.getByRole('slider', { name: 'Step cursor, accuracy chart' })).toBeVisible();

  mend();
  // The panels take what is new in turns, so the first try may come too early.
  const tryAgain = () => stage.host.querySelector<HTMLButtonElement>('.ns-broken-buttons button')?.click();
  const whole = page.getByRole('region', { name: CHART_TITLES.landscape });
  await soon(() => {
    tryAgain();
    expect(whole.query()).not.toBeNull();
  });
  expect(broken().query()).toBeNull();
});

test('the report says what a bug report needs, and no name of the person’s', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const written: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void written.push(text));
  const Breaks = () => {
    throw new RangeError('“Grandma’s run” and http://127.0.0.1:1234/a.js?name=secret are out of range');
  };
  stage.draw(
    <ErrorBoundary of={null}>
      <Breaks />
    </ErrorBoundary>,
  );
  await expect.element(broken()).toHaveTextContent('The page could not be shown');
  stage.host.querySelector('summary')?.click();
  await userEvent.click(broken().getByRole('button', { name: 'Copy the report' }));
  await expect.element(broken().getByRole('button', { name: 'Copied' })).toBeVisible();
  const [report = ''] = written;
  expect(report).toContain(`Normscope ${APP_VERSION}`);
  expect(report).toContain('RangeError: “…” and /a.js are out of range');
  expect(report).toContain(navigator.userAgent);
  expect(report).toMatch(/at Breaks/);
  expect(report).not.toMatch(/Grandma|secret|127\.0\.0\.1/);
});
