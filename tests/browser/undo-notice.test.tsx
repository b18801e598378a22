import '../../src/page/ui/app.css';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createUndo } from '../../src/page/client/undo-commands.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { UndoNotice } from '../../src/page/ui/panels/UndoNotice.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt } from '../unit/page/samples.ts';

const stage = createStage(600);

function show() {
  const store = createPageStore(pageAt());
  const { offer, commands } = createUndo(store);
  stage.show(
    store,
    { ...createPageCommands(store, silentClient([]), fakeKeeping()), ...commands },
    <main>
      <button type="button">Before</button>
      <input aria-label="Name" />
      <UndoNotice />
    </main>,
  );
  return offer;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const said = () => page.getByRole('status');

test('what was done is announced; the button undoes it and gives the focus back', async () => {
  const offer = show();
  await expect.element(said()).toBeInTheDocument();
  let undone = 0;
  offer({ text: 'Reset the run.', details: ['It is kept.'], undo: () => undone++ });
  await expect.element(said()).toHaveTextContent('Reset the run.It is kept.');
  await button('Before').click();
  await userEvent.tab();
  await userEvent.tab();
  await expect.element(button('Undo')).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(button('Undo')).not.toBeInTheDocument();
  expect(undone).toBe(1);
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus();
});

test('Ctrl+Z undoes it, but not while text is typed', async () => {
  const offer = show();
  let undone = 0;
  await button('Before').click();
  offer({ text: 'Done.', undo: () => undone++ });
  await page.getByRole('textbox', { name: 'Name' }).click();
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(undone).toBe(0);
  await button('Before').click();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(said()).toHaveTextContent('');
  expect(undone).toBe(1);
});

test('what cannot be undone is only dismissed', async () => {
  const offer = show();
  await expect.element(said()).toBeInTheDocument();
  offer({ text: 'Nothing was opened.' });
  await button('Dismiss').click();
  await expect.element(said()).toHaveTextContent('');
  await expect.element(button('Undo')).not.toBeInTheDocument();
  await expect.element(page.getByRole('main')).toHaveFocus();
});
