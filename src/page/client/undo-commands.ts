import type { PageState } from '../store/page-state.ts';
import type { PageStore } from '../store/page-store.ts';
import type { UndoNotice } from '../store/undo.ts';
import { undoDismissed, undoOffered } from '../store/undo-actions.ts';

export interface UndoOffer extends Partial<Pick<UndoNotice, 'details' | 'undo'>> {
  /** One sentence that says what was done. */
  readonly text: string;
  /** The notice goes away as soon as this is false, when going back would no longer fit; without it, it stays until it is dismissed or replaced. */
  fits?(state: PageState): boolean;
}

/** Shows what was done, with a way back. There is one notice at a time: the newest. */
export function createUndo(store: PageStore) {
  let lastId = 0;
  let unwatch: () => void = () => undefined;

  function dismiss() {
    unwatch();
    store.setState(undoDismissed);
  }

  function offer({ text, details = [], undo = null, fits }: UndoOffer) {
    unwatch();
    const id = ++lastId;
    store.setState((state) => undoOffered(state, { text, details, undo }, id));
    if (fits === undefined) return;
    unwatch = store.subscribe((state) => {
      if (state.undoNotice?.id !== id) unwatch();
      else if (!fits(state)) dismiss();
    });
  }

  return {
    offer,
    commands: {
      /** Takes back what the notice names. */
      undoLast() {
        const undo = store.getState().undoNotice?.undo ?? null;
        if (undo === null) return;
        dismiss();
        undo();
      },
      dismissUndo: dismiss,
    },
  };
}

export type Undo = ReturnType<typeof createUndo>;
