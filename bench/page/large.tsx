import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '../../src/page/ui/theme.css';
import { createRoot } from 'react-dom/client';
import { parseLink } from '../../src/common/experiment/link.ts';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createTrainerClient } from '../../src/page/client/trainer-client.ts';
import { keepRuns } from '../../src/page/keep-runs.ts';
import { initialState } from '../../src/page/store/page-state.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { App } from '../../src/page/ui/App.tsx';

// The real page, with a worker in the trainer's place that makes up a run.
const store = createPageStore(initialState(parseLink(new URLSearchParams(location.search))));
const client = createTrainerClient(
  store,
  () => new Worker(new URL('../worker/made-up-run.ts', import.meta.url), { type: 'module' }),
);
// It answers no pings, and nobody expects it to.
const noHeartbeat = {
  noteSign: () => undefined,
  noteQuiet: () => undefined,
  renew: () => undefined,
  stop: () => undefined,
};
const commands = createPageCommands(store, client, { ...keepRuns(store), watchOver: () => noHeartbeat });
const root = document.getElementById('root');
if (root === null) throw new Error('large.html has no element with the id "root"');
createRoot(root).render(<App store={store} commands={commands} />);
