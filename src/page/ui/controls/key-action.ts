/** What a key does on the page. */
export type KeyAction = 'toggle' | 'step' | 'reset' | 'help';

/** The part of a `KeyboardEvent` that decides. */
export interface KeyPress {
  readonly key: string;
  /** The place of the key, by what it says on a US keyboard. */
  readonly code: string;
  /** Whether AltGr is down, which makes other characters of keys. */
  readonly altGraph: boolean;
  /** Whether an input method is composing something. */
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  readonly defaultPrevented: boolean;
  /** The element that has the focus, as far as it matters: see `closest` of `Element`. Null where nothing on the page has it. */
  readonly target: { closest(selectors: string): unknown } | null;
}

/** Where keys belong to what is typed or chosen there. */
const TYPING =
  'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, select, [contenteditable]';
const OVERLAY = '[role="dialog"], [role="menu"], [role="listbox"]';

/** The page's shortcut for a key press, or null when the press belongs to something else. */
export function keyAction(press: KeyPress): KeyAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.altGraph) return null;
  if (press.repeat || press.isComposing || press.defaultPrevented) return null;
  if (press.target?.closest(`${TYPING}, ${OVERLAY}`)) return null;
  switch (latinKey(press)) {
    case ' ':
      // Anything else may have a use for it, or has the focus because what was pressed by Space is gone.
      return press.target === null ? 'toggle' : null;
    case '.':
      return 'step';
    case 'r':
      return 'reset';
    case '?':
    case '؟':
      return 'help';
    default:
      return null;
  }
}

/** The letter of a key, in lower case. Keyboards of other scripts have another one where R is. */
function latinKey({ code, key }: KeyPress): string {
  const isForeign = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return (isForeign && /^Key[A-Z]$/.test(code) ? code.slice(3) : key).toLowerCase();
}
