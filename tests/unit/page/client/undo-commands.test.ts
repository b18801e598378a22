import { describe, expect, it } from 'vitest';
import { parseLink } from '../../../../src/common/experiment/link.ts';
import { createUndo } from '../../../../src/page/client/undo-commands.ts';
import { runStarted } from '../../../../src/page/store/actions.ts';
import { initialState } from '../../../../src/page/store/page-state.ts';
import { createPageStore } from '../../../../src/page/store/page-store.ts';

function setUp() {
  const store = createPageStore(initialState(parseLink(new URLSearchParams())));
  return { store, undo: createUndo(store), shown: () => store.getState().undoNotice };
}

describe('an offer to undo', () => {
  it('says what was done, undoes it once and goes away', () => {
    const { undo, shown } = setUp();
    let undone = 0;
    undo.offer({ text: 'Reset the run.', undo: () => undone++ });
    expect(shown()).toMatchObject({ text: 'Reset the run.', details: [] });
    undo.commands.undoLast();
    undo.commands.undoLast();
    expect([undone, shown()]).toEqual([1, null]);
  });

  it('may itself make another offer while it is undone', () => {
    const { undo, shown } = setUp();
    undo.offer({ text: 'Done.', undo: () => undo.offer({ text: 'Undone.' }) });
    undo.commands.undoLast();
    expect(shown()?.text).toBe('Undone.');
  });

  it('is dismissed without undoing', () => {
    const { undo, shown } = setUp();
    undo.offer({ text: 'Done.', undo: () => expect.unreachable() });
    undo.commands.dismissUndo();
    undo.commands.undoLast();
    expect(shown()).toBeNull();
  });

  it('goes away once going back no longer fits', () => {
    const { store, undo, shown } = setUp();
    undo.offer({ text: 'Reset the run.', undo: () => undefined, fits: ({ run }) => run === null });
    store.setState((state) => ({ ...state, view: 'kept' }));
    expect(shown()?.text).toBe('Reset the run.');
    store.setState((state) => runStarted(state, 1, 'on'));
    expect(shown()).toBeNull();
  });

  it('is replaced by the next one, whatever the first one waited for', () => {
    const { store, undo, shown } = setUp();
    undo.offer({ text: 'One.', fits: ({ run }) => run === null });
    undo.offer({ text: 'Two.' });
    store.setState((state) => runStarted(state, 1, 'on'));
    expect(shown()).toMatchObject({ id: 2, text: 'Two.', undo: null });
  });
});
