import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { expect, test } from 'vitest';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { usePageKeys } from '../../src/page/ui/controls/use-page-keys.ts';
import { DropZone } from '../../src/page/ui/panels/DropZone.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt } from '../unit/page/samples.ts';

const stage = createStage(300);

function Keys({ openHelp }: { openHelp: () => void }) {
  usePageKeys(openHelp);
  return <p>keys</p>;
}

/** A page that notes what was done on it. React's effects have run when something is shown. */
function visit() {
  const done: string[] = [];
  const store = createPageStore(pageAt());
  const commands = {
    ...createPageCommands(store, silentClient([]), fakeKeeping()),
    toggle: () => void done.push('toggle'),
    openFiles: () => void done.push('files'),
  };
  const show = (part: ReactNode) => flushSync(() => stage.show(store, commands, part));
  const showPage = (help: string) =>
    show(
      <>
        <DropZone />
        <Keys openHelp={() => void done.push(help)} />
      </>,
    );
  return { done, showPage, leave: () => show(<p>Something else</p>) };
}

function act() {
  for (const key of [' ', '?'])
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['x'], 'train-images-idx3-ubyte'));
  window.dispatchEvent(new DragEvent('drop', { dataTransfer }));
}

test('keys and dropped files do each thing once, also after the page has been drawn again', () => {
  const { done, showPage } = visit();
  showPage('help');
  act();
  expect(done).toEqual(['toggle', 'help', 'files']);
  done.length = 0;
  showPage('other help');
  act();
  expect(done).toEqual(['toggle', 'other help', 'files']);
});

test('what has left the page no longer listens to keys and dropped files', () => {
  const { done, showPage, leave } = visit();
  showPage('help');
  leave();
  act();
  expect(done).toEqual([]);
});

test('pasted files are opened, wherever the focus is; pasted text is left alone', () => {
  const { done, showPage } = visit();
  showPage('help');
  const paste = (fill: (clipboard: DataTransfer) => void) => {
    const clipboardData = new DataTransfer();
    fill(clipboardData);
    return document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  };
  expect(paste((clipboard) => clipboard.setData('text', '{}'))).toBe(true);
  expect(done).toEqual([]);
  expect(paste((clipboard) => clipboard.items.add(new File(['{}'], 'run.json')))).toBe(false);
  expect(done).toEqual(['files']);
});
