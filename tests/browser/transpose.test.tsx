import '../../src/page/ui/app.css';
import '../../src/page/ui/controls/controls.css';
import '../../src/page/ui/panels/panels.css';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { DataCard } from '../../src/page/ui/panels/DataCard.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { soon } from '../fixtures/soon.ts';
import { createStage } from '../fixtures/stage.tsx';
import { mnist, pageAt, withEvents } from '../unit/page/samples.ts';

const stage = createStage(296);

/** One image: a stroke along its top row. */
const stroke = Uint8Array.from({ length: 784 }, (_, pixel) => (pixel < 28 ? 255 : 0));

function show(source: 'files' | 'mnist') {
  const state = pageAt();
  const data = { ...mnist, source, sampleImages: stroke, sampleLabels: Uint8Array.of(7) };
  const store = createPageStore(
    withEvents(state, { type: 'data-ready', requestId: state.data.requestId, data }),
  );
  // The commands ask for data of their own, which never come; those above stay in use.
  stage.show(store, createPageCommands(store, silentClient([]), fakeKeeping()), <DataCard />);
  return store;
}

/** On a narrow page the card is folded. */
async function unfold(): Promise<void> {
  const card = await soon(() => {
    const found = stage.host.querySelector('details');
    if (found === null) throw new Error('There is no card.');
    return found;
  });
  card.open = true;
}

const transpose = () => page.getByRole('switch', { name: 'Transpose images' });

/** Whether there is ink in the middle of the first row and of the first column of the sample. */
function ink(): readonly boolean[] {
  const canvas = stage.host.querySelector('canvas');
  const alpha = (x: number, y: number) => canvas?.getContext('2d')?.getImageData(x, y, 1, 1).data[3] === 255;
  return [alpha(14, 0), alpha(0, 14)];
}

test('one’s own files can be transposed, and the sample digits show it', async () => {
  const store = show('files');
  await unfold();
  await expect.element(transpose()).not.toBeChecked();
  expect(ink()).toEqual([true, false]);
  await transpose().click();
  await expect.element(transpose()).toBeChecked();
  await expect.poll(ink).toEqual([false, true]);
  expect(store.getState().asked.transpose).toBe('yes');
  await transpose().click();
  await expect.poll(ink).toEqual([true, false]);
});

test('other data show the switch only where it is on, and then keep it under the hand', async () => {
  const store = show('mnist');
  await unfold();
  await expect.element(page.getByRole('img', { name: /labelled 7/ })).toBeVisible();
  await expect.element(transpose()).not.toBeInTheDocument();
  store.setState((state) => ({ ...state, asked: { ...state.asked, transpose: 'yes' } }));
  await transpose().click();
  await expect.element(transpose()).not.toBeChecked();
});
