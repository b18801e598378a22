import '../../src/page/ui/app.css';
import '../../src/page/ui/controls/controls.css';
import '../../src/page/ui/controls/header.css';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { Header } from '../../src/page/ui/Header.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt, runOf, training } from '../unit/page/samples.ts';

const stage = createStage(390);

test('the header of a phone has as many lines while a run trains as before', async () => {
  await page.viewport(390, 844);
  const inUse = { asked: 'wasm', backend: 'wasm', reason: '', renderer: '', slow: false } as const;
  const backend = { ...pageAt().backend, status: 'ready', inUse } as const;
  const store = createPageStore({ ...pageAt(), backend });
  stage.show(
    store,
    createPageCommands(store, silentClient([]), fakeKeeping()),
    <Header openHelp={() => undefined} />,
  );
  const height = () => page.getByRole('banner').element().getBoundingClientRect().height;
  await expect.element(page.getByText('WebAssembly')).toBeVisible();
  const before = height();
  const run = runOf(training());
  if (run.record === null) throw new Error('The run has no record.');
  store.setState({
    ...training(),
    backend,
    run: { ...run, record: { ...run.record, stepsPerSecond: 1234 } },
  });
  await expect.element(page.getByText(/steps\/s/)).toBeVisible();
  expect(height()).toBe(before);
});
