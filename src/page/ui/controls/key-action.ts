/** What a key does on the page. */
export type KeyAction = 'toggle' | 'step' | 'reset' | 'help';

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  readonly defaultPrevented: boolean;
  /** The element that has the focus, as far as it matters: see `closest` of `Element`. */
  readonly target: { closest(selectors: string): unknown } | null;
}

/** Where keys belong to what is typed or chosen there. */
const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, select, [contenteditable]';
const OVERLAY = '[role="dialog"], [role="menu"], [role="listbox"]';
/** Where Space has a meaning of its own. */
const TAKES_SPACE = 'button, summary, a, input, [role="slider"], [role="switch"], [role="button"]';

/** The page's shortcut for a key press, or null when the press belongs to something else. */
export function keyAction(press: KeyPress): KeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat || press.defaultPrevented) return null;
  if (press.target?.closest(`${TYPING}, ${OVERLAY}`)) return null;
  switch (press.key) {
    case ' ':
      return press.target?.closest(TAKES_SPACE) ? null : 'toggle';
    case '.':
      return 'step';
    case 'r':
    case 'R':
      return 'reset';
    case '?':
      return 'help';
    default:
      return null;
  }
}
