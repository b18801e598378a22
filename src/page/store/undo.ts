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
