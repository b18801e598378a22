import { useCallback } from 'react';
import { expect, test, vi } from 'vitest';
import { createPageCommands, type PageCommands } from '../../src/page/client/page-commands.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { usePageKeys } from '../../src/page/ui/controls/use-page-keys.ts';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { soon } from '../fixtures/soon.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt } from '../unit/page/samples.ts';

const stage = createStage(300);

function Keys({ help }: { help: string }) {
  usePageKeys(useCallback(() => document.body.setAttribute('data-help', help), [help]));
  return <p>{help}</p>;
}

const press = (key: string) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const shows = (text: string) => soon(() => expect(stage.host.textContent).toContain(text));

test('a key acts once, however often the page was drawn, and not at all once the page is gone', async () => {
  const store = createPageStore(pageAt());
  const step = vi.fn<() => void>();
  const commands: PageCommands = {
    ...createPageCommands(store, silentClient([]), fakeKeeping()),
    step,
  };
  for (const help of ['first', 'second', 'third']) {
    stage.show(store, commands, <Keys help={help} />);
    await shows(help);
    // The effect runs after the text is there.
    await soon(() => {
      press('?');
      expect(document.body.getAttribute('data-help')).toBe(help);
    });
  }
  press('.');
  expect(step).toHaveBeenCalledOnce();
  stage.show(store, commands, <p>gone</p>);
  await shows('gone');
  // The listener goes after the text has.
  await soon(() => {
    step.mockClear();
    press('.');
    expect(step).not.toHaveBeenCalled();
  });
});
