import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import './page/ui/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { parseLink } from './common/experiment/link.ts';
import { admitOwnScripts } from './common/lib/own-scripts.ts';
import { createPageCommands } from './page/client/page-commands.ts';
import { createTrainerClient } from './page/client/trainer-client.ts';
import { followSettings } from './page/store/link-sync.ts';
import { initialState } from './page/store/page-state.ts';
import { createPageStore } from './page/store/page-store.ts';
import { App } from './page/ui/App.tsx';

admitOwnScripts(import.meta.url, ['worker']);

const link = parseLink(new URLSearchParams(location.search));
const store = createPageStore(initialState(link));
const client = createTrainerClient(
  store,
  () =>
    new Worker(new URL('./training/trainer/worker.ts', import.meta.url), {
      type: 'module',
      name: 'normscope-trainer',
    }),
);
const commands = createPageCommands(store, client);
if (link.autostart) commands.start();

followSettings(store, (query) => history.replaceState(null, '', `?${query}${location.hash}`));

addEventListener('pagehide', () =>
  client.stop('Training ended when you left the page. Press Restart: your settings are kept.'),
);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <App store={store} commands={commands} />
  </StrictMode>,
);
