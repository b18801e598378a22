import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './page/ui/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { admitOwnScripts } from './common/lib/own-scripts.ts';
import { followAddress } from './page/client/follow-address.ts';
import { beginVisit } from './page/client/kept-list.ts';
import { createPageCommands } from './page/client/page-commands.ts';
import { createTrainerClient } from './page/client/trainer-client.ts';
import { keepRuns } from './page/keep-runs.ts';
import { readAddress } from './page/store/address.ts';
import { whenHiddenSet } from './page/store/kept-actions.ts';
import { initialState } from './page/store/page-state.ts';
import { createPageStore } from './page/store/page-store.ts';
import { App } from './page/ui/App.tsx';
import { bearTranslation } from './page/ui/bear-translation.ts';

admitOwnScripts(import.meta.url, ['worker']);
bearTranslation();

const link = readAddress(location);
const store = createPageStore(initialState(link));
const client = createTrainerClient(
  store,
  () =>
    new Worker(new URL('./training/trainer/worker.ts', import.meta.url), {
      type: 'module',
      name: 'normscope-trainer',
    }),
);
const keeping = keepRuns(store);
const { notOffered, shortcuts, whenHidden } = keeping.preferences.read();
store.setState((state) => ({ ...whenHiddenSet(state, whenHidden), shortcuts }));
const commands = createPageCommands(store, client, keeping);
if (link.autostart) commands.start();
void beginVisit(store, keeping.list, keeping.runs, notOffered);

followAddress(window, store, commands.openLink);

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') commands.pageHidden();
  else commands.pageShown();
});
addEventListener('pagehide', () => commands.pageLeft());
addEventListener('pageshow', ({ persisted }) => persisted && commands.pageBack());

// What is held on the device, for those who watch over it from outside.
store.subscribe(({ kept: { device } }, before) => {
  if (device === before.kept.device) return;
  document.documentElement.dataset['deviceTensors'] = String(device.tensors);
  document.documentElement.dataset['deviceBytes'] = String(device.bytes);
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <App store={store} commands={commands} />
  </StrictMode>,
);
