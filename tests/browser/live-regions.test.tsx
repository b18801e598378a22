import { expect, test } from 'vitest';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { applyEvent } from '../../src/page/store/apply-event.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { App } from '../../src/page/ui/App.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { fixtureTelemetry } from '../fixtures/record.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { soon } from '../fixtures/soon.ts';
import { createStage } from '../fixtures/stage.tsx';
import { training } from '../unit/page/samples.ts';

const stage = createStage(1200);
const LIVE = 'output, [role="status"], [role="alert"], [role="log"], [role="timer"], [aria-live]';

test('nothing that is told by itself changes with the steps of a run', async () => {
  const store = createPageStore(training(0));
  const commands = createPageCommands(store, silentClient([]), fakeKeeping());
  stage.draw(<App store={store} commands={commands} />);
  await soon(() => expect(stage.host.textContent).toContain('step 0 of'));
  const told: string[] = [];
  const watch = new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest(LIVE);
      if (region) told.push(region.textContent ?? '');
    }
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  for (let step = 20; step <= 200; step += 20) {
    const telemetry = fixtureTelemetry({}, step - 20, step);
    store.setState((state) => applyEvent(state, { type: 'telemetry', runId: 7, telemetry }));
    await soon(() => expect(stage.host.textContent).toContain(`step ${step} of`));
  }
  await soon(() => expect(stage.host.textContent).toMatch(/step 200\s*newest/));
  expect(told).toEqual([]);
  store.setState((state) =>
    applyEvent(state, { type: 'run-state', runId: 7, state: 'finished', reason: 'all-diverged' }),
  );
  await soon(() => expect(told.join()).toContain('Finished at step 200'));
  watch.disconnect();
});
