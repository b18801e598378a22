import type { PageState } from './page-state.ts';

/** What was just done, in a notice at the bottom of the page, and the way back. */
export interface UndoNotice {
  /** Counted from 1: tells one notice from the next. */
  readonly id: number;
  /** One sentence: "Opened run.json as a past run." */
  readonly text: string;
  /** More sentences, one line each; may be empty. */
  readonly details: readonly string[];
  /** Puts things back as they were; null where there is nothing to undo. */
  readonly undo: (() => void) | null;
}

/** Shows a notice in place of the one there is. */
export const undoOffered = (state: PageState, notice: Omit<UndoNotice, 'id'>, id: number): PageState => ({
  ...state,
  undoNotice: { ...notice, id },
});

export const undoDismissed = (state: PageState): PageState =>
  state.undoNotice === null ? state : { ...state, undoNotice: null };
