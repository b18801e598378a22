import type { PageState } from './page-state.ts';
import type { UndoNotice } from './undo.ts';

/** Shows a notice in place of the one there is. */
export const undoOffered = (state: PageState, notice: Omit<UndoNotice, 'id'>, id: number): PageState => ({
  ...state,
  undoNotice: { ...notice, id },
});

export const undoDismissed = (state: PageState): PageState =>
  state.undoNotice === null ? state : { ...state, undoNotice: null };
