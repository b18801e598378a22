import '../../src/page/ui/app.css';
import { type ReactNode, useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createPageCommands } from '../../src/page/client/page-commands.ts';
import { settingsChanged } from '../../src/page/store/actions.ts';
import type { PageState } from '../../src/page/store/page-state.ts';
import { createPageStore } from '../../src/page/store/page-store.ts';
import { usePageKeys } from '../../src/page/ui/controls/use-page-keys.ts';
import { LinkNotice } from '../../src/page/ui/panels/Notices.tsx';
import { PendingNotice } from '../../src/page/ui/panels/PendingNotice.tsx';
import { RunCard } from '../../src/page/ui/panels/RunCard.tsx';
import { StudyRun } from '../../src/page/ui/studies/StudyRun.tsx';
import { fakeKeeping } from '../fixtures/keeping.ts';
import { silentClient } from '../fixtures/silent-client.ts';
import { createStage } from '../fixtures/stage.tsx';
import { pageAt, training } from '../unit/page/samples.ts';

const stage = createStage(600);
const button = (name: string) => page.getByRole('button', { name, exact: true });

function Page({ children }: { children: ReactNode }) {
  usePageKeys(() => undefined);
  return <main>{children}</main>;
}

/** A page that notes what the worker was asked for. */
function show(state: PageState, part: ReactNode) {
  const asked: string[] = [];
  const store = createPageStore(state);
  const commands = createPageCommands(store, silentClient(asked), fakeKeeping());
  stage.show(store, commands, <Page>{part}</Page>);
  return { asked, store };
}

/** Where the focus is, in words. */
const focused = () => document.activeElement?.tagName;

async function pressSpace(name: string) {
  await expect.element(button(name)).toBeEnabled();
  (button(name).element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
}

test('pressing Space twice on a button of a study never starts or pauses the run', async () => {
  const { asked, store } = show(
    pageAt(),
    <>
      <RunCard />
      <section>
        <StudyRun kind="ladder" />
      </section>
    </>,
  );
  await pressSpace('Measure');
  await expect.element(button('Stop measuring')).toHaveFocus();
  await userEvent.keyboard(' ');
  await expect.element(button('Go on measuring')).toHaveFocus();
  await pressSpace('Clear');
  await expect.element(button('Measure')).toBeVisible();
  expect(focused()).toBe('DIV');
  await userEvent.keyboard(' ');
  await userEvent.tab();
  await expect.element(button('Measure')).toHaveFocus();
  expect(store.getState().run).toBeNull();
  expect(asked).not.toContain('startRun');
});

test('the focus stays near a notice that goes away', async () => {
  const { asked, store } = show(
    { ...training(10), linkProblems: ['width: “9999” is too large'] },
    <>
      <PendingNotice />
      <div>
        <LinkNotice />
        <button type="button">What follows</button>
      </div>
    </>,
  );
  store.setState((before) => settingsChanged(before, { depth: 2 }));
  await pressSpace('Undo');
  await expect.element(button('Undo')).not.toBeInTheDocument();
  await expect.poll(focused).toBe('DIV');
  await userEvent.keyboard(' ');
  await pressSpace('Dismiss');
  await expect.element(button('Dismiss')).not.toBeInTheDocument();
  await expect.poll(focused).toBe('DIV');
  await userEvent.keyboard(' ');
  await userEvent.tab();
  await expect.element(button('What follows')).toHaveFocus();
  expect(store.getState().run?.wants).toBe('on');
  expect(asked).not.toContain('pauseRun');
});

test('a button that is turned off gets the focus back when it is turned on', async () => {
  let turnOn: () => void = () => undefined;
  function Saves() {
    const [saving, setSaving] = useState(false);
    turnOn = () => setSaving(false);
    return (
      <p>
        <button type="button" disabled={saving} onClick={() => setSaving(true)}>
          Save
        </button>
      </p>
    );
  }
  show(pageAt(), <Saves />);
  await pressSpace('Save');
  await expect.poll(focused).toBe('P');
  turnOn();
  await expect.element(button('Save')).toHaveFocus();
});

test('who has put the focus away is left alone', async () => {
  const { store } = show({ ...pageAt(), linkProblems: ['x'] }, <LinkNotice />);
  await expect.element(button('Dismiss')).toBeVisible();
  (button('Dismiss').element() as HTMLElement).focus();
  await page.getByText('x', { exact: true }).click();
  await expect.poll(focused).toBe('BODY');
  await new Promise((resolve) => setTimeout(resolve));
  store.setState((before) => ({ ...before, linkProblems: [] }));
  await expect.element(button('Dismiss')).not.toBeInTheDocument();
  expect(focused()).toBe('BODY');
});
